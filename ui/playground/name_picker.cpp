#include "ui/playground/name_picker.h"

#include <QCoreApplication>
#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QScreen>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

#include "ui/playground/name_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/delegates.h"
#include "ui/widgets/fields.h"

namespace sb::ui {
namespace {

constexpr int kWidth = 360, kHeight = 320, kMostName = 300;

}  // namespace

// What was typed whole stands first, what begins with it next; of those, models that a provider
// does not list last.
class NameOrder : public QSortFilterProxyModel {
 public:
  explicit NameOrder(NameModel& names, QObject* parent)
      : QSortFilterProxyModel(parent), m_names(names) {
    setSourceModel(&names);
    setFilterCaseSensitivity(Qt::CaseInsensitive);
    setDynamicSortFilter(true);
    sort(0);
  }

  void setSearch(const QString& text) {
    m_text = text;
    setFilterFixedString(text);
    invalidate();
  }

 protected:
  bool lessThan(const QModelIndex& left, const QModelIndex& right) const override {
    const int one = rank(left), other = rank(right);
    return one != other ? one < other : left.row() < right.row();
  }

 private:
  int rank(const QModelIndex& index) const {
    const QString name = index.data().toString();
    const QString model = name.section(QLatin1Char('/'), 1);
    const int unlisted = m_names.isUnlisted(index.row()) ? 1 : 0;
    const auto same = [this](const QString& one) {
      return one.compare(m_text, Qt::CaseInsensitive) == 0;
    };
    const auto begins = [this](const QString& one) {
      return one.startsWith(m_text, Qt::CaseInsensitive);
    };
    if (m_text.isEmpty()) return unlisted;
    if (same(name)) return 0;
    if (same(model)) return 1 + unlisted;
    return (begins(name) || begins(model) ? 3 : 5) + unlisted;
  }

  NameModel& m_names;
  QString m_text;
};

NamePicker::NamePicker(NameModel& names, QWidget* parent)
    : QFrame(parent, Qt::Popup),
      m_names(names),
      m_proxy(new NameOrder(names, this)),
      m_search(new SearchField(QStringLiteral("nameSearch"), {}, this)),
      m_list(new QListView(this)),
      m_hint(makeLabel(QStringLiteral("small"), {}, this)) {
  setObjectName(QStringLiteral("namePicker"));
  setProperty("role", QStringLiteral("popup"));
  m_search->setMaxLength(kMostName);
  m_search->installEventFilter(this);
  m_list->setObjectName(QStringLiteral("nameList"));
  m_list->setModel(m_proxy);
  m_list->setItemDelegate(new TileDelegate(m_list));
  m_list->setUniformItemSizes(true);
  m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_list->setFocusPolicy(Qt::NoFocus);
  m_list->setMouseTracking(true);
  m_hint->setWordWrap(true);
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(space::k8, space::k8, space::k8, space::k8);
  column->setSpacing(space::k8);
  column->addWidget(m_search);
  column->addWidget(m_list, 1);
  column->addWidget(m_hint);
  connect(m_search, &QLineEdit::textChanged, this, &NamePicker::filter);
  connect(m_search, &QLineEdit::returnPressed, this, &NamePicker::choose);
  connect(m_list, &QListView::clicked, this, &NamePicker::choose);
  retranslate();
}

void NamePicker::openAt(QWidget* anchor, const QString& current,
                        std::function<void(const QString&)> then) {
  m_then = std::move(then);
  m_search->clear();
  filter({});
  for (int row = 0; row < m_proxy->rowCount(); ++row)
    if (m_proxy->index(row, 0).data().toString() == current)
      m_list->setCurrentIndex(m_proxy->index(row, 0));
  const QRect screen = anchor->screen()->availableGeometry();
  const int below = screen.bottom() - anchor->mapToGlobal(QPoint(0, anchor->height() + 2)).y();
  resize(scaled(kWidth), std::clamp(below, scaled(kHeight / 2), scaled(kHeight)));
  const int left = isRightToLeft() ? anchor->width() - width() : 0;
  QPoint at = anchor->mapToGlobal(QPoint(left, anchor->height() + 2));
  at.setX(std::clamp(at.x(), screen.left(), std::max(screen.left(), screen.right() - width())));
  at.setY(std::min(at.y(), std::max(screen.top(), screen.bottom() - height())));
  move(at);
  show();
  m_search->setFocus(Qt::PopupFocusReason);
}

void NamePicker::filter(const QString& text) {
  m_proxy->setSearch(text.trimmed());
  if (m_proxy->rowCount() > 0) m_list->setCurrentIndex(m_proxy->index(0, 0));
  const bool unknown = m_proxy->rowCount() == 0 && !text.trimmed().isEmpty();
  m_hint->setVisible(m_proxy->rowCount() == 0);
  m_hint->setText(
      unknown
          ? tr("No such name is listed. Enter asks for it anyway: a route's pattern may match it.")
          : tr("No provider lists a model yet."));
}

void NamePicker::choose() {
  const QModelIndex index = m_list->currentIndex();
  const bool listed = m_proxy->rowCount() > 0;
  const QString name = listed ? index.data().toString() : m_search->text().trimmed();
  if (name.isEmpty()) return;
  hide();
  if (m_then) m_then(name);
}

// The focus stays in the search; the arrows move in the list.
bool NamePicker::eventFilter(QObject* watched, QEvent* event) {
  if (watched != m_search || event->type() != QEvent::KeyPress)
    return QFrame::eventFilter(watched, event);
  const int key = static_cast<QKeyEvent*>(event)->key();
  const bool moves =
      key == Qt::Key_Down || key == Qt::Key_Up || key == Qt::Key_PageDown || key == Qt::Key_PageUp;
  if (moves) {
    QCoreApplication::sendEvent(m_list, event);
    return true;
  }
  if (key == Qt::Key_Escape && m_search->text().isEmpty()) {
    hide();
    return true;
  }
  return QFrame::eventFilter(watched, event);
}

void NamePicker::retranslate() {
  setAccessibleName(tr("Choose a model or route"));
  m_search->setPlaceholder(tr("Find a model or route"));
  m_list->setAccessibleName(tr("Models and routes"));
}

void NamePicker::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QFrame::changeEvent(event);
}

}  // namespace sb::ui
