#include "ui/routes/canvas.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPaintEvent>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/client/time_limits.h"
#include "ui/routes/node_words.h"
#include "ui/routes/request_card.h"
#include "ui/routes/target_field.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"

namespace sb::ui {
namespace {

constexpr int kGrid = 16, kRequestWidth = 208, kChainWidth = 300, kChainMost = 460, kBetween = 56,
              kArrow = 6, kHeadLine = 22;

}  // namespace

// Dots, and the arrow from the requests to what is tried.
class Canvas::Ground : public QWidget {
 public:
  QWidget* from = nullptr;
  QWidget* to = nullptr;
  bool lit = false;

 protected:
  void paintEvent(QPaintEvent* event) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintDots(painter, event->rect());
    if (from == nullptr || to == nullptr) return;
    setPen(painter);
    to->y() > from->geometry().bottom() ? paintDown(painter) : paintAcross(painter);
  }

 private:
  void paintDots(QPainter& painter, const QRect& rect) const {
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens().line);
    for (int y = rect.top() / kGrid * kGrid + kGrid / 2; y <= rect.bottom(); y += kGrid)
      for (int x = rect.left() / kGrid * kGrid + kGrid / 2; x <= rect.right(); x += kGrid)
        painter.drawEllipse(QPointF(x, y), 0.9, 0.9);
  }
  QColor color() const { return lit ? tokens().accent : tokens().muted; }
  void setPen(QPainter& painter) const {
    painter.setPen(QPen(color(), lit ? 2.5 : 1.5));
    painter.setBrush(color());
  }
  void paintDown(QPainter& painter) const {
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int lead = scaled(kHeadLine);
    const int x = mirrored ? from->geometry().right() - lead : from->x() + lead;
    const int begin = from->geometry().bottom() + 1, end = to->y() - 1;
    painter.drawLine(x, begin, x, end - kArrow);
    painter.setPen(Qt::NoPen);
    painter.drawPolygon(QPolygon({{x, end}, {x - 4, end - kArrow}, {x + 4, end - kArrow}}));
  }
  void paintAcross(QPainter& painter) const {
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int y = from->y() + scaled(kHeadLine);
    const int begin = mirrored ? from->x() - 1 : from->geometry().right() + 1;
    const int end = mirrored ? to->geometry().right() + 1 : to->x() - 1;
    const int back = mirrored ? kArrow : -kArrow;
    painter.drawLine(begin, y, end + back, y);
    painter.setPen(Qt::NoPen);
    painter.drawPolygon(QPolygon({{end, y}, {end + back, y - 4}, {end + back, y + 4}}));
  }
};

Canvas::Canvas(RoutesData& source, QWidget* parent)
    : QScrollArea(parent), m_data(source), m_request(new RequestCard(source)) {
  setObjectName(QStringLiteral("canvas"));
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setFocusPolicy(Qt::NoFocus);
  auto* const ground = new Ground;
  m_places = new QBoxLayout(QBoxLayout::LeftToRight, ground);
  m_places->setContentsMargins(space::k16, space::k24, space::k24, space::k24);
  m_request->setFixedWidth(scaled(kRequestWidth));
  m_places->addWidget(m_request);
  QWidget* const chain = makeChain();
  m_places->addWidget(chain);
  m_places->addStretch(0);
  layOut();
  ground->from = m_request;
  ground->to = chain;
  setWidget(ground);
  connect(m_request, &RequestCard::edited, this, &Canvas::edited);
  retranslate();
}

// Beside each other, where there is room for both.
void Canvas::layOut() {
  const int wide = scaled(kRequestWidth + kBetween + kChainWidth) + space::k16 + space::k24;
  const bool beside = viewport()->width() >= wide;
  m_places->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
  m_places->setSpacing(beside ? scaled(kBetween) : space::k32);
  m_places->setAlignment(m_request, beside ? Qt::AlignTop : Qt::AlignTop | Qt::AlignLeading);
  m_places->setAlignment(m_chain, Qt::AlignTop);
  m_places->setStretchFactor(m_chain, beside ? 1 : 0);
  const int room = viewport()->width() - space::k16 - space::k24;
  m_chain->setMinimumWidth(beside ? scaled(kChainWidth) : std::min(scaled(kChainWidth), room));
}

void Canvas::resizeEvent(QResizeEvent* event) {
  QScrollArea::resizeEvent(event);
  layOut();
}

QWidget* Canvas::makeChain() {
  m_chain = new Card;
  m_chain->setObjectName(QStringLiteral("chain"));
  m_chain->setTitle(tr("Try in order"));
  m_chain->setMaximumWidth(scaled(kChainMost));
  m_chain->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  m_chain->body()->setContentsMargins(space::k12, 0, space::k12, space::k12);
  m_column = new QVBoxLayout;
  m_column->setSpacing(space::k8);
  m_target = new TargetField(QStringLiteral("addTarget"), m_chain);
  m_add = makeButton(QStringLiteral("addTargetButton"), {}, m_chain, ButtonRole::Plain,
                     QStringLiteral("plus"));
  m_problem = makeLabel(QStringLiteral("small"), {}, m_chain);
  m_problem->setObjectName(QStringLiteral("targetProblem"));
  m_problem->setWordWrap(true);
  setStyleProperty(m_problem, "tone", QStringLiteral("error"));
  m_problem->hide();
  auto* const row = new QHBoxLayout;
  row->setSpacing(space::k8);
  row->addWidget(m_target, 1);
  row->addWidget(m_add);
  m_chain->body()->addLayout(m_column);
  m_chain->body()->addLayout(row);
  m_chain->body()->addWidget(m_problem);
  connect(m_target, &TargetField::editTextChanged, m_problem, &QWidget::hide);
  connect(m_target, &TargetField::accepted, this, &Canvas::addTarget);
  connect(m_add, &QPushButton::clicked, this, &Canvas::addTarget);
  return m_chain;
}

void Canvas::retranslate() {
  setAccessibleName(tr("Canvas"));
  m_target->setLabel(tr("Add a model…"));
  m_add->setText(tr("Add"));
  refresh();
}

void Canvas::show(const RouteRow& row) {
  if (row.key != m_row.key) {
    m_chosen.reset();
    m_lit.clear();
    m_target->setTarget({});
    m_problem->hide();
  }
  m_row = row;
  if (m_chosen && nodeAt(row.now.flow, *m_chosen).isEmpty()) m_chosen.reset();
  m_request->show(row);
  refresh();
}

void Canvas::setLit(const QHash<QString, LitNode>& lit) {
  m_lit = lit;
  refresh();
}

NodeView Canvas::viewOf(const FlowNode& node) const {
  NodeView view;
  view.path = node.path;
  view.kind = node.kind;
  view.place = placeText(node.path);
  view.title = node.kind == NodeKind::Target ? node.target : kindTitle(node.kind);
  view.provider = node.target.section(QLatin1Char('/'), 0, 0);
  view.providerPlace = m_data.placeOfProvider(view.provider);
  const LitNode lit = m_lit.value(node.id);
  view.lit = lit.lit;
  view.note = lit.note;
  if (!view.note.isEmpty()) return view;
  QStringList notes{roleOf(node), node.node.value(QLatin1String("label")).toString(),
                    summaryOf(node.node)};
  if (const auto retries = retriesOf(node.node)) notes.append(tr("%Ln retries", nullptr, *retries));
  for (const QString& name : timeLimits()) {
    const QString limit = timeLimit(node.node.value(QLatin1String("timeout")), name);
    if (!limit.isEmpty()) notes.append(QStringLiteral("%1 %2").arg(timeLimitName(name), limit));
  }
  notes.removeAll(QString());
  view.note = notes.join(QStringLiteral(" · "));
  return view;
}

NodeCard* Canvas::addCard() {
  auto* const card = new NodeCard(m_chain);
  connectCard(card);
  m_column->addWidget(card);
  m_cards.append(card);
  return card;
}

void Canvas::connectCard(NodeCard* card) {
  connect(card, &QAbstractButton::clicked, this, [this, card] {
    choose(card->view().path);
    Q_EMIT nodeChosen();
  });
  connect(card, &NodeCard::stepped, this, [this, card](int by) { step(card, by); });
  connect(card, &NodeCard::moveRequested, this,
          [this, card](int by) { move(card->view().path, by); });
  connect(card, &NodeCard::removeRequested, this, [this, card] { remove(card->view().path); });
  connect(card, &NodeCard::menuRequested, this,
          [this, card](const QPoint& at) { showMenu(card, at); });
}

// Cards are used again, so that the keyboard's focus stays.
void Canvas::refresh() {
  QList<FlowNode> nodes = nodesOf(m_row.now.flow);
  const bool single = kindOf(m_row.now.flow) != NodeKind::Fallback;
  if (!single) nodes.removeFirst();
  while (m_cards.size() > nodes.size())
    delete m_cards.takeLast();
  for (qsizetype i = 0; i < nodes.size(); ++i) {
    NodeCard* const card = i < m_cards.size() ? m_cards[i] : addCard();
    card->set(viewOf(nodes[i]));
    card->setChosen(m_chosen == nodes[i].path);
  }
  m_chain->setTitle(single ? tr("Always") : tr("Try in order"));
  m_chain->setNote(single ? QString() : tr("the next one when one fails"));
  m_chain->setState(m_lit.isEmpty() ? QString() : QStringLiteral("selected"));
  m_request->setState(m_lit.isEmpty() ? QString() : QStringLiteral("selected"));
  m_target->setTargets(m_data.targets());
  const bool takes = canAdd(m_row.now.flow);
  m_target->setVisible(takes);
  m_add->setVisible(takes);
  auto* const ground = static_cast<Ground*>(widget());
  if (ground == nullptr) return;
  ground->lit = !m_lit.isEmpty();
  ground->update();
}

void Canvas::choose(const MaybePath& path) {
  m_chosen = path;
  refresh();
}

void Canvas::focusFirst() {
  if (!m_cards.isEmpty()) m_cards.first()->setFocus(Qt::OtherFocusReason);
}

void Canvas::step(const NodeCard* from, int by) {
  const qsizetype next = m_cards.indexOf(from) + by;
  if (next < 0 || next >= m_cards.size()) return;
  m_cards[next]->setFocus(Qt::TabFocusReason);
  ensureWidgetVisible(m_cards[next]);
  m_cards[next]->click();
}

void Canvas::change(const QJsonObject& flow) {
  Route route = m_row.now;
  route.flow = flow;
  Q_EMIT edited(route);
}

// The focus and the choice go with the card.
void Canvas::move(const NodePath& path, int by) {
  if (!canMove(m_row.now.flow, path, by)) return;
  NodePath moved = path;
  moved.last() += by;
  m_chosen = moved;
  change(withMoved(m_row.now.flow, path, by));
  for (NodeCard* card : m_cards)
    if (card->view().path == moved) card->setFocus(Qt::OtherFocusReason);
  Q_EMIT nodeChosen();
}

void Canvas::remove(const NodePath& path) {
  if (!canRemove(m_row.now.flow, path)) return;
  const QJsonObject before = m_row.now.flow;
  m_chosen.reset();
  change(withoutNode(before, path));
  Q_EMIT nodeChosen();
  Q_EMIT removed(nodeAt(before, path), before);
}

void Canvas::addTarget() {
  const QString target = m_target->target();
  const QString problem = problemOfTarget(target);
  m_problem->setText(problem);
  m_problem->setVisible(!problem.isEmpty());
  if (!problem.isEmpty()) return;
  m_target->setTarget({});
  change(withAdded(m_row.now.flow, targetNode(target)));
}

void Canvas::showMenu(const NodeCard* card, const QPoint& at) {
  const NodePath path = card->view().path;
  QMenu* const menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  const auto add = [&](const QString& icon, const QString& text, bool can, auto run) {
    QAction* const action = menu->addAction(themedIcon(icon, Tone::Muted), text, this, run);
    action->setEnabled(can);
  };
  const QJsonObject& flow = m_row.now.flow;
  add(QStringLiteral("arrow-up"), tr("Move up"), canMove(flow, path, -1),
      [this, path] { move(path, -1); });
  add(QStringLiteral("arrow-down"), tr("Move down"), canMove(flow, path, 1),
      [this, path] { move(path, 1); });
  menu->addSeparator();
  add(QStringLiteral("trash-2"), tr("Remove"), canRemove(flow, path),
      [this, path] { remove(path); });
  menu->popup(at);
}

void Canvas::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange && m_target != nullptr) retranslate();
  QScrollArea::changeEvent(event);
}

}  // namespace sb::ui
