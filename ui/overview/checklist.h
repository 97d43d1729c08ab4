// The three steps to the first request, with the ways to do the first one. Owner: the page.
#pragma once

#include <QWidget>
#include <array>

#include "ui/overview/overview_data.h"

class QLabel;
class QPushButton;

namespace sb::ui {

class Bar;
class Card;
class StepRow;

class Checklist : public QWidget {
  Q_OBJECT

 public:
  Checklist(OverviewData& source, QWidget* parent = nullptr);

  void setConnected(bool appConnected, bool requestSeen);

 Q_SIGNALS:
  void addProviderRequested();
  void serverChosen(const sb::ui::LocalServer& server);
  void demoRequested();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  QWidget* makeServer();
  QWidget* makeDemo();
  void refresh();
  void refreshServer();

  OverviewData& m_data;
  bool m_appConnected = false, m_requestSeen = false;
  QLabel* m_title;
  QLabel* m_text;
  Bar* m_bar;
  QLabel* m_count;
  std::array<StepRow*, 3> m_steps{};
  QPushButton* m_add;
  Card* m_server = nullptr;
  QLabel* m_serverTitle = nullptr;
  QLabel* m_serverText = nullptr;
  QPushButton* m_useServer = nullptr;
  QWidget* m_demo = nullptr;
  QLabel* m_demoText = nullptr;
  QPushButton* m_tryDemo = nullptr;
};

}  // namespace sb::ui
