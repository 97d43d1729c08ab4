// Items in rows that wrap at the width, from the leading edge. Owner: its widget. After Qt's own
// example "Flow Layout".
#pragma once

#include <QLayout>
#include <QList>

namespace sb::ui {

class FlowLayout : public QLayout {
  Q_OBJECT

 public:
  explicit FlowLayout(QWidget* parent = nullptr, int gap = 8);
  ~FlowLayout() override;

  // Above zero: every item is stretched so that rows of at least this width are filled evenly, as
  // cards are.
  void setCardWidth(int minimum);

  void addItem(QLayoutItem* item) override;
  int count() const override { return static_cast<int>(m_items.size()); }
  QLayoutItem* itemAt(int index) const override { return m_items.value(index); }
  QLayoutItem* takeAt(int index) override;
  Qt::Orientations expandingDirections() const override { return {}; }
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override { return arrange(QRect(0, 0, width, 0), false); }
  QSize sizeHint() const override { return minimumSize(); }
  QSize minimumSize() const override;
  void setGeometry(const QRect& rect) override;

 private:
  int arrange(const QRect& rect, bool apply) const;
  int arrangeCards(const QRect& rect, bool apply) const;

  QList<QLayoutItem*> m_items;
  int m_gap;
  int m_cardWidth = 0;
};

}  // namespace sb::ui
