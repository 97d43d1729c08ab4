// The row under the pointer, as a whole: a table of Qt tells its delegates of the one cell only.
// The delegates of ui/widgets/delegates.h paint it. GUI thread.
#pragma once

class QTableView;

namespace sb::ui {

// A view's property (int): the row under the pointer, -1 for none.
inline constexpr const char* kHoveredRow = "hoveredRow";

// Keeps that property of `table` as long as it lives.
void hoverRows(QTableView* table);

}  // namespace sb::ui
