// What is chosen on the canvas, in detail: time limits, retries, and the model of a target; of the
// route as a whole its name too. An edit is taken at Enter or when the field is left; one that
// cannot be taken stays in the field with a sentence on why. Owner: the page.
#pragma once

#include <QFrame>
#include <QHash>

#include "ui/routes/routes_data.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace sb::ui {

class ElidedLabel;
class TargetField;

class Inspector : public QFrame {
  Q_OBJECT

 public:
  explicit Inspector(RoutesData& source, QWidget* parent = nullptr);

  // Without a path: the route as a whole.
  void show(const RouteRow& row, const MaybePath& path);

 Q_SIGNALS:
  void edited(const sb::ui::Route& route);
  void renameRequested();
  void removeRequested();
  void yamlRequested();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void makeLimits(QVBoxLayout* column);
  void retranslate();
  void refresh();
  bool isRoute() const { return !m_path; }
  QJsonObject node() const;
  QJsonValue timeout() const;
  QString noteText() const;
  QString inherited(const QString& limit) const;
  void setLimit(const QString& name);
  void setTarget();
  void setRetries();
  void change(const QString& member, const QJsonValue& value);
  void complain(const QString& problem);

  RoutesData& m_data;
  RouteRow m_row;
  MaybePath m_path;
  QLabel* m_kind;
  ElidedLabel* m_title;
  QLabel* m_targetLabel;
  TargetField* m_target;
  QLabel* m_limitsTitle;
  QHash<QString, QLabel*> m_labels;
  QHash<QString, QLineEdit*> m_limits;
  QWidget* m_retryRow;
  QLabel* m_retryLabel;
  QSpinBox* m_retries;
  QLabel* m_problem;
  QLabel* m_note;
  QPushButton* m_yaml;
  QPushButton* m_rename;
  QPushButton* m_remove;
};

}  // namespace sb::ui
