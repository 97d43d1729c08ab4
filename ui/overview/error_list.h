// The last errors with what happened and where; each opens its row of the log. Owner: the page.
#pragma once

#include "ui/overview/overview_data.h"
#include "ui/widgets/card.h"

class QPushButton;
class QVBoxLayout;

namespace sb::ui {

class EmptyState;

class ErrorList : public Card {
  Q_OBJECT

 public:
  explicit ErrorList(OverviewData& source, QWidget* parent = nullptr);

 Q_SIGNALS:
  void opened(const QVariantMap& where);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void refresh();
  QWidget* makeRow(const LogRow& row);

  OverviewData& m_data;
  QPushButton* m_all;
  EmptyState* m_empty;
  QWidget* m_rows = nullptr;
};

}  // namespace sb::ui
