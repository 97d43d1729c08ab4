#include "ui/routes/route_list.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QKeyEvent>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/delegates.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/paint_line.h"

namespace sb::ui {
namespace {

constexpr int kRowHeight = 44, kIcon = 12;

// Icon, name, and below it the patterns or the state.
class RouteDelegate : public CellDelegate {
 public:
  explicit RouteDelegate(QObject* parent) : CellDelegate(parent, kRowHeight) {}

 protected:
  void paintContent(QPainter& painter, const QRect& rect, const QStyleOptionViewItem& option,
                    const QModelIndex& index) const override {
    const bool mirrored = option.direction == Qt::RightToLeft;
    const int size = scaled(kIcon);
    const int x = mirrored ? rect.right() - size : rect.left();
    const QColor color = toneColor(static_cast<Tone>(index.data(kToneRole).toInt()));
    painter.drawPixmap(x, rect.center().y() - size / 2,
                       iconPixmap(index.data(kIconRole).toString(), color, size,
                                  painter.device()->devicePixelRatioF()));
    const int gap = size + space::k8;
    const QRect text = mirrored ? rect.adjusted(0, 4, -gap, -4) : rect.adjusted(gap, 4, 0, -4);
    const QString patterns = index.data(RouteListModel::kPatternsRole).toString();
    drawLines(painter, text, index.data().toString(),
              patterns.isEmpty() ? index.data(kNoteRole).toString() : patterns, mirrored);
  }

 private:
  static void drawLines(QPainter& painter, const QRect& rect, const QString& upper,
                        const QString& lower, bool mirrored) {
    const auto draw = [&](const QFont& font, const QColor& color, const QString& text,
                          Qt::Alignment align, Qt::TextElideMode elide) {
      painter.setFont(font);
      painter.setPen(color);
      paintLine(painter, rect, text, mirrored, false, elide, align);
    };
    draw(monoFont(), tokens().text, upper, Qt::AlignTop,
         Qt::ElideMiddle);  // names often differ in their ends
    draw(textFont(type::kSmall), tokens().muted, lower, Qt::AlignBottom, Qt::ElideRight);
  }
};

}  // namespace

RouteList::RouteList(RouteDrafts& drafts, QWidget* parent)
    : QFrame(parent),
      m_model(drafts),
      m_search(new SearchField(QStringLiteral("findRoute"), {}, this)),
      m_view(new QListView(this)),
      m_new(makeSmallButton(QStringLiteral("newRoute"), {}, this, ButtonRole::Flat,
                            QStringLiteral("plus"))) {
  m_view->setObjectName(QStringLiteral("routeList"));
  m_view->setModel(&m_model);
  m_view->setItemDelegate(new RouteDelegate(m_view));
  m_view->setMouseTracking(true);
  m_view->setUniformItemSizes(true);
  m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_view->setContextMenuPolicy(Qt::CustomContextMenu);
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(space::k8, space::k8, space::k8, space::k8);
  column->setSpacing(space::k8);
  column->addWidget(m_search);
  column->addWidget(m_view, 1);
  column->addWidget(m_new, 0, Qt::AlignLeading);
  connect(m_search, &QLineEdit::textChanged, &m_model, &RouteListModel::setFilter);
  connect(m_new, &QPushButton::clicked, this, &RouteList::newRequested);
  connect(m_view, &QWidget::customContextMenuRequested, this, &RouteList::showMenu);
  connect(&m_model, &QAbstractItemModel::modelReset, this, &RouteList::follow);
  connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
          [this](const QModelIndex& index) {
            const QString key = index.data(RouteListModel::kKeyRole).toString();
            if (key.isEmpty() || key == m_current) return;
            m_current = key;
            Q_EMIT chosen(key);
          });
  m_view->installEventFilter(this);
  retranslate();
}

void RouteList::retranslate() {
  m_search->setPlaceholder(tr("Find a route"));
  m_view->setAccessibleName(tr("Routes"));
  m_new->setText(tr("New route"));
}

void RouteList::setCurrent(const QString& key) {
  m_current = key;
  follow();
}

// A reset of the model loses the view's current row.
void RouteList::follow() {
  const int row = m_model.rowOf(m_current);
  if (row >= 0) m_view->setCurrentIndex(m_model.index(row));
}

void RouteList::focusSearch() {
  m_search->setFocus(Qt::ShortcutFocusReason);
  m_search->selectAll();
}

void RouteList::showMenu(const QPoint& at) {
  const QModelIndex index = m_view->indexAt(at);
  if (!index.isValid()) return;
  const QString key = index.data(RouteListModel::kKeyRole).toString();
  const QString name = index.data().toString();
  QMenu* const menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->addAction(themedIcon(QStringLiteral("pencil"), Tone::Muted), tr("Rename…"), this,
                  [this, key] { Q_EMIT renameRequested(key); });
  menu->addAction(themedIcon(QStringLiteral("copy"), Tone::Muted), tr("Copy the name"), this,
                  [name] { QApplication::clipboard()->setText(name); });
  menu->addSeparator();
  menu->addAction(themedIcon(QStringLiteral("trash-2"), Tone::Error), tr("Delete…"), this,
                  [this, key] { Q_EMIT removeRequested(key); });
  menu->popup(m_view->viewport()->mapToGlobal(at));
}

bool RouteList::eventFilter(QObject* watched, QEvent* event) {
  if (watched != m_view || event->type() != QEvent::KeyPress || m_current.isEmpty())
    return QFrame::eventFilter(watched, event);
  const int key = static_cast<QKeyEvent*>(event)->key();
  if (key == Qt::Key_Delete) Q_EMIT removeRequested(m_current);
  if (key == Qt::Key_F2) Q_EMIT renameRequested(m_current);
  return key == Qt::Key_Delete || key == Qt::Key_F2 || QFrame::eventFilter(watched, event);
}

void RouteList::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QFrame::changeEvent(event);
}

}  // namespace sb::ui
