// The page of providers: the cards, or one of them opened. Owner: the shell, once shown.
#pragma once

#include "ui/providers/provider_edits.h"
#include "ui/providers/providers_data.h"
#include "ui/widgets/page.h"

class QPushButton;
class QStackedWidget;

namespace sb::ui {

class EmptyState;
class ModelBrowser;
class ProviderCards;
class ProviderDetail;
class SearchField;

class ProvidersPage : public Page {
  Q_OBJECT

 public:
  explicit ProvidersPage(Connection& connection);

  void setActive(bool active);
  // An empty preset: the first of the list.
  void showAdd(const QString& presetId = {}, int port = 0);
  void openProvider(const QString& id);
  void showCards();
  // All models of all providers.
  void showModels();
  bool focusSearch();
  const ProvidersData& known() const { return m_data; }
  void testAll();

 Q_SIGNALS:
  void noticed(const QString& text, const std::function<void()>& undo);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void connectAll();
  void leaveModels();
  void refresh();
  void retranslate();
  void showKey(const QString& id, const QString& key);
  void showPrice(const QString& id, const ProviderModel& model);
  void setDisabled(const QString& id, bool disabled);
  void switchDemoOff();
  void removeProvider(const QString& id);
  void removeKey(const QString& id, const QString& key);
  void setKeyDisabled(const QString& id, const QString& key, bool disabled);
  // Says what came of a change, and looks again.
  void told(const Outcome& outcome, const QString& text);
  // Only a provider of the file can be changed; else says where it comes from.
  const Provider* editable(const QString& id);

  ProvidersData m_data;
  ProviderEdits m_edits;
  QString m_opened, m_wanted;
  SearchField* m_search;
  bool m_browsing = false;
  QPushButton* m_browse;
  QPushButton* m_add;
  QStackedWidget* m_stack;
  QWidget* m_loading = nullptr;
  EmptyState* m_empty;
  ProviderCards* m_cards;
  ProviderDetail* m_detail;
  ModelBrowser* m_models;
};

}  // namespace sb::ui
