// Where Tab leads: in the order of reading, which is that of the layouts, whatever was made first.
// Of buttons of which one is chosen, Tab comes to that one and the arrow keys to the others. GUI
// thread.
#pragma once

#include <QList>

class QWidget;

namespace sb::ui {

// What Tab comes to in `root`, now.
QList<QWidget*> tabStops(QWidget* root);

// For focusNextPrevChild() of a window: gives the focus to the next stop in `root`, from the last
// to the first. False: there is none.
bool focusNextIn(QWidget* root, bool forward);

}  // namespace sb::ui
