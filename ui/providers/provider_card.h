// One provider: its name and address, how it is, its keys, and the figures of 30 days. Owner: the
// list of cards.
#pragma once

#include "ui/providers/providers_data.h"
#include "ui/widgets/card.h"

class QHBoxLayout;
class QMenu;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace sb::ui {

class ElidedLabel;
class Sparkline;
class Spinner;
class Tile;

class ProviderCard : public Card {
  Q_OBJECT

 public:
  ProviderCard(ProvidersData& source, const QString& id, QWidget* parent = nullptr);

  const QString& id() const { return m_id; }
  // From what is known now; nothing moves if nothing changed.
  void refresh();
  // What takes the focus, in reading order.
  QList<QWidget*> focusOrder() const;

 Q_SIGNALS:
  void opened(const QString& id);
  void addKeyRequested(const QString& id);
  void disableRequested(const QString& id, bool disabled);
  void removeRequested(const QString& id);
  void demoOffRequested();

 protected:
  void changeEvent(QEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  QWidget* makeTop();
  QWidget* makeFigures();
  QWidget* makeFoot();
  void refreshTop(const Provider& provider);
  void refreshKeys(const Provider& provider);
  void refreshFigures(const Provider& provider);
  void refreshFoot(const Provider& provider);
  QWidget* keyRow(const ProviderKey& key);
  QWidget* noteRow(const QString& iconName, const QString& text);
  void fillMenu();

  ProvidersData& m_data;
  QString m_id, m_keysShown;
  Tile* m_tile;
  ElidedLabel* m_name;
  ElidedLabel* m_address;
  Chip* m_state;
  QWidget* m_keys = nullptr;
  QVBoxLayout* m_keyPlace;
  QLabel* m_labels[4] = {};
  QLabel* m_figures[4] = {};
  Sparkline* m_spark = nullptr;
  Spinner* m_spinner = nullptr;
  ElidedLabel* m_note = nullptr;
  QPushButton* m_test = nullptr;
  QPushButton* m_open = nullptr;
  QToolButton* m_more = nullptr;
  QMenu* m_menu = nullptr;
};

}  // namespace sb::ui
