// All providers as cards in the order of the configuration, narrowed by a search; the last card
// adds one. Owner: the page.
#pragma once

#include <QHash>
#include <QScrollArea>

#include "ui/providers/providers_data.h"

class QLabel;
class QPushButton;

namespace sb::ui {

class Card;
class FlowLayout;
class ProviderCard;

class ProviderCards : public QScrollArea {
  Q_OBJECT

 public:
  explicit ProviderCards(ProvidersData& source, QWidget* parent = nullptr);

  void setSearch(const QString& text);
  int shownCount() const;

 Q_SIGNALS:
  void addRequested(const QString& presetId, int port);
  void opened(const QString& id);
  void addKeyRequested(const QString& id);
  void disableRequested(const QString& id, bool disabled);
  void removeRequested(const QString& id);
  void demoOffRequested();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void rebuild();
  void refreshOne(const QString& id);
  void refreshAll();
  void orderFocus();
  void makeAddCard();
  void refreshAddCard();
  bool fits(const Provider& provider) const;
  ProviderCard* makeCard(const QString& id);

  ProvidersData& m_data;
  QString m_search;
  QStringList m_order;
  QHash<QString, ProviderCard*> m_cards;
  QWidget* m_page;
  FlowLayout* m_flow;
  Card* m_add = nullptr;
  QPushButton* m_addButton = nullptr;
  QLabel* m_addText = nullptr;
  FlowLayout* m_chips = nullptr;
  QWidget* m_chipBox = nullptr;
};

}  // namespace sb::ui
