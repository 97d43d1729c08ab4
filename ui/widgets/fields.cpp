#include "ui/widgets/fields.h"

#include <QAction>
#include <QEvent>
#include <QKeyEvent>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

constexpr int kSearchWidth = 200;
constexpr int kLongestSecret = 16 * 1024;

}  // namespace

SearchField::SearchField(const QString& name, const QString& placeholder, QWidget* parent)
    : QLineEdit(parent) {
  setObjectName(name);
  addAction(themedIcon(QStringLiteral("search"), Tone::Muted), QLineEdit::LeadingPosition);
  setPlaceholder(placeholder);
}

void SearchField::setPlaceholder(const QString& placeholder) {
  setPlaceholderText(placeholder);
  setAccessibleName(placeholder);
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
