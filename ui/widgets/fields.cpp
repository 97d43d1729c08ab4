#include "ui/widgets/fields.h"

#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QKeyEvent>
#include <QLabel>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

constexpr int kSearchWidth = 200;
constexpr int kLongestSearch = 1024;
constexpr int kLongestSecret = 16 * 1024;

}  // namespace

void nameChoice(QComboBox* choice, const QString& name) {
  constexpr const char* kLabel = "label";
  choice->setAccessibleName(name);
  auto* label = choice->property(kLabel).value<QLabel*>();
  if (label == nullptr) {
    label = new QLabel(choice->parentWidget());
    label->setBuddy(choice);
    label->hide();
    choice->setProperty(kLabel, QVariant::fromValue(label));
  }
  if (label->parentWidget() != choice->parentWidget()) label->setParent(choice->parentWidget());
  label->setText(name);
}

SearchField::SearchField(const QString& name, const QString& placeholder, QWidget* parent)
    : QLineEdit(parent) {
  setObjectName(name);
  setMaxLength(kLongestSearch);
  m_glass = addAction(themedIcon(QStringLiteral("search"), Tone::Muted), LeadingPosition);
  connect(m_glass, &QAction::triggered, this, [this] { setFocus(Qt::MouseFocusReason); });
  setPlaceholder(placeholder);
}

void SearchField::setPlaceholder(const QString& placeholder) {
  setPlaceholderText(placeholder);
  setAccessibleName(placeholder);
  m_glass->setText(placeholder);
}

QSize SearchField::sizeHint() const {
  return {scaled(kSearchWidth), QLineEdit::sizeHint().height()};
}

void SearchField::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
    clear();
    return;
  }
  QLineEdit::keyPressEvent(event);
}

SecretField::SecretField(const QString& name, const QString& label, QWidget* parent)
    : QLineEdit(parent), m_eye(nullptr) {
  setObjectName(name);
  setAccessibleName(label);
  setProperty("role", QStringLiteral("mono"));
  setMaxLength(kLongestSecret);
  setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
  m_eye = addAction(themedIcon(QStringLiteral("eye"), Tone::Muted), QLineEdit::TrailingPosition);
  m_eye->setCheckable(true);
  connect(m_eye, &QAction::toggled, this, &SecretField::showSecret);
  showSecret(false);
}

QString SecretField::secret() const { return text().trimmed(); }

void SecretField::wipe() {
  setText(QString(text().size(), QLatin1Char('x')));
  clear();
}

void SecretField::showSecret(bool shown) {
  setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
  m_eye->setIcon(
      themedIcon(shown ? QStringLiteral("eye-off") : QStringLiteral("eye"), Tone::Muted));
  m_eye->setText(shown ? tr("Hide what was typed") : tr("Show what was typed"));
}

void SecretField::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange && m_eye != nullptr) showSecret(m_eye->isChecked());
  QLineEdit::changeEvent(event);
}

}  // namespace sb::ui
