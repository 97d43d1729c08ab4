#include "ui/widgets/reading_order.h"

#include <QAbstractButton>
#include <QApplication>
#include <QButtonGroup>
#include <QLayout>
#include <QScrollArea>
#include <QSplitter>

namespace sb::ui {
namespace {

bool isStop(const QWidget* widget) {
  if (widget->focusPolicy() == Qt::NoFocus || widget->focusProxy() != nullptr) return false;
  const auto* const button = qobject_cast<const QAbstractButton*>(widget);
  const QButtonGroup* const group = button != nullptr ? button->group() : nullptr;
  if (group == nullptr || !group->exclusive() || group->checkedButton() == nullptr)
    return (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus;
  // Qt takes Tab away from those that are not chosen, and does not give it back.
  return button->isChecked() || !group->checkedButton()->isVisible();
}

class Walk {
 public:
  QList<QWidget*> stops;

  void visit(QWidget* widget) {
    if (widget->isWindow() || !widget->isVisible() || !widget->isEnabled()) return;
    enter(widget);
  }

  void enter(QWidget* widget) {
    if (isStop(widget)) stops.append(widget);
    QList<QWidget*> placed;
    if (widget->layout() != nullptr) follow(*widget->layout(), placed);
    if (const auto* const splitter = qobject_cast<const QSplitter*>(widget))
      for (int i = 0; i < splitter->count(); ++i)
        place(splitter->widget(i), placed);
    // What lies over the others, and the parts of Qt's own controls.
    for (QObject* const child : widget->children())
      if (auto* const part = qobject_cast<QWidget*>(child); part && !placed.contains(part))
        visit(part);
  }

 private:
  void place(QWidget* widget, QList<QWidget*>& placed) {
    placed.append(widget);
    visit(widget);
  }

  void follow(QLayout& layout, QList<QWidget*>& placed) {
    for (int i = 0; i < layout.count(); ++i) {
      QLayoutItem* const item = layout.itemAt(i);
      if (item->widget() != nullptr) place(item->widget(), placed);
      if (item->layout() != nullptr) follow(*item->layout(), placed);
    }
  }
};

// Qt scrolls only within the area that the focus leaves.
void scrollTo(QWidget* widget) {
  for (QWidget* around = widget->parentWidget(); around != nullptr; around = around->parentWidget())
    if (auto* const area = qobject_cast<QScrollArea*>(around)) area->ensureWidgetVisible(widget);
}

// Where it goes on from: the stop with the focus, or around it; from a page, which is none, it goes
// on before the page's first.
qsizetype placeOf(const QWidget* from, const QList<QWidget*>& stops, bool forward) {
  for (const QWidget* around = from; around != nullptr; around = around->parentWidget())
    if (const qsizetype at = stops.indexOf(const_cast<QWidget*>(around)); at >= 0) return at;
  for (qsizetype i = 0; i < stops.size(); ++i)
    if (from != nullptr && from->isAncestorOf(stops[i])) return forward ? i - 1 : i;
  return forward ? -1 : 0;
}

}  // namespace

QList<QWidget*> tabStops(QWidget* root) {
  Walk walk;
  walk.enter(root);
  return walk.stops;
}

bool focusNextIn(QWidget* root, bool forward) {
  const QList<QWidget*> stops = tabStops(root);
  if (stops.isEmpty()) return false;
  const qsizetype count = stops.size();
  const qsizetype at = placeOf(QApplication::focusWidget(), stops, forward);
  QWidget* const next = stops[(at + (forward ? 1 : count - 1)) % count];
  next->setFocus(forward ? Qt::TabFocusReason : Qt::BacktabFocusReason);
  scrollTo(next);
  return true;
}

}  // namespace sb::ui
