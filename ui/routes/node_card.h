// One node on the canvas: its place in the order, its provider's tile, the target and a note. A
// button; chosen ones have an accent outline. Owner: the canvas.
#pragma once

#include <QAbstractButton>

#include "ui/routes/route_flow.h"

namespace sb::ui {

// How a dry run left a node.
enum class Lit { None, Passed, Answers, Obstacle, NotReached };

struct NodeView {
  NodePath path;
  NodeKind kind = NodeKind::Target;
  QString place;  // "2.1"; empty: a single target
  QString title, note;
  QString provider;
  int providerPlace = -1;
  Lit lit = Lit::None;
};

class NodeCard : public QAbstractButton {
  Q_OBJECT

 public:
  explicit NodeCard(QWidget* parent);

  void set(const NodeView& view);
  const NodeView& view() const { return m_view; }
  void setChosen(bool chosen);

  QSize sizeHint() const override;

 Q_SIGNALS:
  // Another card is wanted, so many below.
  void stepped(int by);
  void moveRequested(int by);
  void removeRequested();
  void menuRequested(const QPoint& globalAt);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  QRect frame() const;
  void paintFrame(QPainter& painter) const;
  void paintBadge(QPainter& painter) const;
  void paintTexts(QPainter& painter) const;
  QRect placed(const QRect& rect) const;

  NodeView m_view;
  bool m_chosen = false;
};

}  // namespace sb::ui
