// All models of all providers in one list, narrowed by provider, capability, context and price.
// Owner: the page.
#pragma once

#include <QWidget>

#include "ui/client/connection.h"
#include "ui/providers/model_filter.h"

class QComboBox;
class QLabel;
class QTableView;

namespace sb::ui {

class EmptyState;
class ModelsModel;
class SearchField;

class ModelBrowser : public QWidget {
  Q_OBJECT

 public:
  explicit ModelBrowser(Connection& connection, QWidget* parent = nullptr);

  // Asks for the models anew; what was chosen stays.
  void load();
  void focusSearch();

 protected:
  void changeEvent(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void ask(int offset);
  void take(const Reply<ModelPage>& reply);
  void offerChoices();
  void narrow();
  void refresh();
  void copyNames();
  void retranslate();

  Connection& m_connection;
  LatestCall m_call;
  QList<ProviderModel> m_coming;
  QString m_problem;
  bool m_loaded = false;
  ModelsModel* m_models;
  ModelFilter* m_filter;
  SearchField* m_search;
  QComboBox* m_provider;
  QComboBox* m_ability;
  QComboBox* m_context;
  QComboBox* m_price;
  QLabel* m_count;
  QTableView* m_table;
  EmptyState* m_empty;
};

}  // namespace sb::ui
