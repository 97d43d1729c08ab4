// Tables of keys and models as the design has them: whole rows, no grid, no numbers at the side.
// Parents own them.
#pragma once

#include <QList>
#include <QString>

class QAbstractItemModel;
class QTableView;
class QWidget;

namespace sb::ui {

QTableView* makeRowTable(const QString& name, QAbstractItemModel* model, QWidget* parent);
// The same for a ModelsModel or a filter over one: sorted by name, several rows to choose.
QTableView* makeModelTable(const QString& name, QAbstractItemModel* model, QWidget* parent);
// Of each column, none narrower than its title; 0: what is left.
void setRowWidths(QTableView* table, const QList<int>& widths);
// The same for a ModelsModel: where there is too little room, what is least asked for is not shown.
void setModelWidths(QTableView* table, const QList<int>& widths);

}  // namespace sb::ui
