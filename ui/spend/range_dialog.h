// Asks for a range of days. Owner: who opens it; gone when it is closed.
#pragma once

#include "ui/spend/spend_table.h"
#include "ui/widgets/dialog.h"

class QDateEdit;
class QLabel;

namespace sb::ui {

class RangeDialog : public Dialog {
  Q_OBJECT

 public:
  RangeDialog(const SpendRange& now, QWidget* parent);

 Q_SIGNALS:
  void chosen(const sb::ui::SpendRange& range);

 private:
  QDateEdit* addDate(const char* name, const QString& label, const QDate& day);
  void check();

  QDateEdit *m_from, *m_to;
  QLabel* m_problem;
  QPushButton* m_ok;
};

}  // namespace sb::ui
