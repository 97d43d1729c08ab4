#include "ui/widgets/buttons.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

QString roleName(ButtonRole role) {
  switch (role) {
    case ButtonRole::Plain:
      return {};
    case ButtonRole::Primary:
      return QStringLiteral("primary");
    case ButtonRole::Danger:
      return QStringLiteral("danger");
    case ButtonRole::Destroy:
      return QStringLiteral("destroy");
    case ButtonRole::Flat:
      return QStringLiteral("flat");
    case ButtonRole::FlatMuted:
      return QStringLiteral("flat-muted");
    case ButtonRole::Link:
      return QStringLiteral("link");
  }
  return {};
}

Tone iconTone(ButtonRole role) {
  switch (role) {
    case ButtonRole::Primary:
      return Tone::OnAccent;
    case ButtonRole::Destroy:
      return Tone::Background;
    case ButtonRole::Danger:
      return Tone::Error;
    case ButtonRole::FlatMuted:
      return Tone::Muted;
    case ButtonRole::Link:
      return Tone::Accent;
    default:
      return Tone::Text;
  }
}

}  // namespace

void setStyleProperty(QWidget* widget, const char* name, const QString& value) {
  if (widget->property(name).toString() == value) return;
  widget->setProperty(name, value);
  if (widget->style() == nullptr) return;
  widget->style()->unpolish(widget);
  widget->style()->polish(widget);
  widget->update();
}

void setButtonRole(QPushButton* button, ButtonRole role) {
  setStyleProperty(button, "role", roleName(role));
}

QPushButton* makeButton(const QString& name, const QString& text, QWidget* parent, ButtonRole role,
                        const QString& iconName) {
  auto* const button = new QPushButton(text, parent);
  button->setObjectName(name);
  button->setAutoDefault(false);
  if (role == ButtonRole::Link) button->setCursor(Qt::PointingHandCursor);
  if (!iconName.isEmpty()) button->setIcon(themedIcon(iconName, iconTone(role)));
  // Wider than high: the style leaves 4 px between icon and text, the design 8.
  button->setIconSize(QSize(scaled(20), scaled(16)));
  setButtonRole(button, role);
  return button;
}

QPushButton* makeSmallButton(const QString& name, const QString& text, QWidget* parent,
                             ButtonRole role, const QString& iconName) {
  QPushButton* const button = makeButton(name, text, parent, role, iconName);
  setStyleProperty(button, "measure", QStringLiteral("small"));
  return button;
}

QToolButton* makeIconButton(const QString& name, const QString& iconName, const QString& tip,
                            QWidget* parent, bool flat) {
  auto* const button = new QToolButton(parent);
  button->setObjectName(name);
  button->setIcon(themedIcon(iconName, flat ? Tone::Muted : Tone::Text));
  button->setFocusPolicy(Qt::StrongFocus);
  setTip(button, tip);
  setStyleProperty(button, "role", flat ? QStringLiteral("icon-flat") : QStringLiteral("icon"));
  return button;
}

void setTip(QToolButton* button, const QString& tip) {
  button->setToolTip(tip);
  button->setAccessibleName(tip);
}

namespace {

// Qt lays a text out by its own direction: an English name in an Arabic window would stand at the
// far side of its place.
class Label : public QLabel {
 public:
  Label(const QString& text, QWidget* parent) : QLabel(text, parent) { turn(); }

 protected:
  void changeEvent(QEvent* event) override {
    if (event->type() == QEvent::LayoutDirectionChange) turn();
    QLabel::changeEvent(event);
  }

 private:
  void turn() {
    constexpr Qt::Alignment kMirrored = Qt::AlignRight | Qt::AlignAbsolute;
    const Qt::Alignment across = alignment() & Qt::AlignHorizontal_Mask;
    const Qt::Alignment rest = alignment() & ~Qt::Alignment(Qt::AlignHorizontal_Mask);
    if (isRightToLeft() && across == Qt::AlignLeft) setAlignment(rest | kMirrored);
    if (!isRightToLeft() && across == kMirrored) setAlignment(rest | Qt::AlignLeft);
  }
};

}  // namespace

QLabel* makeLabel(const QString& role, const QString& text, QWidget* parent) {
  auto* const label = new Label(text, parent);
  label->setProperty("role", role);
  label->setTextFormat(Qt::PlainText);
  return label;
}

}  // namespace sb::ui
