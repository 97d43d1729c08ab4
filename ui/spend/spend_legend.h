// What the colours of the chart stand for. Owner: the page.
#pragma once

#include <QBrush>
#include <QWidget>

namespace sb::ui {

class SpendLegend : public QWidget {
  Q_OBJECT

 public:
  explicit SpendLegend(QWidget* parent = nullptr);

  // The line of the sum so far comes last.
  void setEntries(const QStringList& names, const QList<QBrush>& brushes);

 private:
  QWidget* m_entries = nullptr;
};

}  // namespace sb::ui
