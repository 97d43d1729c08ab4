// All models in one list, narrowed by provider, capability, context and price: those of the
// configured providers, and those that the catalogue knows of all other presets.
// Owner: the page.
#pragma once

#include <QWidget>

#include "ui/client/connection.h"
#include "ui/providers/model_filter.h"
#include "ui/providers/providers_data.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
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
  // Lets go of the models; what was chosen stays.
  void forget();
  void focusSearch();

 Q_SIGNALS:
  // `model` by the name that its provider gives it.
  void priceRequested(const QString& provider, const ProviderModel& model);
  void providerRequested(const QString& provider);
  // A provider of that preset is to be added.
  void addRequested(const QString& preset);
  void noticed(const QString& said);

 protected:
  void changeEvent(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void makeTable();
  void connectAll();
  void ask(int offset);
  void askCatalog(int offset);
  // Whether `reply` was the last page of its list. On failure false, and the problem is shown; else
  // the next page is asked for.
  bool took(const Reply<ModelPage>& reply, bool configured, void (ModelBrowser::*next)(int));
  void chooseDefault();
  void takeOnly();
  void takeProviders();
  void setModels();
  void offerChoices();
  void narrow();
  void refresh();
  void refreshEmpty();
  QList<ProviderModel> chosen() const;
  QList<ProviderModel> shown() const;
  void copyNames();
  void copyCsv();
  void saveCsv();
  std::optional<ProviderModel> current() const;
  bool isEditable(const QString& id) const;
  void act();
  void askPrice();
  void lead();
  void showMenu(const QPoint& at);
  void retranslate();

  Connection& m_connection;
  const ProvidersData& m_data;
  LatestCall m_call;
  QList<ProviderModel> m_coming, m_own, m_catalog;  // the catalogue's are of all presets
  QString m_problem;
  bool m_open = false, m_loaded = false, m_catalogLoaded = false;
  bool m_onlyChosen = false;  // by a person
  bool m_providersKnown = false;
  QStringList m_kinds;  // of the configured providers
  ModelsModel* m_models;
  ModelFilter* m_filter;
  SearchField* m_search;
  QComboBox* m_provider;
  QComboBox* m_ability;
  QComboBox* m_context;
  QComboBox* m_price;
  QCheckBox* m_only;
  QPushButton* m_export;
  QLabel* m_count;
  QTableView* m_table;
  EmptyState* m_empty;
};

}  // namespace sb::ui
