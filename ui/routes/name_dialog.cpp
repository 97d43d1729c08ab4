#include "ui/routes/name_dialog.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/routes/target_field.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"

namespace sb::ui {
namespace {

constexpr int kWidth = 400, kLongestInput = 12'000;

}  // namespace

NameDialog::NameDialog(RoutesData& source, const RouteRow* row, QWidget* parent)
    : Dialog(QStringLiteral("nameDialog"), row != nullptr ? tr("Rename route") : tr("New route"),
             parent),
      m_data(source),
      m_key(row != nullptr ? row->key : QString()),
      m_name(new QLineEdit(this)),
      m_problem(makeLabel(QStringLiteral("small"), {}, this)) {
  setAttribute(Qt::WA_DeleteOnClose);
  m_name->setObjectName(QStringLiteral("routeName"));
  m_name->setMinimumWidth(scaled(kWidth));
  m_name->setMaxLength(kLongestInput);
  m_name->setPlaceholderText(tr("fast"));
  setStyleProperty(m_name, "role", QStringLiteral("mono"));
  addField(tr("Name: what apps send as the model"), m_name);
  if (row != nullptr) {
    m_name->setText(row->now.name);
    m_name->selectAll();
  } else {
    m_target = new TargetField(QStringLiteral("firstTarget"), this);
    m_target->setTargets(source.targets());
    addField(tr("First model to try"), m_target);
    m_target->setTarget(source.targets().value(0));
    m_target->lineEdit()->setPlaceholderText(tr("provider/model"));
  }
  setStyleProperty(m_problem, "tone", QStringLiteral("error"));
  m_problem->setObjectName(QStringLiteral("nameProblem"));
  m_problem->setWordWrap(true);
  m_problem->hide();
  body()->addWidget(m_problem);
  QPushButton* const cancel = makeButton(QStringLiteral("cancelName"), tr("Cancel"), this);
  QPushButton* const accept =
      makeButton(QStringLiteral("acceptName"), row != nullptr ? tr("Rename") : tr("Create draft"),
                 this, ButtonRole::Primary);
  connect(addButton(cancel), &QPushButton::clicked, this, &QDialog::reject);
  connect(addButton(accept), &QPushButton::clicked, this, &NameDialog::take);
  accept->setDefault(true);
  m_name->setFocus();
}

void NameDialog::addField(const QString& label, QWidget* field) {
  auto* const caption = makeLabel(QStringLiteral("label"), label, this);
  caption->setBuddy(field);
  field->setAccessibleName(label);
  if (auto* const target = qobject_cast<TargetField*>(field)) target->setLabel(label);
  body()->addWidget(caption);
  body()->addWidget(field);
}

void NameDialog::take() {
  const QString name = m_name->text().trimmed();
  const QString target = m_target != nullptr ? m_target->target() : QString();
  QString problem = m_data.drafts().problemOfName(name, m_key);
  if (problem.isEmpty() && m_target != nullptr) problem = problemOfTarget(target);
  m_problem->setText(problem);
  m_problem->setVisible(!problem.isEmpty());
  if (!problem.isEmpty()) return;
  Q_EMIT named(name, target);
  accept();
}

}  // namespace sb::ui
