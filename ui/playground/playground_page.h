// The page of the playground: lanes side by side, the vote, one prompt. Owner: the shell, once
// shown.
#pragma once

#include "ui/playground/comparison.h"
#include "ui/playground/name_model.h"
#include "ui/preferences/preferences.h"
#include "ui/widgets/page.h"

class QFrame;
class QPushButton;
class QScrollArea;
class QSplitter;
class QStackedWidget;

namespace sb::ui {

class Chip;
class ElidedLabel;
class EmptyState;
class LaneView;
class NamePicker;
class PromptBox;
class VoteBar;

class PlaygroundPage : public Page {
  Q_OBJECT

 public:
  PlaygroundPage(Connection& connection, Preferences& preferences);
  ~PlaygroundPage() override;

  void setActive(bool active);
  Comparison& comparison() { return m_comparison; }
  // Lane A asks for it.
  void useModel(const QString& name);
  void usePrompt(const QString& text);
  void focusPrompt();

 public Q_SLOTS:
  void addLane();
  void startOver();

 Q_SIGNALS:
  void navigationRequested(const QString& screenId, const QVariantMap& where);
  void noticed(const QString& text);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  QWidget* makeCompare();
  QWidget* makeStrip();
  QWidget* makeLower();
  void connectAll();
  void syncLanes();
  LaneView* viewOf(Lane* lane);
  void connectView(LaneView* view, Lane* lane);
  void pickName(LaneView* view, Lane* lane);
  void editParameters(Lane* lane);
  void applyParameters(Lane* lane, const LaneSetup& setup, bool forAll);
  void editSystemPrompt();
  void showDiff();
  void send();
  void refresh();
  void refreshEmpty(bool failed);
  void refreshNames();
  QString note() const;
  int placeOf(const Lane* lane) const;
  void retranslate();

  Connection& m_connection;
  NameModel m_names;
  Comparison m_comparison;
  QList<QPair<Lane*, LaneView*>> m_views;
  QStackedWidget* m_stack;
  QWidget* m_loading;
  EmptyState* m_empty;
  QWidget* m_compare = nullptr;
  QFrame* m_strip = nullptr;
  ElidedLabel* m_asked = nullptr;
  Chip* m_pictures = nullptr;
  Chip* m_system = nullptr;
  QScrollArea* m_area = nullptr;
  QSplitter* m_lanes = nullptr;
  VoteBar* m_votes = nullptr;
  PromptBox* m_prompt = nullptr;
  NamePicker* m_picker = nullptr;
  QPushButton* m_startOver;
  QPushButton* m_addLane;
};

}  // namespace sb::ui
