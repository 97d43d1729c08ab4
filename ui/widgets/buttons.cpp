#include "ui/widgets/buttons.h"

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

QLabel* makeLabel(const QString& role, const QString& text, QWidget* parent) {
  auto* const label = new QLabel(text, parent);
  label->setProperty("role", role);
  label->setTextFormat(Qt::PlainText);
  return label;
}

}  // namespace sb::ui
