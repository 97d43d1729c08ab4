// Where requests come in: the names and patterns that lead to a route. Owner: the canvas.
#pragma once

#include "ui/routes/routes_data.h"
#include "ui/widgets/card.h"

class QLineEdit;
class QVBoxLayout;

namespace sb::ui {

class RequestCard : public Card {
  Q_OBJECT

 public:
  explicit RequestCard(RoutesData& source, QWidget* parent = nullptr);

  void show(const RouteRow& row);

 Q_SIGNALS:
  void edited(const sb::ui::Route& route);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  void refreshNames();
  QWidget* makeName(const QString& text, bool pattern);
  void add();
  void remove(const QString& pattern);

  RoutesData& m_data;
  RouteRow m_row;
  QStringList m_shown;
  QWidget* m_names = nullptr;
  QLineEdit* m_pattern;
  QLabel* m_problem;
};

}  // namespace sb::ui
