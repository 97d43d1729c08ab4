// The column of routes: search, list, and the way to a new one. Owner: the page.
#pragma once

#include <QFrame>

#include "ui/routes/route_list_model.h"

class QListView;
class QPushButton;

namespace sb::ui {

class SearchField;

class RouteList : public QFrame {
  Q_OBJECT

 public:
  explicit RouteList(RouteDrafts& drafts, QWidget* parent = nullptr);

  void setCurrent(const QString& key);
  QString current() const { return m_current; }
  void focusSearch();

 Q_SIGNALS:
  void chosen(const QString& key);
  void newRequested();
  void renameRequested(const QString& key);
  void removeRequested(const QString& key);

 protected:
  void changeEvent(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void retranslate();
  void showMenu(const QPoint& at);
  void follow();

  RouteListModel m_model;
  QString m_current;
  SearchField* m_search;
  QListView* m_view;
  QPushButton* m_new;
};

}  // namespace sb::ui
