#include "ui/spend/range_dialog.h"

#include <QDateEdit>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/widgets/buttons.h"

namespace sb::ui {

RangeDialog::RangeDialog(const SpendRange& now, QWidget* parent)
    : Dialog(QStringLiteral("rangeDialog"), tr("Choose days"), parent),
      m_from(addDate("rangeFrom", tr("First day"), now.from)),
      m_to(addDate("rangeTo", tr("Last day"), now.to)),
      m_problem(makeLabel(QStringLiteral("small"), {}, this)),
      m_ok(makeButton(QStringLiteral("rangeOk"), tr("Show"), this, ButtonRole::Primary)) {
  setAttribute(Qt::WA_DeleteOnClose);
  m_problem->setProperty("tone", QStringLiteral("error"));
  m_problem->setWordWrap(true);
  body()->addWidget(m_problem);
  QPushButton* const cancel =
      addButton(makeButton(QStringLiteral("rangeCancel"), tr("Cancel"), this));
  addButton(m_ok);
  m_ok->setDefault(true);
  connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
  connect(m_ok, &QPushButton::clicked, this, [this] {
    Q_EMIT chosen(ownRange(m_from->date(), m_to->date()));
    accept();
  });
  check();
}

QDateEdit* RangeDialog::addDate(const char* name, const QString& label, const QDate& day) {
  auto* const edit = new QDateEdit(day, this);
  edit->setObjectName(QLatin1String(name));
  edit->setAccessibleName(label);
  edit->setCalendarPopup(true);
  body()->addWidget(makeLabel(QStringLiteral("label"), label, this));
  body()->addWidget(edit);
  connect(edit, &QDateEdit::dateChanged, this, &RangeDialog::check);
  return edit;
}

void RangeDialog::check() {
  QString problem;
  if (m_from->date() > m_to->date())
    problem = tr("The first day is after the last one.");
  else if (m_from->date().daysTo(m_to->date()) >= kMostDays)
    problem = tr("At most %Ln days can be shown.", nullptr, kMostDays);
  m_problem->setText(problem);
  m_ok->setEnabled(problem.isEmpty());
}

}  // namespace sb::ui
