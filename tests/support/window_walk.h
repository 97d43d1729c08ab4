// Walks over a window as a person does without eyes or without a mouse. Each line of an answer is
// one problem; none: all is well. GUI thread.
#pragma once

#include <QStringList>
#include <QWidget>

namespace sb::test {

// What a screen reader is told of all that can be seen in a window, or an overlay of it: names,
// roles, two things of one name, labels without a field, tables without titles, icons without a
// word, states that only a colour tells.
QStringList problemsOfTree(QWidget* place);

// Tabs around in the active window, forth and back, from where the focus is: that it comes to
// everything in that place and back, in the order of reading, and that one sees where it is.
QStringList problemsOfTabbing(QWidget* place);

}  // namespace sb::test
