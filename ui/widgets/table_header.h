// The head of a table: titles in the colours of the tokens, at the same margins as the cells of
// ui/widgets/delegates.h below them. Owner: the table.
#pragma once

#include <QHeaderView>

namespace sb::ui {

class TableHeader : public QHeaderView {
  Q_OBJECT

 public:
  // `lead`: how much further from the edge the first column's cells begin. The table's property
  // kTableEdge adds to it, and holds for the last column too.
  explicit TableHeader(QWidget* parent = nullptr, int lead = 0);

 protected:
  void paintSection(QPainter* painter, const QRect& rect, int section) const override;
  QSize sectionSizeFromContents(int section) const override;

 private:
  int m_lead;
};

}  // namespace sb::ui
