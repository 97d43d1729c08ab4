// The list of requests: filter, facets, table, and what stands in their place when there is nothing
// to list. Owner: the page.
#pragma once

#include <QWidget>

#include "ui/logs/facet_model.h"
#include "ui/logs/log_model.h"
#include "ui/preferences/preferences.h"

class QStackedWidget;
class QToolButton;

namespace sb::ui {

class EmptyState;
class FilterBar;
class LogTable;
class LogsEmpty;

class LogList : public QWidget {
  Q_OBJECT

 public:
  LogList(Connection& connection, LogModel& rows, FacetModel& facetModel, Preferences& preferences,
          QWidget* parent = nullptr);

  QString filter() const { return m_filter; }
  void setFilter(const QString& filter);
  void focusFilter();
  LogTable* table() { return m_table; }
  // Nothing was ever logged: there is nothing to pause or to filter.
  bool isEmpty() const;
  // The log cannot be read, and nothing of it is there to be seen.
  bool isBroken() const;

 Q_SIGNALS:
  void filterChanged(const QString& filter);
  void connectRequested();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  QWidget* makeTop();
  QWidget* makeMiddle();
  void take(const QString& filter);
  void refresh();
  void refreshNote();
  void countAll();
  int allRows() const;
  void retranslate();

  Connection& m_connection;
  LogModel& m_model;
  FacetModel& m_facets;
  QString m_filter;
  int m_allRows = 0;  // without the filter, up to the row m_allSeen
  qint64 m_allSeen = 0;
  LatestCall m_counting;
  FilterBar* m_bar;
  LogTable* m_table;
  QToolButton* m_columns;
  QStackedWidget* m_places;
  QStackedWidget* m_all;
  QWidget* m_loading;
  EmptyState* m_noMatch;
  LogsEmpty* m_empty;
  EmptyState* m_broken;
};

}  // namespace sb::ui
