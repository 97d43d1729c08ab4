// The page of Logs: the list, or one request. Owner: the shell, once shown.
#pragma once

#include "ui/logs/facet_model.h"
#include "ui/logs/log_model.h"
#include "ui/preferences/preferences.h"
#include "ui/widgets/page.h"

class QPushButton;
class QStackedWidget;
class QToolButton;

namespace sb::ui {

class Chip;
class LogDetailView;
class LogList;

class LogsPage : public Page {
  Q_OBJECT

 public:
  LogsPage(Connection& connection, Preferences& preferences);
  ~LogsPage() override;

  void setActive(bool active);
  void setFilter(const QString& filter);
  void openRequest(const QString& id);
  void showList();
  void togglePause();
  void focusFilter();
  void copyCurl(const QString& id);
  const QString& openId() const;
  LogModel& rows() { return m_model; }

 Q_SIGNALS:
  void navigationRequested(const QString& screenId, const QVariantMap& where);
  void noticed(const QString& text);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void addActions();
  void connectAll();
  void askProviders();
  void refresh();
  void refreshBand();
  void retranslate();
  void follow();
  void step(int by);
  void putCurl(const QString& endpoint, const QByteArray& body, bool whole);
  void exportRows();

  Connection& m_connection;
  LogModel m_model;
  FacetModel m_facets;
  bool m_active = false, m_paused = false, m_away = false;
  QStackedWidget* m_stack;
  LogList* m_list;
  LogDetailView* m_detail;
  Chip* m_live;
  QPushButton *m_new, *m_pause, *m_export, *m_curl;
  QToolButton *m_previous, *m_next;
  LatestCall m_callProviders, m_callCurl, m_callExport;
};

}  // namespace sb::ui
