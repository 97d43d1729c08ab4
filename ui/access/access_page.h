// The page of the gateway's keys. Owner: the shell, once shown.
#pragma once

#include <QTimer>

#include "ui/access/keys_model.h"
#include "ui/client/connection.h"
#include "ui/widgets/page.h"

class QBoxLayout;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace sb::ui {

class EmptyState;
class SearchField;
class Segment;
class TableFit;

class AccessPage : public Page {
  Q_OBJECT

 public:
  explicit AccessPage(Connection& connection);

  void setActive(bool active);
  void showNew();
  void select(const QString& name);
  bool focusSearch();
  const KeysModel& keys() const { return *m_keys; }

 Q_SIGNALS:
  void noticed(const QString& text);
  void navigationRequested(const QString& screenId, const QVariantMap& where);

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QWidget* makeBar();
  QTableView* makeTable();
  void connectAll();
  void ask();
  void take(const Reply<QList<KeyInfo>>& reply);
  void refresh();
  void refreshEmpty();
  void retranslate();
  QList<KeyInfo> chosen() const;
  QStringList takenNames() const;
  void rename();
  void revoke();
  void revokeNow(const QList<KeyInfo>& keys);
  void showMenu(const QPoint& at);
  void copyRows();
  void chooseCurrent();

  Connection& m_connection;
  KeysModel* m_keys;
  KeysFilter* m_shown;
  QTimer m_minute, m_soon;
  LatestCall m_call, m_callModels;
  QStringList m_models;
  bool m_active = false, m_loaded = false;
  ApiError m_error;
  QPushButton* m_new;
  SearchField* m_search = nullptr;
  Segment* m_which = nullptr;
  QLabel* m_count = nullptr;
  QPushButton* m_rename = nullptr;
  QPushButton* m_revoke = nullptr;
  QWidget* m_bar = nullptr;
  QBoxLayout* m_barRow = nullptr;
  QStackedWidget* m_stack;
  QWidget* m_loading = nullptr;
  QTableView* m_table = nullptr;
  TableFit* m_fit = nullptr;
  EmptyState* m_empty = nullptr;
};

}  // namespace sb::ui
