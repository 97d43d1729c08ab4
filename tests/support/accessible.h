// Walks what a screen reader sees of a widget. GUI thread.
#pragma once

#include <QAccessible>
#include <QStringList>
#include <QWidget>

namespace sb::test {

// One line for each widget below `root` that takes the keyboard's focus (or a click) and has no
// name, or no object name.
inline QStringList unnamed(const QWidget* root) {
  QStringList found;
  for (const QWidget* const widget : root->findChildren<QWidget*>()) {
    if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisibleTo(root)) continue;
    if (widget->objectName().startsWith(QLatin1String("qt_"))) continue;
    QAccessibleInterface* const seen =
        QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget));
    const QString what =
        QLatin1String(widget->metaObject()->className()) + QLatin1Char(' ') + widget->objectName();
    if (seen == nullptr || seen->text(QAccessible::Name).isEmpty())
      found.append(what + QStringLiteral(" has no name"));
    if (widget->objectName().isEmpty()) found.append(what + QStringLiteral("has no object name"));
  }
  return found;
}

}  // namespace sb::test
