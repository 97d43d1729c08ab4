#include "ui/routes/node_card.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/paint_line.h"
#include "ui/widgets/tile.h"

namespace sb::ui {
namespace {

constexpr int kHeight = 52, kWidth = 248, kBadge = 20, kTile = 20, kIcon = 16, kStep = 28;

QColor noteColor(Lit lit) {
  switch (lit) {
    case Lit::Obstacle:
      return tokens().warn;
    case Lit::Answers:
      return tokens().ok;
    default:
      return tokens().muted;
  }
}

}  // namespace

NodeCard::NodeCard(QWidget* parent) : QAbstractButton(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setCheckable(false);
  setCursor(Qt::PointingHandCursor);
}

QSize NodeCard::sizeHint() const { return {scaled(kWidth), scaled(kHeight)}; }

void NodeCard::set(const NodeView& view) {
  m_view = view;
  const bool alone = view.kind == NodeKind::Target || view.kind == NodeKind::Unknown;
  const QString root = alone ? QStringLiteral("1") : QStringLiteral("root");
  setObjectName(QStringLiteral("node.") + (view.place.isEmpty() ? root : view.place));
  setAccessibleName(QStringLiteral("%1 %2").arg(view.place, view.title).trimmed());
  setAccessibleDescription(view.note);
  setToolTip(view.note.isEmpty() ? view.title : view.title + QLatin1Char('\n') + view.note);
  updateGeometry();
  update();
}

void NodeCard::setChosen(bool chosen) {
  if (m_chosen == chosen) return;
  m_chosen = chosen;
  update();
}

// In a window that reads from right to left everything stands on the other side.
QRect NodeCard::placed(const QRect& rect) const {
  return QStyle::visualRect(layoutDirection(), this->rect(), rect);
}

QRect NodeCard::frame() const {
  const int depth = static_cast<int>(std::max<qsizetype>(1, m_view.path.size())) - 1;
  const int badge = m_view.place.isEmpty() ? 0 : scaled(kStep) + depth * scaled(kStep);
  return rect().adjusted(badge, 0, 0, 0);
}

void NodeCard::paintFrame(QPainter& painter) const {
  const Tokens& t = tokens();
  const bool lit = m_view.lit == Lit::Answers || m_view.lit == Lit::Passed;
  QColor line = t.line;
  if (m_view.lit == Lit::Obstacle) line = t.warnLine;
  if (lit) line = t.accentLine;
  if (m_chosen || m_view.lit == Lit::Answers) line = t.accent;
  const bool strong = m_chosen || m_view.lit == Lit::Answers;
  const qreal width = strong ? 2 : 1;
  QColor fill = underMouse() ? t.hover : t.card;
  if (m_view.lit == Lit::Answers) fill = t.sel;
  painter.setPen(QPen(line, width));
  painter.setBrush(fill);
  const qreal half = width / 2;
  painter.drawRoundedRect(QRectF(placed(frame())).adjusted(half, half, -half, -half),
                          radius::kControl, radius::kControl);
}

void NodeCard::paintBadge(QPainter& painter) const {
  if (m_view.place.isEmpty()) return;
  const Tokens& t = tokens();
  const int side = scaled(kBadge);
  const QFont font = monoFont(type::kSmall, QFont::DemiBold);
  const int width = std::max(side, QFontMetrics(font).horizontalAdvance(m_view.place) + 8);
  const QRect badge =
      placed(QRect(frame().left() - space::k8 - width, (height() - side) / 2, width, side));
  const bool lit = m_view.lit == Lit::Answers;
  painter.setPen(Qt::NoPen);
  painter.setBrush(lit ? t.accent : t.track);
  painter.drawRoundedRect(badge, radius::kInner, radius::kInner);
  painter.setPen(lit ? t.onAccent : t.text);
  painter.setFont(font);
  painter.drawText(badge, Qt::AlignCenter, m_view.place);
}

void NodeCard::paintTexts(QPainter& painter) const {
  const QRect inner = frame().adjusted(space::k12, 0, -space::k12, 0);
  const int tile = scaled(kTile);
  const QRect mark(inner.left(), (height() - tile) / 2, tile, tile);
  if (m_view.kind == NodeKind::Target) {
    paintTile(painter, placed(mark), monogram(m_view.provider), m_view.providerPlace);
  } else {
    const int icon = scaled(kIcon);
    painter.drawPixmap(
        placed(QRect(mark.left(), (height() - icon) / 2, icon, icon)).topLeft(),
        iconPixmap(QStringLiteral("list"), tokens().text, icon, devicePixelRatioF()));
  }
  const bool mirrored = layoutDirection() == Qt::RightToLeft;
  const QRect text = inner.adjusted(tile + 10, 8, 0, -8);
  const bool two = !m_view.note.isEmpty();
  QRect upper = text, lower = text;
  if (two) {
    upper.setHeight(text.height() / 2);
    lower.setTop(upper.bottom() + 1);
  }
  const QFont mono =
      m_view.kind == NodeKind::Target ? monoFont() : textFont(type::kBody, QFont::DemiBold);
  painter.setFont(mono);
  painter.setPen(m_view.lit == Lit::NotReached ? tokens().muted : tokens().text);
  paintLine(painter, placed(upper), m_view.title, mirrored, false, Qt::ElideMiddle);
  if (!two) return;
  painter.setFont(textFont(type::kSmall));
  painter.setPen(noteColor(m_view.lit));
  paintLine(painter, placed(lower), m_view.note, mirrored);
}

void NodeCard::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  paintFrame(painter);
  paintBadge(painter);
  paintTexts(painter);
}

void NodeCard::keyPressEvent(QKeyEvent* event) {
  const bool alt = event->modifiers().testFlag(Qt::AltModifier);
  switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down: {
      const int by = event->key() == Qt::Key_Up ? -1 : 1;
      return alt ? Q_EMIT moveRequested(by) : Q_EMIT stepped(by);
    }
    case Qt::Key_Delete:
      return Q_EMIT removeRequested();
    case Qt::Key_Return:
    case Qt::Key_Enter:
      return click();
    default:
      QAbstractButton::keyPressEvent(event);
  }
}

void NodeCard::contextMenuEvent(QContextMenuEvent* event) {
  Q_EMIT menuRequested(event->globalPos());
}

}  // namespace sb::ui
