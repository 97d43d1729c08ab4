// Asks for the name of a route, and for a new one also for its first model. What cannot be taken
// gets a sentence; nothing typed is lost. Owner: the page.
#pragma once

#include "ui/routes/routes_data.h"
#include "ui/widgets/dialog.h"

class QLabel;
class QLineEdit;

namespace sb::ui {

class TargetField;

class NameDialog : public Dialog {
  Q_OBJECT

 public:
  // With `row` it renames, without it makes a new route.
  NameDialog(RoutesData& source, const RouteRow* row, QWidget* parent);

 Q_SIGNALS:
  void named(const QString& name, const QString& target);

 private:
  void addField(const QString& label, QWidget* field);
  void take();

  RoutesData& m_data;
  QString m_key;
  QLineEdit* m_name;
  TargetField* m_target = nullptr;
  QLabel* m_problem;
};

}  // namespace sb::ui
