// All models of all providers in one list, narrowed by provider, capability, context and price.
// Owner: the page.
#pragma once

#include <QWidget>

#include "ui/client/connection.h"
#include "ui/providers/model_filter.h"
#include "ui/providers/providers_data.h"

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
  ModelBrowser(Connection& connection, const ProvidersData& known, QWidget* parent);

  // Asks for the models anew; what was chosen stays.
  void load();
  void focusSearch();

 Q_SIGNALS:
  // `model` by the name that its provider gives it.
  void priceRequested(const QString& provider, const ProviderModel& model);
  void providerRequested(const QString& provider);

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
  std::optional<ProviderModel> current() const;
  bool isEditable(const QString& id) const;
  void askPrice();
  void showMenu(const QPoint& at);
  void retranslate();

  Connection& m_connection;
  const ProvidersData& m_data;
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
