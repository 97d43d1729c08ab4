// A lane as a column: head with model, state and parameters, the answer, what went wrong, and the
// figures. Owner: the page; GUI thread.
#pragma once

#include <QFrame>

#include "ui/widgets/chip.h"

class QLabel;
class QPushButton;
class QToolButton;

namespace sb::ui {

class AnswerView;
class ElidedLabel;
class Lane;
class LaneProblemView;
class NameButton;
class NameModel;
class Tile;

class LaneView : public QFrame {
  Q_OBJECT

 public:
  LaneView(Lane* lane, NameModel& names, QWidget* parent = nullptr);

  // Where it stands, and whether it may go.
  void setPlace(int place, bool removable);
  NameButton* nameButton() { return m_name; }
  void refresh();

 Q_SIGNALS:
  void nameRequested();
  void parametersRequested();
  void removeRequested();
  void logRequested(const QString& requestId);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  QWidget* makeHead();
  QWidget* makeFigures();
  void refreshHead();
  void refreshState();
  void refreshChip();
  void setChip(const QString& text, ChipTone tone, const QString& iconName);
  void refreshFigures();
  QString costText() const;
  QString whoText() const;
  void refreshAnswer();
  void announce();
  void retranslate();

  Lane* m_lane;
  NameModel& m_names;
  QString m_letter;
  bool m_wasRunning = false, m_narrow = false;
  QLabel* m_place = nullptr;
  Tile* m_tile = nullptr;
  NameButton* m_name = nullptr;
  Chip* m_state = nullptr;
  QToolButton* m_parameters = nullptr;
  QToolButton* m_remove = nullptr;
  AnswerView* m_answer;
  LaneProblemView* m_problem;
  QLabel* m_first = nullptr;
  QLabel* m_speed = nullptr;
  QLabel* m_tokens = nullptr;
  QLabel* m_cost = nullptr;
  ElidedLabel* m_who = nullptr;
  QLabel* m_how = nullptr;
  QPushButton* m_log = nullptr;
  QFrame* m_foot = nullptr;
};

}  // namespace sb::ui
