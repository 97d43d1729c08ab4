// The canvas: on the left who comes in, on the right the models that are tried in order. Edits come
// out as whole routes. Owner: the page.
#pragma once

#include <QFrame>
#include <QHash>
#include <QScrollArea>

#include "ui/routes/node_card.h"
#include "ui/routes/routes_data.h"

class QLabel;
class QPushButton;
class QBoxLayout;
class QVBoxLayout;

namespace sb::ui {

class Card;
class RequestCard;
class TargetField;

// What a dry run says of a node.
struct LitNode {
  Lit lit = Lit::None;
  QString note;
};

class Canvas : public QScrollArea {
  Q_OBJECT

 public:
  explicit Canvas(RoutesData& source, QWidget* parent = nullptr);

  void show(const RouteRow& row);
  // By the nodes' ids; empty: none.
  void setLit(const QHash<QString, LitNode>& lit);
  // Nothing: the route as a whole.
  const MaybePath& chosen() const { return m_chosen; }
  void choose(const MaybePath& path);
  void focusFirst();
  void remove(const NodePath& path);

 Q_SIGNALS:
  void nodeChosen();
  void edited(const sb::ui::Route& route);
  // `before`: the whole flow, with the node.
  void removed(const QJsonObject& node, const QJsonObject& before);

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  class Ground;
  QWidget* makeChain();
  void layOut();
  void retranslate();
  void refresh();
  NodeView viewOf(const FlowNode& node) const;
  NodeCard* addCard();
  void connectCard(NodeCard* card);
  void step(const NodeCard* from, int by);
  void move(const NodePath& path, int by);

  void addTarget();
  void showMenu(const NodeCard* card, const QPoint& at);
  void change(const QJsonObject& flow);

  RoutesData& m_data;
  RouteRow m_row;
  MaybePath m_chosen;
  QHash<QString, LitNode> m_lit;
  RequestCard* m_request;
  Card* m_chain = nullptr;
  QVBoxLayout* m_column = nullptr;
  QBoxLayout* m_places = nullptr;  // of the two cards
  QList<NodeCard*> m_cards;
  TargetField* m_target = nullptr;
  QPushButton* m_add = nullptr;
  QLabel* m_problem = nullptr;
};

}  // namespace sb::ui
