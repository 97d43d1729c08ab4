// What a screen reader is told that a widget is, where Qt cannot know it. GUI thread.
#pragma once

#include <QAccessible>

class QWidget;

namespace sb::ui {

void setAccessibleRole(QWidget* widget, QAccessible::Role role);

}  // namespace sb::ui
