// One provider opened: its keys, where its requests go and what the last test found, its models.
// Owner: the page.
#pragma once

#include <QWidget>

#include "ui/providers/providers_data.h"

class QBoxLayout;
class QLabel;
class QPushButton;
class QSortFilterProxyModel;
class QTableView;

namespace sb::ui {

class Card;
class ElidedLabel;
class EmptyState;
class ModelsModel;
class ProviderKeysModel;
class SearchField;
class TrialPanel;

class ProviderDetail : public QWidget {
  Q_OBJECT

 public:
  explicit ProviderDetail(ProvidersData& source, QWidget* parent = nullptr);

  void open(const QString& id);
  const QString& id() const { return m_id; }
  void refresh();
  void askModels();
  void focusSearch();
  // The chosen key's name; empty: none.
  QString currentKey() const;

 Q_SIGNALS:
  void addKeyRequested(const QString& id);
  void editKeyRequested(const QString& id, const QString& key);
  void disableKeyRequested(const QString& id, const QString& key, bool disabled);
  void removeKeyRequested(const QString& id, const QString& key);
  void priceRequested(const QString& id, const ProviderModel& model);

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QWidget* makeKeys();
  QWidget* makeFacts();
  QWidget* makeModels();
  void showKeyMenu(const QPoint& at);
  void copyModels();
  void showModelMenu(const QPoint& at);
  void askPrice();
  void showModels(const Reply<QList<ProviderModel>>& reply);
  void refreshKeyButtons();
  void refreshPlace();
  void arrange();
  void retranslate();

  ProvidersData& m_data;
  QString m_id, m_modelsProblem;
  int m_modelsKnown = -1;
  LatestCall m_callModels;
  ProviderKeysModel* m_keys;
  ModelsModel* m_models;
  QSortFilterProxyModel* m_filtered;
  QBoxLayout* m_upper = nullptr;
  Card* m_keyCard = nullptr;
  Card* m_factCard = nullptr;
  Card* m_modelCard = nullptr;
  QTableView* m_keyTable = nullptr;
  QLabel* m_noKeys = nullptr;
  QLabel* m_place = nullptr;
  QPushButton* m_unlock = nullptr;
  QPushButton* m_addKey = nullptr;
  QPushButton* m_editKey = nullptr;
  QPushButton* m_testKey = nullptr;
  QPushButton* m_removeKey = nullptr;
  QLabel* m_factLabels[3] = {};
  ElidedLabel* m_facts[3] = {};
  QPushButton* m_test = nullptr;
  TrialPanel* m_trial = nullptr;
  SearchField* m_search = nullptr;
  QTableView* m_modelTable = nullptr;
  QPushButton* m_price = nullptr;
  EmptyState* m_noModels = nullptr;
};

}  // namespace sb::ui
