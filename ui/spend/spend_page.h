// The page of Spend: the sum, the chart or the table of days, and the groups. Owner: the shell,
// once shown.
#pragma once

#include "ui/preferences/preferences.h"
#include "ui/spend/spend_data.h"
#include "ui/spend/spend_models.h"
#include "ui/widgets/page.h"

class QHBoxLayout;
class QLabel;
class QPushButton;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace sb::ui {

class Card;
class ElidedLabel;
class EmptyState;
class Segment;
class SpendChart;
class SpendLegend;

class SpendPage : public Page {
  Q_OBJECT

 public:
  SpendPage(Connection& connection, Preferences& preferences);
  ~SpendPage() override;

  void setActive(bool active);
  void setRange(const QString& id);
  void setBy(SpendBy by);
  void saveCsv();
  // Errors: what the system said. Empty: it is written.
  QString writeCsv(const QString& path) const;
  const SpendData& source() const { return m_data; }

 Q_SIGNALS:
  void navigationRequested(const QString& screenId, const QVariantMap& where);
  void noticed(const QString& text);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  QWidget* makeContent();
  QWidget* makeFigures();
  QWidget* makeChart();
  QWidget* makeGroups();
  ElidedLabel* addFigure(QHBoxLayout* row, ElidedLabel*& title, const char* role);
  void connectAll();
  void openRanges();
  void openRows(const SpendGroup* group, const QDate& from, const QDate& to, const QString& more);
  void openDay(int day, int group);
  void openGroup(const QModelIndex& index);
  void refresh();
  void refreshLegend();
  void refreshFigures();
  bool failed() const;
  void refreshEmpty();
  void refreshBand();
  void retranslate();
  QString rangeText(const SpendRange& range) const;

  Connection& m_connection;
  Preferences& m_preferences;
  SpendData m_data;
  SpendGroupsModel m_groupsModel;
  SpendDaysModel m_daysModel;
  QList<SpendGroup> m_charted;
  QSortFilterProxyModel* m_sorted;
  QPushButton *m_rangeButton, *m_tableButton, *m_unpriced;
  QToolButton* m_export;
  Segment* m_bySegment;
  QStackedWidget* m_places;
  QWidget* m_loading;
  EmptyState* m_empty;
  QStackedWidget* m_chartPlaces = nullptr;
  SpendChart* m_chart;
  SpendLegend* m_legend;
  QTableView *m_days, *m_groups;
  ElidedLabel *m_sumTitle = nullptr, *m_sum = nullptr, *m_requestsTitle = nullptr,
              *m_requests = nullptr, *m_tokensTitle = nullptr, *m_tokens = nullptr;
  QLabel *m_count, *m_totals;
};

}  // namespace sb::ui
