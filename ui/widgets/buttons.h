// Buttons in the roles that the style sheet knows. `name` is the object's name; the accessible name
// is the text, or the tool tip of a button without text. Parents own them.
#pragma once

#include <QString>

class QLabel;
class QPushButton;
class QToolButton;
class QWidget;

namespace sb::ui {

enum class ButtonRole { Plain, Primary, Danger, Destroy, Flat, FlatMuted, Link };

QPushButton* makeButton(const QString& name, const QString& text, QWidget* parent = nullptr,
                        ButtonRole role = ButtonRole::Plain, const QString& iconName = {});
// 28 high, for cards and rows.
QPushButton* makeSmallButton(const QString& name, const QString& text, QWidget* parent = nullptr,
                             ButtonRole role = ButtonRole::Plain, const QString& iconName = {});
// A square with an icon; `tip` is what it does.
QToolButton* makeIconButton(const QString& name, const QString& iconName, const QString& tip,
                            QWidget* parent = nullptr, bool flat = true);

void setButtonRole(QPushButton* button, ButtonRole role);
// Text, accessible name and tool tip of makeIconButton's button, as after a change of language.
void setTip(QToolButton* button, const QString& tip);

// A label in a role of the style sheet: "page", "title", "strong", "medium", "figure", "muted",
// "small", "label", "mono", "mono-muted". Its text begins at the leading edge, in whatever script.
QLabel* makeLabel(const QString& role, const QString& text = {}, QWidget* parent = nullptr);

// Sets a dynamic property that the style sheet looks at.
void setStyleProperty(QWidget* widget, const char* name, const QString& value);

}  // namespace sb::ui
