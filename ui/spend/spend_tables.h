// The tables of Spend, set up to be looked at. Their parents own them.
#pragma once

class QAbstractItemModel;
class QTableView;
class QWidget;

namespace sb::ui {

// Sorted by a click on a title; `rows` has the columns of SpendGroupsModel.
QTableView* makeGroupsTable(QAbstractItemModel& rows, QWidget* parent);
QTableView* makeDaysTable(QAbstractItemModel& rows, QWidget* parent);

}  // namespace sb::ui
