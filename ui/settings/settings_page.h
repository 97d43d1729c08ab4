// The page of the settings: sections at the leading side, one of them beside it, and the save bar.
// Owner: the shell, once shown.
#pragma once

#include "ui/settings/sections.h"
#include "ui/widgets/page.h"

class QListWidget;
class QScrollArea;
class QStackedWidget;

namespace sb::ui {

class EmptyState;
class SaveBar;
class SearchField;

class SettingsPage : public Page {
  Q_OBJECT

 public:
  SettingsPage(Connection& connection, Preferences& preferences, Autostart& autostart,
               bool ownGateway);

  void setActive(bool active);
  void showSection(const QString& id);
  QString currentSection() const;
  void focusSearch();
  bool isChanged() const { return m_model.isChanged(); }

 Q_SIGNALS:
  void markChanged(bool marked);
  void noticed(const QString& text);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  QWidget* makeList();
  void connectAll();
  void fillList();
  void filter(const QString& text);
  void openCurrent();
  void refresh();
  void afterSaving(const QStringList& needsRestart);
  void restartListeners();
  void tellOfFailedStart(const ApiError& error);
  void retranslate();

  Connection& m_connection;
  SettingsModel m_model;
  SettingsContext m_context;
  bool m_listenChanged = false, m_startFailed = false;
  SearchField* m_search;
  QListWidget* m_list;
  QStackedWidget* m_stack;
  QWidget* m_loading;
  EmptyState* m_trouble;
  QScrollArea* m_area;
  SaveBar* m_bar;
};

}  // namespace sb::ui
