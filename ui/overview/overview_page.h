// The page of Overview in its two shapes: the checklist until the first request came through (or
// the person skips it), then today. Owner: the shell, once shown.
#pragma once

#include "ui/overview/connect_panel.h"
#include "ui/overview/overview_data.h"
#include "ui/preferences/preferences.h"
#include "ui/widgets/page.h"
#include "ui/widgets/screen.h"

class QBoxLayout;
class QPushButton;
class QStackedWidget;

namespace sb::ui {

class EmptyState;
class Checklist;
class Figures;
class KeyList;
class RefusedPages;

class OverviewPage : public Page {
  Q_OBJECT

 public:
  OverviewPage(Connection& connection, Preferences& preferences);

  void setActive(bool active);
  void showConnect();
  // The first steps that can be taken now: each presses its button.
  QList<Command> steps() const;

 Q_SIGNALS:
  void navigationRequested(const QString& screenId, const QVariantMap& where);
  void noticed(const QString& text);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  QWidget* makeFirst();
  QWidget* makeLater();
  void connectAll();
  void refresh();
  void arrange();
  void retranslate();
  void useServer(const LocalServer& server);
  void startDemo();

  Connection& m_connection;
  Preferences& m_preferences;
  OverviewData m_data;
  bool m_active = false, m_connecting = false;
  QBoxLayout* m_firstRow = nullptr;
  QBoxLayout* m_laterRow = nullptr;
  QWidget* m_keys = nullptr;
  RefusedPages* m_refused;
  QStackedWidget* m_stack;
  QWidget* m_loading;
  EmptyState* m_trouble;
  Checklist* m_checklist;
  ConnectPanel* m_connect;
  QWidget* m_first = nullptr;
  QWidget* m_later = nullptr;
  QPushButton* m_skip;
};

}  // namespace sb::ui
