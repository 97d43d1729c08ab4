#include "ui/overview/connect_panel.h"

#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QListWidget>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/client/problem.h"
#include "ui/overview/code_view.h"
#include "ui/overview/snippets.h"
#include "ui/overview/waiting_panel.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"

namespace sb::ui {
namespace {

constexpr int kAppsWidth = 128, kModelWidth = 220;

// Why there is no answer of a gateway.
ApiError problemOf(const QNetworkReply& reply) {
  ApiError tooLate;
  tooLate.code = QStringLiteral("timeout");
  if (reply.error() == QNetworkReply::OperationCanceledError) return tooLate;
  const QVariant status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute);
  if (!status.isValid() || reply.error() == QNetworkReply::RemoteHostClosedError)
    return networkError(reply, {});
  RawAnswer answer;
  answer.status = status.toInt();
  return problemError(answer, {});
}

}  // namespace

ConnectPanel::ConnectPanel(Connection& connection, OverviewData& source, QWidget* parent)
    : Card(parent),
      m_connection(connection),
      m_data(source),
      m_keys(connection.client()),
      m_first(connection),
      m_title(makeLabel(QStringLiteral("title"), {}, this)),
      m_modelLabel(makeLabel(QStringLiteral("small"), {}, this)),
      m_model(new QComboBox(this)),
      m_apps(new QListWidget(this)) {
  setObjectName(QStringLiteral("connectPanel"));
  m_manager.setProxy(QNetworkProxy::NoProxy);
  m_model->setObjectName(QStringLiteral("connectModel"));
  m_model->setProperty("role", QStringLiteral("mono"));
  m_model->setFixedWidth(scaled(kModelWidth));
  m_modelLabel->setBuddy(m_model);
  auto* const head = new QHBoxLayout;
  head->setContentsMargins(space::k24, space::k8, space::k24, space::k8);
  head->setSpacing(space::k8);
  head->addWidget(m_title);
  head->addStretch(1);
  head->addWidget(m_modelLabel);
  head->addWidget(m_model);
  m_apps->setObjectName(QStringLiteral("connectApps"));
  m_apps->setProperty("role", QStringLiteral("choice"));
  m_apps->setFixedWidth(scaled(kAppsWidth));
  m_apps->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  for (const App& app : apps()) {
    auto* const item = new QListWidgetItem(app.title, m_apps);
    item->setData(Qt::UserRole, app.id);
  }
  auto* const lower = new QHBoxLayout;
  lower->setSpacing(0);
  auto* const left = new QFrame(this);
  left->setProperty("role", QStringLiteral("apps"));
  auto* const leftBox = new QVBoxLayout(left);
  leftBox->setContentsMargins(space::k8, space::k8, space::k8, space::k8);
  leftBox->addWidget(m_apps);
  lower->addWidget(left);
  lower->addWidget(makeRight(), 1);
  body()->setContentsMargins(0, 0, 0, 0);
  body()->setSpacing(0);
  body()->addLayout(head);
  body()->addWidget(makeLine(this));
  body()->addLayout(lower, 1);
  retranslate();
  connectAll();
  m_apps->setCurrentRow(0);
}

QWidget* ConnectPanel::makeRight() {
  auto* const right = new QWidget(this);
  auto* const column = new QVBoxLayout(right);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  auto* const upper = new QVBoxLayout;
  upper->setContentsMargins(space::k24, space::k24, space::k24, space::k16);
  upper->setSpacing(space::k12);
  auto* const keyRow = new QHBoxLayout;
  m_key = makeLabel(QString(), {}, right);
  m_key->setTextFormat(Qt::RichText);
  m_key->setWordWrap(true);
  m_hidden = new Chip({}, ChipTone::Neutral, QStringLiteral("eye"), right);
  keyRow->addWidget(m_key, 1);
  keyRow->addWidget(m_hidden);
  m_snippet = new CodeView(QStringLiteral("connectSnippet"), right);
  auto* const buttons = new QHBoxLayout;
  buttons->setSpacing(space::k8);
  m_copy = makeButton(QStringLiteral("copySnippet"), {}, right, ButtonRole::Primary,
                      QStringLiteral("copy"));
  m_send =
      makeButton(QStringLiteral("sendForMe"), {}, right, ButtonRole::Plain, QStringLiteral("send"));
  m_newKey = makeButton(QStringLiteral("newAppKey"), {}, right, ButtonRole::FlatMuted,
                        QStringLiteral("key"));
  buttons->addWidget(m_copy);
  buttons->addWidget(m_send);
  buttons->addStretch(1);
  buttons->addWidget(m_newKey);
  m_hint = makeLabel(QStringLiteral("small"), {}, right);
  m_hint->setWordWrap(true);
  m_waiting = new WaitingPanel(m_first, right);
  upper->addLayout(keyRow);
  upper->addWidget(m_snippet);
  upper->addLayout(buttons);
  upper->addWidget(m_hint);
  upper->addStretch(1);
  column->addLayout(upper, 1);
  column->addWidget(m_waiting);
  return right;
}

void ConnectPanel::connectAll() {
  connect(m_apps, &QListWidget::currentRowChanged, this, &ConnectPanel::openCurrent);
  connect(m_model, &QComboBox::currentIndexChanged, this, &ConnectPanel::refresh);
  connect(&m_keys, &AppKeys::changed, this, [this](const QString& id) {
    if (id != app()) return;
    waitForKey();
    refresh();
    if (!m_keys.problem(id).isEmpty()) Q_EMIT failed(m_keys.problem(id));
  });
  connect(&m_data, &OverviewData::modelsChanged, this, &ConnectPanel::refreshModels);
  connect(&m_data, &OverviewData::keysChanged, this, [this] {
    m_keys.setKnown(m_data.keys());
    openCurrent();
  });
  connect(&m_connection, &Connection::statusChanged, this, &ConnectPanel::refresh);
  connect(m_copy, &QPushButton::clicked, this, [this] {
    QGuiApplication::clipboard()->setText(m_snippet->toPlainText());
    m_copy->setIcon(themedIcon(QStringLiteral("check"), Tone::OnAccent));
    m_copy->setText(tr("Copied"));
  });
  connect(m_send, &QPushButton::clicked, this, &ConnectPanel::send);
  connect(m_newKey, &QPushButton::clicked, this, [this] { m_keys.open(app(), true); });
  connect(m_waiting, &WaitingPanel::openRequested, this, &ConnectPanel::openRequested);
}

QString ConnectPanel::app() const {
  const QListWidgetItem* const item = m_apps->currentItem();
  return item != nullptr ? item->data(Qt::UserRole).toString() : QString();
}

QString ConnectPanel::baseUrl() const {
  const QStringList& all = m_connection.status().addresses;
  return all.isEmpty() ? QString() : all.first() + QStringLiteral("/v1");
}

void ConnectPanel::setActive(bool active) {
  if (active == m_active) return;
  m_active = active;
  if (active)
    openCurrent();
  else
    m_keys.forget();
  refresh();
}

void ConnectPanel::openApp(const QString& appId) {
  for (int i = 0; i < m_apps->count(); ++i)
    if (m_apps->item(i)->data(Qt::UserRole).toString() == appId) m_apps->setCurrentRow(i);
}

// A key is worth making once there is a model to ask for and the present keys are known.
void ConnectPanel::openCurrent() {
  if (m_active && m_model->count() > 0 && m_data.keysKnown()) m_keys.open(app());
  waitForKey();
  refresh();
}

void ConnectPanel::waitForKey() {
  const QString name = m_keys.name(app());
  if (name != m_first.keyName()) m_first.wait(name);
}

void ConnectPanel::refreshModels() {
  const QString before = m_model->currentText();
  m_model->blockSignals(true);
  m_model->clear();
  m_model->addItems(modelsToConnect(m_data.models()));
  if (m_model->count() > 0) m_model->setCurrentIndex(std::max(0, m_model->findText(before)));
  m_model->setEnabled(m_model->count() > 0);
  m_model->blockSignals(false);
  openCurrent();
}

void ConnectPanel::refresh() {
  const QString id = app();
  const QString text = m_keys.text(id);
  const QString hint = m_keys.hint(id);
  SnippetValues values;
  values.baseUrl = baseUrl();
  values.key = !text.isEmpty() ? text : (hint.isEmpty() ? QStringLiteral("sk-sb-…") : hint);
  values.model = m_model->count() > 0 ? m_model->currentText() : QStringLiteral("provider/model");
  m_snippet->setCode(snippetFor(id, values), apps().value(m_apps->currentRow()).language);
  m_key->setText(keyText());
  m_hidden->setVisible(!text.isEmpty());
  m_copy->setEnabled(!text.isEmpty());
  m_copy->setText(tr("Copy snippet"));
  m_copy->setIcon(themedIcon(QStringLiteral("copy"), Tone::OnAccent));
  m_send->setEnabled(!text.isEmpty() && !values.baseUrl.isEmpty());
  m_newKey->setEnabled(!m_keys.name(id).isEmpty() || !m_keys.problem(id).isEmpty());
  m_hint->setText(hintFor(id));
  m_waiting->setAddress(values.baseUrl);
}

QString ConnectPanel::keyText() const {
  const QString id = app();
  if (!m_keys.problem(id).isEmpty())
    return tr("No key was made. %1").arg(m_keys.problem(id).toHtmlEscaped());
  if (m_keys.name(id).isEmpty()) return tr("The key is made once there is a provider.");
  const QString name = QStringLiteral("<b>%1</b>").arg(m_keys.name(id).toHtmlEscaped());
  return m_keys.text(id).isEmpty()
             ? tr("Key %1, made earlier. Only a new key can be copied or sent.").arg(name)
             : tr("Key %1, made for this app").arg(name);
}

// The button stays as it is while its request runs: disabled, it would lose the focus.
void ConnectPanel::send() {
  if (std::exchange(m_sending, true)) return;
  QNetworkRequest request(QUrl(baseUrl() + QStringLiteral("/chat/completions")));
  request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/json"));
  request.setRawHeader("Authorization", "Bearer " + m_keys.text(app()).toUtf8());
  request.setTransferTimeout(m_patienceMs);
  const QJsonObject message{{QStringLiteral("role"), QStringLiteral("user")},
                            {QStringLiteral("content"), QStringLiteral("Say hello.")}};
  const QJsonObject body{{QStringLiteral("model"), m_model->currentText()},
                         {QStringLiteral("messages"), QJsonArray{message}}};
  m_first.wait(m_keys.name(app()));
  QNetworkReply* const reply =
      m_manager.post(request, QJsonDocument(body).toJson(QJsonDocument::Compact));
  connect(reply, &QNetworkReply::finished, this, [this, reply] {
    reply->deleteLater();
    m_sending = false;
    refresh();
    // What the gateway answered is told by the log.
    if (!QJsonDocument::fromJson(reply->readAll()).isObject())
      Q_EMIT failed(sentenceOf(problemOf(*reply)));
  });
}

void ConnectPanel::retranslate() {
  m_title->setText(tr("Connect an app"));
  setAccessibleName(m_title->text());
  m_modelLabel->setText(tr("Model"));
  m_model->setPlaceholderText(tr("no model yet"));
  m_model->setAccessibleName(tr("Model"));
  m_apps->setAccessibleName(tr("Apps"));
  m_snippet->setAccessibleName(tr("Snippet"));
  m_hidden->set(tr("hidden when you leave this screen"), ChipTone::Neutral, QStringLiteral("eye"));
  m_send->setText(tr("Send it for me"));
  m_newKey->setText(tr("New key"));
  refresh();
}

void ConnectPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  Card::changeEvent(event);
}

}  // namespace sb::ui
