#include "ui/shell/command_palette.h"

#include <QApplication>
#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QPointer>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/shell/fuzzy.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/accessible_role.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/paint_line.h"

namespace sb::ui {
namespace {

constexpr int kWidth = 560, kRows = 10, kRow = 32, kTop = 96;
constexpr int kPlaceRole = Qt::UserRole + 1, kIconName = Qt::UserRole + 2,
              kShortcut = Qt::UserRole + 3;

class RowDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
    return {0, scaled(kRow)};
  }

  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state.testFlag(QStyle::State_Selected)) {
      painter->setPen(Qt::NoPen);
      painter->setBrush(tokens().current);
      painter->drawRoundedRect(option.rect, radius::kControl, radius::kControl);
    }
    QRect text = option.rect.adjusted(space::k8, 0, -space::k8, 0);
    paintIcon(*painter, option, index, text);
    paintShortcut(*painter, option, index, text);
    painter->setFont(textFont());
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    painter->setPen(enabled ? tokens().text : tokens().muted);
    paintLine(*painter, text, index.data().toString(), mirrored(option));
    painter->restore();
  }

 private:
  static bool mirrored(const QStyleOptionViewItem& option) {
    return option.direction == Qt::RightToLeft;
  }

  static void paintIcon(QPainter& painter, const QStyleOptionViewItem& option,
                        const QModelIndex& index, QRect& text) {
    const int size = scaled(16);
    QRect place(text.left(), 0, size, size);
    if (mirrored(option)) place.moveRight(text.right());
    place.moveCenter(QPoint(place.center().x(), text.center().y()));
    painter.drawPixmap(place, iconPixmap(index.data(kIconName).toString(), tokens().muted, size,
                                         painter.device()->devicePixelRatioF()));
    const int used = size + space::k8;
    text.adjust(mirrored(option) ? 0 : used, 0, mirrored(option) ? -used : 0, 0);
  }

  static void paintShortcut(QPainter& painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index, QRect& text) {
    const QString keys = index.data(kShortcut).toString();
    if (keys.isEmpty()) return;
    painter.setFont(textFont(type::kSmall, QFont::Medium));
    const int width = QFontMetrics(painter.font()).horizontalAdvance(keys) + 10;
    QRect place(0, 0, width, scaled(18));
    place.moveCenter(text.center());
    if (mirrored(option))
      place.moveLeft(text.left());
    else
      place.moveRight(text.right());
    painter.setPen(tokens().line);
    painter.setBrush(tokens().surface);
    painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), radius::kInner,
                            radius::kInner);
    painter.setPen(tokens().muted);
    painter.drawText(place, Qt::AlignCenter, keys);
    const int used = width + space::k8;
    text.adjust(mirrored(option) ? used : 0, 0, mirrored(option) ? 0 : -used, 0);
  }
};

}  // namespace

CommandPalette::CommandPalette(QWidget* window)
    : QFrame(window),
      m_input(new SearchField(QStringLiteral("paletteInput"), {}, this)),
      m_list(new QListView(this)),
      m_model(new QStandardItemModel(this)) {
  setObjectName(QStringLiteral("commandPalette"));
  setAccessibleRole(this, QAccessible::Dialog);
  setProperty("role", QStringLiteral("popup"));
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(space::k12, space::k12, space::k12, space::k12);
  column->setSpacing(space::k8);
  column->addWidget(m_input);
  column->addWidget(m_list);
  m_list->setObjectName(QStringLiteral("paletteList"));
  m_list->setModel(m_model);
  m_list->setItemDelegate(new RowDelegate(m_list));
  m_list->setFocusPolicy(Qt::NoFocus);
  m_list->setMouseTracking(true);
  m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_input->installEventFilter(this);
  window->installEventFilter(this);
  connect(m_input, &QLineEdit::textChanged, this, &CommandPalette::filter);
  connect(m_list, &QListView::clicked, this, &CommandPalette::run);
  retranslate();
  hide();
}

void CommandPalette::retranslate() {
  setAccessibleName(tr("Command palette"));
  m_input->setPlaceholder(tr("Find or run…"));
  m_input->setAccessibleName(tr("Find or run"));
  m_list->setAccessibleName(tr("Commands"));
}

void CommandPalette::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QFrame::changeEvent(event);
}

void CommandPalette::openWith(const QList<Command>& commands) {
  m_commands = commands;
  m_before = QApplication::focusWidget();
  m_input->clear();
  filter();
  place();
  show();
  raise();
  m_input->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::filter() {
  struct Hit {
    int score;
    int place;
  };
  QList<Hit> hits;
  for (int i = 0; i < m_commands.size(); ++i) {
    const Command& command = m_commands[i];
    const auto title = fuzzyScore(m_input->text(), command.title);
    const auto words = fuzzyScore(m_input->text(), command.keywords);
    if (title || (words && !command.keywords.isEmpty()))
      hits.append({std::max(title.value_or(-100), words.value_or(-100) - 5), i});
  }
  std::stable_sort(hits.begin(), hits.end(),
                   [](const Hit& a, const Hit& b) { return a.score > b.score; });
  m_model->clear();
  for (const Hit& hit : hits) {
    const Command& command = m_commands[hit.place];
    auto* const item = new QStandardItem(command.title);
    item->setData(hit.place, kPlaceRole);
    item->setData(command.iconName, kIconName);
    item->setData(command.shortcut.toString(QKeySequence::NativeText), kShortcut);
    m_model->appendRow(item);
  }
  if (hits.isEmpty()) {
    auto* const none = new QStandardItem(tr("Nothing by this name"));
    none->setData(QStringLiteral("search"), kIconName);
    none->setFlags(Qt::NoItemFlags);
    m_model->appendRow(none);
  }
  m_list->setCurrentIndex(hits.isEmpty() ? QModelIndex() : m_model->index(0, 0));
  fit();
}

// As many rows as there are and as the window has room for.
void CommandPalette::fit() {
  const int above = top() + m_input->sizeHint().height() + 2 * space::k12 + space::k8;
  const int room = (parentWidget()->height() - above - space::k24) / scaled(kRow);
  const int rows = std::clamp(m_model->rowCount(), 1, std::clamp(room, 1, kRows));
  m_list->setFixedHeight(rows * scaled(kRow));
  adjustSize();
}

int CommandPalette::top() const { return std::min(kTop, parentWidget()->height() / 8); }

QStringList CommandPalette::listed() const {
  QStringList titles;
  for (int row = 0; row < m_model->rowCount(); ++row)
    if (m_model->item(row)->isEnabled()) titles.append(m_model->item(row)->text());
  return titles;
}

void CommandPalette::choose(int by) {
  const int rows = m_model->rowCount();
  if (!m_list->currentIndex().isValid()) return;
  const int row = (m_list->currentIndex().row() + by + rows) % rows;
  m_list->setCurrentIndex(m_model->index(row, 0));
}

void CommandPalette::run() {
  const QModelIndex index = m_list->currentIndex();
  if (!index.isValid()) return;
  const Command command = m_commands.value(index.data(kPlaceRole).toInt());
  dismiss();
  if (command.run) command.run();
}

void CommandPalette::dismiss() {
  const QPointer<QWidget> before = m_before;
  hide();
  if (before && before->isVisible()) before->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::place() {
  setFixedWidth(std::min(scaled(kWidth), parentWidget()->width() - 2 * space::k24));
  fit();
  move((parentWidget()->width() - width()) / 2, top());
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
  if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible()) place();
  if (watched == m_input && event->type() == QEvent::FocusOut && isVisible() && isActiveWindow())
    hide();
  if (watched == m_input && event->type() == QEvent::KeyPress) {
    switch (static_cast<QKeyEvent*>(event)->key()) {
      case Qt::Key_Down:
        return choose(1), true;
      case Qt::Key_Up:
        return choose(-1), true;
      case Qt::Key_Return:
      case Qt::Key_Enter:
        return run(), true;
      case Qt::Key_Escape:
        return dismiss(), true;
      default:
        break;
    }
  }
  return QFrame::eventFilter(watched, event);
}

}  // namespace sb::ui
