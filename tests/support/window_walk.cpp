#include "tests/support/window_walk.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QButtonGroup>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QMetaEnum>
#include <QPointer>
#include <QScrollBar>
#include <QTabBar>
#include <QToolButton>
#include <map>

#include "tests/support/desktop.h"
#include "ui/theme/icons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/delegates.h"

namespace sb::test {
namespace {

using Role = QAccessible::Role;

constexpr int kMostTabs = 250, kMostRows = 20, kAround = 5, kLabelAbove = 12, kMostParts = 4;

QString called(const QWidget* widget) {
  const QString name = widget->objectName();
  return QLatin1String(widget->metaObject()->className()) + QLatin1Char(' ') +
         (name.isEmpty() ? QStringLiteral("(no object name)") : name);
}

QString nameOf(const QWidget* widget) {
  QAccessibleInterface* const seen =
      QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget));
  if (seen == nullptr) return {};
  if (seen->role() != QAccessible::ComboBox) return seen->text(QAccessible::Name).trimmed();
  // What a choice is called is what its label says; its own text is what was chosen.
  for (const auto& [label, relation] : seen->relations(QAccessible::Label))
    if (relation.testFlag(QAccessible::Label)) return label->text(QAccessible::Name).trimmed();
  return {};
}

bool isMine(const QWidget* widget) {
  return !widget->objectName().startsWith(QLatin1String("qt_"));
}

// Text that can be marked with the mouse is no control.
bool takesFocus(const QWidget* widget) {
  return widget->focusPolicy() != Qt::NoFocus && widget->focusProxy() == nullptr &&
         widget->isEnabled() && isMine(widget) && qobject_cast<const QLabel*>(widget) == nullptr;
}

// Of a group of which one is chosen, Tab comes to that one and the arrows to the others.
bool isStop(const QWidget* widget) {
  const auto* const button = qobject_cast<const QAbstractButton*>(widget);
  if (button != nullptr && button->group() != nullptr && button->group()->exclusive())
    return takesFocus(widget) && button->isChecked();
  return takesFocus(widget) && (widget->focusPolicy() & Qt::TabFocus) != 0;
}

QList<QWidget*> visibleIn(QWidget* place) {
  QList<QWidget*> all;
  for (QWidget* const widget : place->findChildren<QWidget*>())
    if (widget->isVisible() && widget->window() == place->window()) all.append(widget);
  return all;
}

QRect placeOf(const QWidget* widget) {
  return {widget->mapTo(widget->window(), QPoint()), widget->size()};
}

// ---- what is said ----

bool isFitting(Role role) {
  switch (role) {
    case QAccessible::NoRole:
    case QAccessible::Client:
    case QAccessible::Pane:
    case QAccessible::Window:
    case QAccessible::Grouping:
    case QAccessible::Border:
      return false;
    default:
      return true;
  }
}

// The nearest thing around it that has a name: what makes "Test" the test of something.
QString surroundingsOf(const QWidget* widget) {
  for (const QWidget* outer = widget->parentWidget(); outer != nullptr;
       outer = outer->parentWidget())
    if (const QString name = nameOf(outer); !name.isEmpty() || outer->isWindow())
      return called(outer) + QLatin1Char(' ') + name;
  return {};
}

void addUnnamed(const QList<QWidget*>& widgets, QStringList& problems) {
  for (const QWidget* const widget : widgets) {
    if (!takesFocus(widget)) continue;
    QAccessibleInterface* const seen =
        QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget));
    if (nameOf(widget).isEmpty()) problems.append(called(widget) + QStringLiteral(" has no name"));
    if (seen != nullptr && !isFitting(seen->role()))
      problems.append(called(widget) + QStringLiteral(" has the role ") +
                      QLatin1String(QMetaEnum::fromType<QAccessible::Role>().valueToKey(
                          static_cast<int>(seen->role()))));
    if (widget->objectName().isEmpty())
      problems.append(called(widget) + QStringLiteral(" “") + nameOf(widget) +
                      QStringLiteral("” cannot be found by tests"));
  }
}

void addTwins(const QList<QWidget*>& widgets, QStringList& problems) {
  std::map<QString, const QWidget*> known;
  for (const QWidget* const widget : widgets) {
    if (!takesFocus(widget) || nameOf(widget).isEmpty()) continue;
    const QString what = surroundingsOf(widget) + QLatin1Char('/') +
                         QLatin1String(widget->metaObject()->className()) + QLatin1Char('/') +
                         nameOf(widget);
    const auto [twin, isNew] = known.emplace(what, widget);
    if (!isNew)
      problems.append(called(widget) + QStringLiteral(" and ") + called(twin->second) +
                      QStringLiteral(" are both called “") + nameOf(widget) + QStringLiteral("”"));
  }
}

bool isField(const QWidget* widget) {
  return widget->inherits("QLineEdit") || widget->inherits("QComboBox") ||
         widget->inherits("QAbstractSpinBox") || widget->inherits("QPlainTextEdit");
}

// A label right above a field is the field's name.
void addLooseLabels(const QList<QWidget*>& widgets, QStringList& problems) {
  for (const QWidget* const label : widgets) {
    if (label->property("role").toString() != QLatin1String("label")) continue;
    const QString said = qobject_cast<const QLabel*>(label)->text();
    for (const QWidget* const field : widgets) {
      if (!takesFocus(field) || !isField(field)) continue;
      const int below = placeOf(field).top() - placeOf(label).bottom();
      const bool above = below >= 0 && below < kLabelAbove &&
                         qAbs(placeOf(field).left() - placeOf(label).left()) < kLabelAbove;
      if (above && nameOf(field) != said)
        problems.append(
            called(field) +
            QStringLiteral(" is called “%1”, and “%2” stands above it").arg(nameOf(field), said));
    }
  }
}

bool isState(const QVariant& tone) {
  if (!tone.isValid()) return false;
  const auto what = static_cast<ui::Tone>(tone.toInt());
  return what == ui::Tone::Ok || what == ui::Tone::Warn || what == ui::Tone::Error;
}

void addTables(const QList<QWidget*>& widgets, QStringList& problems) {
  for (QWidget* const widget : widgets) {
    const auto* const view = qobject_cast<QAbstractItemView*>(widget);
    if (view == nullptr || qobject_cast<QHeaderView*>(widget) != nullptr ||
        view->model() == nullptr)
      continue;
    const QAbstractItemModel& model = *view->model();
    if (view->inherits("QTableView"))
      for (int column = 0; column < model.columnCount(view->rootIndex()); ++column)
        if (model.headerData(column, Qt::Horizontal).toString().isEmpty())
          problems.append(called(view) + QStringLiteral(" has no title above column ") +
                          QString::number(column));
    for (int row = 0; row < qMin(kMostRows, model.rowCount(view->rootIndex())); ++row)
      for (int column = 0; column < model.columnCount(view->rootIndex()); ++column) {
        const QModelIndex index = model.index(row, column, view->rootIndex());
        const bool bare = index.data(Qt::DisplayRole).toString().isEmpty() &&
                          index.data(Qt::AccessibleTextRole).toString().isEmpty();
        if (bare &&
            (isState(index.data(ui::kToneRole)) || !index.data(ui::kIconRole).toString().isEmpty()))
          problems.append(
              called(view) +
              QStringLiteral(" tells cell %1, %2 by colour or icon only").arg(row).arg(column));
      }
  }
}

void addBareSigns(const QList<QWidget*>& widgets, QStringList& problems) {
  for (const QWidget* const widget : widgets) {
    if (const auto* const chip = qobject_cast<const ui::Chip*>(widget);
        chip != nullptr && chip->text().isEmpty())
      problems.append(called(chip) + QStringLiteral(" is a colour without a word"));
    const auto* const button = qobject_cast<const QAbstractButton*>(widget);
    if (button == nullptr || button->icon().isNull() || !isMine(button)) continue;
    const auto* const tool = qobject_cast<const QToolButton*>(button);
    const bool bare = button->text().isEmpty() ||
                      (tool != nullptr && tool->toolButtonStyle() == Qt::ToolButtonIconOnly);
    if (bare && button->toolTip().isEmpty())
      problems.append(called(button) + QStringLiteral(" is an icon without a tool tip"));
  }
}

// ---- where Tab leads ----

QImage looksOf(const QWidget* widget) {
  const QRect place = placeOf(widget).adjusted(-kAround, -kAround, kAround, kAround);
  return widget->window()->grab(place & widget->window()->rect()).toImage();
}

// Reading goes down a column and along a row; to another column it may go up.
bool isForward(const QWidget* from, const QWidget* to) {
  if (to->isAncestorOf(from) || from->isAncestorOf(to)) return true;
  const QRect a = placeOf(from), b = placeOf(to);
  const bool sameColumn = b.left() < a.right() && a.left() < b.right();
  const bool sameRow = b.top() < a.bottom() && a.top() < b.bottom();
  const bool back = from->isRightToLeft() ? b.left() >= a.right() : b.right() <= a.left();
  return !(sameColumn && b.bottom() <= a.top()) && !(sameRow && back);
}

QList<QWidget*> stopsIn(QWidget* place) {
  QList<QWidget*> all;
  for (QWidget* const widget : visibleIn(place))
    if (isStop(widget)) all.append(widget);
  return all;
}

struct Tour {
  QList<QPointer<QWidget>> stops;
  QStringList problems;
};

void look(Tour& tour, QWidget* stop, const QImage& with) {
  if (stop->visibleRegion().isEmpty())
    tour.problems.append(called(stop) + QStringLiteral(" has the focus where nobody sees it"));
  else if (looksOf(stop) == with)
    tour.problems.append(called(stop) + QStringLiteral(" looks the same with and without focus"));
}

// A date has a stop for each of its parts.
void leave(const QWidget* stop, int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
  for (int i = 0; i < kMostParts && Keyboard::focused() == stop; ++i)
    Keyboard::press(key, modifiers);
}

Tour tourOf(QWidget* place) {
  Tour tour;
  if (qobject_cast<const QMenu*>(place) != nullptr) return tour;  // its keys are the arrows
  if (Keyboard::focused()->isWindow()) Keyboard::press(Qt::Key_Tab);
  const QWidget* const first = Keyboard::focused();
  for (int i = 0; i < kMostTabs; ++i) {
    QWidget* const stop = Keyboard::focused();
    if (i > 0 && stop == first) return tour;
    tour.stops.append(stop);
    const QImage with = looksOf(stop);
    leave(stop, Qt::Key_Tab);
    if (i == 0 && Keyboard::focused() == stop && stopsIn(place).size() < 2) return tour;
    if (Keyboard::focused() != stop) {
      if (i > 0) look(tour, stop, with);
      continue;
    }
    tour.problems.append(called(stop) + QStringLiteral(" keeps the focus"));
    return tour;
  }
  tour.problems.append(QStringLiteral("Tab does not come back to ") + called(first));
  return tour;
}

void addBackwards(const Tour& tour, QStringList& problems) {
  for (qsizetype i = tour.stops.size() - 1; i >= 0; --i) {
    leave(Keyboard::focused(), Qt::Key_Backtab, Qt::ShiftModifier);
    if (Keyboard::focused() == tour.stops[i]) continue;
    problems.append(QStringLiteral("backwards it comes to ") + called(Keyboard::focused()) +
                    QStringLiteral(" instead of ") + called(tour.stops[i]));
    return;
  }
}

void addOrder(const Tour& tour, QStringList& problems) {
  // The tour began somewhere: reading begins at the stop that follows the end of the chain.
  const auto at = [&](qsizetype i) -> QWidget* { return tour.stops[i % tour.stops.size()]; };
  QStringList steps;
  for (qsizetype i = 0; i < tour.stops.size(); ++i)
    if (!isForward(at(i), at(i + 1)))
      steps.append(
          QStringLiteral("Tab goes back from %1 to %2").arg(called(at(i)), called(at(i + 1))));
  // Once around, it goes back to the beginning.
  if (steps.size() > 1) problems.append(steps);
}

}  // namespace

QStringList problemsOfTree(QWidget* place) {
  QStringList problems;
  const QList<QWidget*> widgets = visibleIn(place);
  addUnnamed(widgets, problems);
  addTwins(widgets, problems);
  addLooseLabels(widgets, problems);
  addTables(widgets, problems);
  addBareSigns(widgets, problems);
  return problems;
}

QStringList problemsOfTabbing(QWidget* place) {
  tourOf(place);  // what Tab comes to can make something else possible
  const Tour tour = tourOf(place);
  if (!tour.problems.isEmpty() && tour.problems.last().contains(QLatin1String("keeps")))
    return tour.problems;
  QStringList problems = tour.problems;
  for (QWidget* const widget : stopsIn(place))
    if (!tour.stops.contains(widget))
      problems.append(QStringLiteral("Tab does not come to ") + called(widget));
  addOrder(tour, problems);
  addBackwards(tour, problems);
  return problems;
}

}  // namespace sb::test
