#include "ui/widgets/accessible_role.h"

#include <QAccessibleWidget>
#include <QVariant>
#include <QWidget>

namespace sb::ui {
namespace {

constexpr const char* kRole = "accessibleRole";

QAccessibleInterface* makeWithRole(const QString&, QObject* object) {
  auto* const widget = qobject_cast<QWidget*>(object);
  const QVariant role = object != nullptr ? object->property(kRole) : QVariant();
  if (widget == nullptr || !role.isValid()) return nullptr;
  return new QAccessibleWidget(widget, static_cast<QAccessible::Role>(role.toInt()));
}

}  // namespace

void setAccessibleRole(QWidget* widget, QAccessible::Role role) {
  QAccessible::installFactory(&makeWithRole);  // the same one counts once
  widget->setProperty(kRole, static_cast<int>(role));
}

}  // namespace sb::ui
