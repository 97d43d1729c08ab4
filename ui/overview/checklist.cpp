#include "ui/overview/checklist.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/overview/step_row.h"
#include "ui/theme/format.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/sparkline.h"
#include "ui/widgets/tile.h"

namespace sb::ui {
namespace {

QString namesOf(const QList<Provider>& providers) {
  QStringList names;
  for (const Provider& provider : providers)
    names.append(provider.name.isEmpty() ? provider.id : provider.name);
  return listed(names);
}

}  // namespace

Checklist::Checklist(OverviewData& source, QWidget* parent)
    : QWidget(parent),
      m_data(source),
      m_title(makeLabel(QStringLiteral("page"), {}, this)),
      m_text(makeLabel(QStringLiteral("muted"), {}, this)),
      m_bar(new Bar(this)),
      m_count(makeLabel(QStringLiteral("small"), {}, this)),
      m_add(makeSmallButton(QStringLiteral("addProvider"), {}, this, ButtonRole::Plain,
                            QStringLiteral("plus"))) {
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::k16);
  auto* const head = new QVBoxLayout;
  head->setSpacing(space::k4);
  m_title->setWordWrap(true);
  head->addWidget(m_title);
  head->addWidget(m_text);
  auto* const progress = new QHBoxLayout;
  progress->setSpacing(space::k12);
  progress->addWidget(m_bar, 1);
  progress->addWidget(m_count);
  auto* const card = new Card(this);
  card->body()->setContentsMargins(0, 0, 0, 0);
  card->body()->setSpacing(0);
  for (std::size_t i = 0; i < m_steps.size(); ++i) {
    m_steps[i] = new StepRow(static_cast<int>(i) + 1, card);
    if (i > 0) card->body()->addWidget(makeLine(card));
    card->body()->addWidget(m_steps[i]);
  }
  m_steps[0]->more()->addSpacing(space::k4);
  m_steps[0]->more()->addWidget(m_add, 0, Qt::AlignLeading);
  column->addLayout(head);
  column->addLayout(progress);
  column->addWidget(card);
  column->addWidget(makeServer());
  column->addStretch(1);
  column->addWidget(makeDemo());
  connect(m_add, &QPushButton::clicked, this, &Checklist::addProviderRequested);
  connect(&source, &OverviewData::providersChanged, this, &Checklist::refresh);
  connect(&source, &OverviewData::serversChanged, this, &Checklist::refreshServer);
  refresh();
}

QWidget* Checklist::makeServer() {
  m_server = new Card(this);
  auto* const row = new QHBoxLayout;
  row->setSpacing(space::k8);
  auto* const tile = new Tile(m_server);
  tile->setIcon(QStringLiteral("laptop"));
  m_serverTitle = makeLabel(QStringLiteral("strong"), {}, m_server);
  row->addWidget(tile);
  row->addWidget(m_serverTitle, 1);
  m_serverText = makeLabel(QStringLiteral("muted"), {}, m_server);
  m_serverText->setWordWrap(true);
  m_useServer = makeSmallButton(QStringLiteral("useServer"), {}, m_server);
  m_server->body()->addLayout(row);
  m_server->body()->addWidget(m_serverText);
  m_server->body()->addWidget(m_useServer, 0, Qt::AlignLeading);
  connect(m_useServer, &QPushButton::clicked, this, [this] {
    if (!m_data.servers().isEmpty()) Q_EMIT serverChosen(m_data.servers().first());
  });
  return m_server;
}

QWidget* Checklist::makeDemo() {
  m_demo = new QWidget(this);
  auto* const row = new QHBoxLayout(m_demo);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(space::k8);
  m_demoText = makeLabel(QStringLiteral("muted"), {}, m_demo);
  m_tryDemo = makeButton(QStringLiteral("tryWithoutKey"), {}, m_demo, ButtonRole::Link);
  row->addWidget(m_demoText);
  row->addWidget(m_tryDemo);
  row->addStretch(1);
  connect(m_tryDemo, &QPushButton::clicked, this, &Checklist::demoRequested);
  return m_demo;
}

void Checklist::setConnected(bool appConnected, bool requestSeen) {
  m_appConnected = appConnected;
  m_requestSeen = requestSeen;
  refresh();
}

void Checklist::refresh() {
  const bool provider = !m_data.providers().isEmpty();
  const bool connected = m_appConnected || m_requestSeen;
  const int done = (provider ? 1 : 0) + (connected ? 1 : 0) + (m_requestSeen ? 1 : 0);
  m_title->setText(tr("Get your first request through"));
  m_text->setText(tr("Three steps, about two minutes."));
  m_bar->setShare(done / 3.0);
  m_count->setText(tr("%1 of %2 done").arg(QLocale().toString(done), QLocale().toString(3)));
  m_steps[0]->set(provider ? StepState::Done : StepState::Now, tr("Add a provider"),
                  provider
                      ? namesOf(m_data.providers())
                      : tr("A service with your API key, or a model server on this computer."));
  m_steps[1]->set(connected  ? StepState::Done
                  : provider ? StepState::Now
                             : StepState::Later,
                  tr("Connect an app"),
                  tr("Point its base URL at Signalbox. Your provider key stays here; the app gets "
                     "its own."));
  m_steps[2]->set(m_requestSeen ? StepState::Done
                  : connected   ? StepState::Now
                                : StepState::Later,
                  tr("See the first request arrive"),
                  tr("It appears here and in Logs, with its price."));
  m_add->setText(provider ? tr("Add another") : tr("Add a provider"));
  m_demo->setVisible(m_data.isLoaded() && !provider);
  m_demoText->setText(tr("No key at hand?"));
  m_tryDemo->setText(tr("Try without a key"));
  refreshServer();
}

void Checklist::refreshServer() {
  const bool shown = !m_data.servers().isEmpty() && m_data.providers().isEmpty();
  m_server->setVisible(shown);
  if (!shown) return;
  const LocalServer& server = m_data.servers().first();
  m_serverTitle->setText(tr("%1 is running on this computer").arg(server.preset.name));
  m_serverText->setText(
      tr("Port %1, %Ln models: %2. No key needed.", nullptr, static_cast<int>(server.models.size()))
          .arg(QString::number(server.port), server.models.first()));
  m_useServer->setText(tr("Use it"));
}

void Checklist::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) refresh();
  QWidget::changeEvent(event);
}

}  // namespace sb::ui
