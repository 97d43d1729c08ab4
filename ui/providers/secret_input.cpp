#include "ui/providers/secret_input.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/segment.h"

namespace sb::ui {
namespace {

constexpr int kLongestVariable = 256;
const QString kVaultId = QStringLiteral("vault"), kKeychainId = QStringLiteral("keychain");
const QString kEnvId = QStringLiteral("env");

}  // namespace

SecretInput::SecretInput(QWidget* parent)
    : QWidget(parent),
      m_head(new QBoxLayout(QBoxLayout::LeftToRight)),
      m_label(makeLabel(QStringLiteral("label"), {}, this)),
      m_placeLabel(makeLabel(QStringLiteral("label"), {}, this)),
      m_place(new Segment(QStringLiteral("secretPlace"), {}, this)),
      m_fields(new QStackedWidget(this)),
      m_secret(new SecretField(QStringLiteral("secret"), {}, m_fields)),
      m_variable(new QLineEdit(m_fields)),
      m_hint(makeLabel(QStringLiteral("small"), {}, this)) {
  m_place->addItem(kKeychainId, {}, QStringLiteral("key"));
  m_place->addItem(kVaultId, {}, QStringLiteral("lock"));
  m_place->addItem(kEnvId, {}, QStringLiteral("terminal"));
  m_place->setItemVisible(kKeychainId, false);
  m_place->setCurrent(kVaultId);
  m_variable->setObjectName(QStringLiteral("variable"));
  m_variable->setProperty("role", QStringLiteral("mono"));
  m_variable->setMaxLength(kLongestVariable);
  m_fields->addWidget(m_secret);
  m_fields->addWidget(m_variable);
  m_fields->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  m_hint->setWordWrap(true);
  m_head->setSpacing(space::k8);
  m_head->addWidget(m_label, 1, Qt::AlignBottom);
  m_head->addWidget(m_placeLabel);
  m_head->addWidget(m_place);
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::k4);
  column->addLayout(m_head);
  column->addWidget(m_fields);
  column->addWidget(m_hint);
  connect(m_place, &Segment::chosen, this, [this] {
    m_chosen = true;
    m_problem.clear();
    refresh();
    Q_EMIT changed();
  });
  for (QLineEdit* const field : {static_cast<QLineEdit*>(m_secret), m_variable}) {
    connect(field, &QLineEdit::textChanged, this, [this] {
      m_problem.clear();
      refresh();
      Q_EMIT changed();
    });
    connect(field, &QLineEdit::returnPressed, this, &SecretInput::submitted);
  }
  setFocusProxy(m_secret);
  refresh();
}

bool SecretInput::isKept() const { return m_place->current() != kEnvId; }

void SecretInput::setPlaces(const Vault& vault) {
  m_vault = vault;
  m_place->setItemVisible(kKeychainId, vault.hasKeychain());
  if (!m_chosen)
    m_place->setCurrent(vault.defaultPlace == kKeychainId && vault.hasKeychain() ? kKeychainId
                                                                                 : kVaultId);
  else if (m_place->current() == kKeychainId && !vault.hasKeychain())
    m_place->setCurrent(kVaultId);
  refresh();
}

void SecretInput::preferPlaceOf(const QString& reference) {
  const QString place = reference.section(QLatin1Char(':'), 0, 0);
  if (m_chosen || place == kEnvId || (place == kKeychainId && !m_vault.hasKeychain())) return;
  m_place->setCurrent(place);
  refresh();
}

void SecretInput::keychainRefused(const QString& problem) {
  m_chosen = true;
  m_place->setCurrent(kVaultId);
  showProblem(problem);
}

void SecretInput::setVariables(const QStringList& names) { m_variable->setText(names.value(0)); }

void SecretInput::setOptional(bool optional, const QString& placeholder) {
  m_optional = optional;
  m_placeholder = placeholder;
  refresh();
}

void SecretInput::setHint(const QString& text) {
  m_hintText = text;
  refresh();
}

void SecretInput::focusField() { m_fields->currentWidget()->setFocus(Qt::OtherFocusReason); }

KeyInput SecretInput::input() const {
  KeyInput key;
  key.secret = isKept() ? m_secret->secret() : QString();
  key.variable = isKept() ? QString() : m_variable->text().trimmed();
  key.place = m_place->current() == kKeychainId ? KeyInput::Place::Keychain
              : isKept()                        ? KeyInput::Place::Vault
                                                : KeyInput::Place::Environment;
  if (m_optional && key.secret.isEmpty() && (isKept() || key.variable.isEmpty()))
    key.place = KeyInput::Place::None;
  return key;
}

void SecretInput::showProblem(const QString& problem) {
  m_problem = problem;
  refresh();
  if (!problem.isEmpty()) focusField();
}

void SecretInput::wipe() { m_secret->wipe(); }

QString SecretInput::placeText() const {
  if (!isKept()) return tr("Read when the gateway starts; Signalbox keeps no copy.");
  if (m_place->current() == kVaultId)
    return m_vault.file.isEmpty()
               ? tr("Kept in the encrypted vault; only the last four characters are shown again.")
               : tr("Kept in the encrypted file %1; only the last four characters are shown again.")
                     .arg(m_vault.file);
  return m_vault.keychain == QLatin1String("locked")
             ? tr("Kept in the system's keychain, which asks for its password first.")
             : tr("Kept in the system's keychain; only the last four characters are shown again.");
}

void SecretInput::refresh() {
  const bool kept = isKept();
  m_fields->setCurrentWidget(kept ? static_cast<QWidget*>(m_secret) : m_variable);
  m_label->setText(kept ? tr("API key") : tr("Environment variable"));
  m_placeLabel->setText(tr("Keep it in"));
  m_place->setItemText(kKeychainId, tr("Keychain"));
  m_place->setItemText(kVaultId, tr("Encrypted file"));
  m_place->setItemText(kEnvId, tr("Environment"));
  m_place->setAccessibleName(tr("Where the key is kept"));
  m_secret->setAccessibleName(tr("API key"));
  m_secret->setPlaceholderText(m_placeholder.isEmpty() ? tr("Paste the key") : m_placeholder);
  m_variable->setAccessibleName(tr("Environment variable"));
  const QString place = placeText();
  const QString calm = m_hintText.isEmpty() ? place : m_hintText + QLatin1Char(' ') + place;
  m_hint->setText(m_problem.isEmpty() ? calm : m_problem);
  setStyleProperty(m_hint, "tone", m_problem.isEmpty() ? QString() : QStringLiteral("error"));
  for (QLineEdit* const field : {static_cast<QLineEdit*>(m_secret), m_variable}) {
    setStyleProperty(field, "state", m_problem.isEmpty() ? QString() : QStringLiteral("error"));
    field->setAccessibleDescription(m_hint->text());
  }
  arrange();
}

// Where label and places have no room beside each other, the places stand below, and their own
// name goes.
void SecretInput::arrange() {
  const int needed = m_label->sizeHint().width() + m_placeLabel->sizeHint().width() +
                     m_place->sizeHint().width() + 2 * space::k8;
  const bool beside = needed <= width();
  m_placeLabel->setVisible(beside);
  m_head->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

QSize SecretInput::minimumSizeHint() const {
  return {m_place->sizeHint().width(), QWidget::minimumSizeHint().height()};
}

void SecretInput::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
}

void SecretInput::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) refresh();
  QWidget::changeEvent(event);
}

}  // namespace sb::ui
