#include "ui/providers/provider_form.h"

#include <QDesktopServices>
#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/providers/blank_fields.h"
#include "ui/providers/provider_words.h"
#include "ui/providers/secret_input.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/tile.h"

namespace sb::ui {
namespace {

constexpr int kSoonMs = 150;
constexpr int kLongestInput = 12'000;

void addField(QVBoxLayout* column, QLabel* label, QWidget* field, QLabel* hint = nullptr) {
  auto* const group = new QVBoxLayout;
  group->setSpacing(space::k4);
  group->addWidget(label);
  group->addWidget(field);
  if (hint != nullptr) group->addWidget(hint);
  column->addLayout(group);
}

}  // namespace

ProviderForm::ProviderForm(GatewayClient& client, QWidget* parent)
    : QWidget(parent),
      m_client(client),
      m_idLabel(makeLabel(QStringLiteral("label"), {}, this)),
      m_id(new QLineEdit(this)),
      m_idHint(makeLabel(QStringLiteral("small"), {}, this)),
      m_secret(new SecretInput(this)),
      m_blanks(new BlankFields(this)),
      m_baseLabel(makeLabel(QStringLiteral("label"), {}, this)),
      m_base(new QLineEdit(this)),
      m_problem(makeLabel(QStringLiteral("small"), {}, this)) {
  m_id->setObjectName(QStringLiteral("providerId"));
  m_base->setObjectName(QStringLiteral("providerBaseUrl"));
  for (QLineEdit* const field : {m_id, m_base}) {
    field->setProperty("role", QStringLiteral("mono"));
    field->setMaxLength(kLongestInput);
    connect(field, &QLineEdit::returnPressed, this, &ProviderForm::submitted);
  }
  m_problem->setObjectName(QStringLiteral("addProblem"));
  m_problem->setProperty("tone", QStringLiteral("error"));
  for (QLabel* const label : {m_problem, m_idHint})
    label->setWordWrap(true);
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::k16);
  column->addWidget(makeHead());
  column->addWidget(m_blanks);
  addField(column, m_baseLabel, m_base);
  column->addWidget(m_secret);
  addField(column, m_idLabel, m_id, m_idHint);
  column->addWidget(makeAddress());
  column->addWidget(m_problem);
  m_soon.setSingleShot(true);
  m_soon.setInterval(kSoonMs);
  connect(&m_soon, &QTimer::timeout, this, &ProviderForm::preview);
  connect(m_base, &QLineEdit::textChanged, &m_soon, qOverload<>(&QTimer::start));
  connect(m_base, &QLineEdit::textChanged, this, &ProviderForm::edited);
  connect(m_blanks, &BlankFields::changed, &m_soon, qOverload<>(&QTimer::start));
  connect(m_blanks, &BlankFields::changed, this, &ProviderForm::edited);
  connect(m_blanks, &BlankFields::changed, this, [this] { showProblem({}); });
  connect(m_blanks, &BlankFields::submitted, this, &ProviderForm::submitted);
  connect(m_secret, &SecretInput::changed, this, &ProviderForm::edited);
  connect(m_id, &QLineEdit::textChanged, this, [this] {
    setStyleProperty(m_id, "state", {});
    showProblem({});
    refresh();
  });
  connect(m_secret, &SecretInput::changed, this, [this] { showProblem({}); });
  connect(m_secret, &SecretInput::submitted, this, &ProviderForm::submitted);
  refresh();
}

QWidget* ProviderForm::makeHead() {
  auto* const head = new QWidget(this);
  auto* const row = new QHBoxLayout(head);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(space::k12);
  m_tile = new Tile(head, Tile::Size::Large);
  m_title = makeLabel(QStringLiteral("title"), {}, head);
  m_about = makeLabel(QStringLiteral("small"), {}, head);
  m_website = makeButton(QStringLiteral("providerWebsite"), {}, head, ButtonRole::Link,
                         QStringLiteral("external-link"));
  auto* const words = new QVBoxLayout;
  words->setSpacing(0);
  words->addWidget(m_title);
  words->addWidget(m_about);
  row->addWidget(m_tile, 0, Qt::AlignTop);
  row->addLayout(words, 1);
  row->addWidget(m_website);
  connect(m_website, &QPushButton::clicked, this,
          [this] { QDesktopServices::openUrl(QUrl(m_offer.preset.website)); });
  return head;
}

QWidget* ProviderForm::makeAddress() {
  auto* const group = new QWidget(this);
  auto* const column = new QVBoxLayout(group);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::k4);
  m_goesLabel = makeLabel(QStringLiteral("label"), {}, group);
  auto* const box = new QFrame(group);
  box->setProperty("role", QStringLiteral("band"));
  auto* const row = new QHBoxLayout(box);
  row->setContentsMargins(space::k12, 0, space::k4, 0);
  row->setSpacing(space::k12);
  row->addStrut(scaled(34));
  m_url = new ElidedLabel({}, Qt::ElideMiddle, box);
  m_url->setObjectName(QStringLiteral("finalUrl"));
  m_url->setProperty("role", QStringLiteral("mono"));
  m_pencil = makeIconButton(QStringLiteral("editAddress"), QStringLiteral("pencil"), {}, box);
  row->addWidget(makeLabel(QStringLiteral("mono-muted"), QStringLiteral("POST"), box));
  row->addWidget(m_url, 1);
  row->addWidget(m_pencil);
  column->addWidget(m_goesLabel);
  column->addWidget(box);
  connect(m_pencil, &QToolButton::clicked, this, &ProviderForm::editAddress);
  return group;
}

void ProviderForm::setOffer(const Offer& offer, const QStringList& taken) {
  m_offer = offer;
  m_taken = taken;
  m_added = m_editsAddress = false;
  m_urlProblem.clear();
  m_blanks->setAddressAsked(true);
  m_blanks->setPreset(offer.preset);
  m_base->setText(offer.preset.baseUrl);
  m_id->setText(isCustom() ? QString() : freeId(offer.preset.id, taken));
  m_secret->setVariables(offer.preset.env);
  m_secret->setOptional(offer.preset.keyOptional || isCustom(),
                        isCustom()                 ? tr("Only if the server asks for one")
                        : offer.preset.keyOptional ? tr("None needed, leave it empty")
                                                   : QString());
  m_secret->showProblem({});
  showProblem({});
  refresh();
  preview();
}

bool ProviderForm::hasBlanks() const { return m_blanks->asksForAddress(); }

QString ProviderForm::address() const {
  if (!hasBlanks()) return m_base->text().trimmed();
  return m_blanks->complete() ? m_blanks->url() : QString();
}

QString ProviderForm::baseUrl() const {
  const QString typed = address();
  return typed == m_offer.preset.baseUrl ? QString() : typed;
}

void ProviderForm::editAddress() {
  if (hasBlanks()) m_base->setText(m_blanks->url());
  m_editsAddress = true;
  m_blanks->setAddressAsked(false);
  refresh();
  m_base->setFocus(Qt::OtherFocusReason);
}

// The gateway's own builder of addresses says; it is asked as one types.
void ProviderForm::preview() {
  const QString typed = address();
  const bool begun = !isCustom() && !hasBlanks();
  const QString problem = typed.isEmpty() && !begun ? QString() : problemOfUrl(typed);
  if (typed.isEmpty() || !problem.isEmpty()) {
    m_callPreview.cancel();
    m_urlProblem = problem;
    m_url->setText(hasBlanks() ? m_blanks->url() : QString());
    m_secret->setHint({});
    return refresh();
  }
  m_callPreview =
      m_client.providers().preview(m_offer.preset.id, baseUrl(), this,
                                   [this](const Reply<UrlPreview>& reply) { showPreview(reply); });
}

void ProviderForm::showPreview(const Reply<UrlPreview>& reply) {
  m_urlProblem = reply ? reply->problem : sentenceOf(reply.error());
  m_url->setText(reply ? questionsUrl(reply->urls).toString() : QString());
  const QString host = QUrl(m_url->fullText()).host();
  m_secret->setHint(host.isEmpty() ? QString() : tr("Sent to %1 only.").arg(host));
  refresh();
}

QString ProviderForm::problemOfAddress() {
  if (hasBlanks()) return {};
  const bool own = isCustom() || !baseUrl().isEmpty();
  return own ? problemOfUrl(baseUrl()) : QString();
}

std::optional<NewProvider> ProviderForm::read() {
  NewProvider provider;
  provider.id = m_id->text().trimmed();
  provider.kind = m_offer.preset.id;
  provider.baseUrl = baseUrl();
  provider.headers = m_blanks->headers();
  provider.key = m_secret->input();
  const QString idProblem = problemOfId(provider.id, m_added ? QStringList() : m_taken);
  const QString blankProblem = m_blanks->check();
  const QString urlProblem = problemOfAddress();
  const QString keyProblem = problemOf(provider.key);
  setStyleProperty(m_id, "state", idProblem.isEmpty() ? QString() : QStringLiteral("error"));
  setStyleProperty(m_base, "state", urlProblem.isEmpty() ? QString() : QStringLiteral("error"));
  m_secret->showProblem(keyProblem);
  if (!urlProblem.isEmpty()) m_base->setFocus();
  const QString addressProblem = urlProblem.isEmpty() ? blankProblem : urlProblem;
  if (addressProblem.isEmpty() && keyProblem.isEmpty() && !idProblem.isEmpty()) m_id->setFocus();
  showProblem(addressProblem.isEmpty() ? idProblem : addressProblem);
  if (!idProblem.isEmpty() || !addressProblem.isEmpty() || !keyProblem.isEmpty())
    return std::nullopt;
  return provider;
}

void ProviderForm::setAdded(bool added) {
  m_added = added;
  refresh();
}

void ProviderForm::showProblem(const QString& problem) {
  m_problem->setText(problem);
  refresh();
}

void ProviderForm::setPlaces(const Vault& vault) { m_secret->setPlaces(vault); }

void ProviderForm::keychainRefused(const QString& problem) { m_secret->keychainRefused(problem); }

void ProviderForm::focusFirst() {
  if (isCustom())
    m_base->setFocus(Qt::OtherFocusReason);
  else if (hasBlanks())
    m_blanks->focusFirst();
  else
    m_secret->focusField();
}

void ProviderForm::wipe() { m_secret->wipe(); }

void ProviderForm::refresh() {
  const bool custom = isCustom();
  m_title->setText(custom ? tr("Any other address") : m_offer.preset.name);
  const int models = static_cast<int>(m_offer.models.size());
  m_about->setText(m_offer.port != 0 ? tr("Runs on this computer with %Ln models", nullptr, models)
                                     : nameOfPresetKind(m_offer.preset.kind));
  m_website->setText(tr("Website"));
  m_website->setVisible(!m_offer.preset.website.isEmpty());
  m_baseLabel->setText(tr("Base URL"));
  m_base->setAccessibleName(tr("Base URL"));
  m_base->setPlaceholderText(QStringLiteral("https://llm.example/v1"));
  m_baseLabel->setVisible(custom || m_editsAddress);
  m_base->setVisible(custom || m_editsAddress);
  m_idLabel->setText(tr("Name in routes"));
  m_id->setAccessibleName(tr("Name in routes"));
  m_id->setEnabled(!m_added);
  const QString id = m_id->text().trimmed();
  m_tile->setProvider(id.isEmpty() ? QStringLiteral("?") : id,
                      huesOfProviders(m_taken + QStringList{id}).value(id, -1));
  m_idHint->setText(id.isEmpty() ? tr("Apps and routes ask for NAME/model.")
                                 : tr("Apps and routes ask for %1/model.").arg(id.left(64)));
  m_goesLabel->setText(tr("Requests will go to"));
  setTip(m_pencil, tr("Change the address"));
  m_pencil->setVisible(!custom && !m_editsAddress);
  const bool wrongUrl = !m_urlProblem.isEmpty() && m_url->fullText().isEmpty();
  if (wrongUrl && m_problem->text().isEmpty()) m_problem->setText(m_urlProblem);
  m_problem->setVisible(!m_problem->text().isEmpty());
}

void ProviderForm::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) refresh();
  QWidget::changeEvent(event);
}

}  // namespace sb::ui
