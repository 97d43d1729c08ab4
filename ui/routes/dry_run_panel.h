// The dry run: a request is pasted (or left out), and the way that it would take is told node by
// node with the reasons and the estimated cost. Nothing is sent. Owner: the page.
#pragma once

#include <QFrame>

#include "ui/routes/canvas.h"
#include "ui/routes/routes_data.h"
#include "ui/theme/icons.h"

class QLabel;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace sb::ui {

class TextEdit;

class DryRunPanel : public QFrame {
  Q_OBJECT

 public:
  explicit DryRunPanel(RoutesData& source, QWidget* parent = nullptr);

  void show(const RouteRow& row);
  void run();

 Q_SIGNALS:
  void closed();
  // By the nodes' ids; empty: nothing is known.
  void litChanged(const QHash<QString, sb::ui::LitNode>& lit);

 protected:
  void changeEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void retranslate();
  void refreshNote();
  void forget();
  void take(const Reply<DryRun>& reply);
  void showWay(const DryRun& run);
  void addSteps(const DryRun& run);
  bool addPassedOver(const DryRun& run, qsizetype answers);
  void addPrompt(const DryRunPrompt& prompt);
  void addStep(const QString& iconName, Tone tone, const QString& title, const QString& why);
  void complain(const QString& problem);

  RoutesData& m_data;
  RouteRow m_row;
  QLabel* m_title;
  QToolButton* m_close;
  QLabel* m_label;
  TextEdit* m_request;
  QPushButton* m_run;
  QLabel* m_note;
  QLabel* m_problem;
  QWidget* m_steps = nullptr;
  QVBoxLayout* m_column;
};

// How the nodes of the route that ran fared.
QHash<QString, LitNode> litNodes(const Route& shown, const DryRun& run);

}  // namespace sb::ui
