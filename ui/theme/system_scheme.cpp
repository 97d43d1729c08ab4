#include "ui/theme/system_scheme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QTimer>

namespace sb::ui {
namespace {

constexpr uint kPreferDark = 1;

QString service() { return QStringLiteral("org.freedesktop.portal.Desktop"); }
QString path() { return QStringLiteral("/org/freedesktop/portal/desktop"); }
QString interface() { return QStringLiteral("org.freedesktop.portal.Settings"); }
QString appearance() { return QStringLiteral("org.freedesktop.appearance"); }
QString gnome() { return QStringLiteral("org.gnome.desktop.interface"); }

}  // namespace

SystemScheme::SystemScheme(const QPalette& desktop, QObject* parent)
    : QObject(parent),
      m_paletteDark(desktop.color(QPalette::Window).lightness() <
                    desktop.color(QPalette::WindowText).lightness()) {
  // Connecting to the bus may take a moment: not before the first window.
  if (!qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
    QTimer::singleShot(0, this, &SystemScheme::connectToPortal);
}

void SystemScheme::connectToPortal() {
  QDBusConnection bus = QDBusConnection::sessionBus();
  if (!bus.isConnected()) return;
  bus.connect(service(), path(), interface(), QStringLiteral("SettingChanged"), this,
              SLOT(take(QString, QString, QDBusVariant)));
  ask(appearance(), QStringLiteral("color-scheme"));
  ask(gnome(), QStringLiteral("enable-animations"));
}

void SystemScheme::ask(const QString& group, const QString& key) {
  QDBusMessage call =
      QDBusMessage::createMethodCall(service(), path(), interface(), QStringLiteral("Read"));
  call << group << key;
  auto* const watcher =
      new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call), this);
  connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, group, key] {
    watcher->deleteLater();
    const QDBusPendingReply<QVariant> reply = *watcher;
    if (!reply.isError()) takeValue(group, key, reply.value());
  });
}

void SystemScheme::take(const QString& group, const QString& key, const QDBusVariant& value) {
  takeValue(group, key, value.variant());
}

// `Read` wraps the value twice, the signal once. A value of another type says nothing.
void SystemScheme::takeValue(const QString& group, const QString& key, QVariant value) {
  while (value.canConvert<QDBusVariant>())
    value = value.value<QDBusVariant>().variant();
  const int type = value.typeId();
  if (group == appearance() && key == QStringLiteral("color-scheme") && type == QMetaType::UInt) {
    m_portalDark = value.toUInt() == kPreferDark;
  } else if (group == gnome() && key == QStringLiteral("enable-animations") &&
             type == QMetaType::Bool) {
    m_reducedMotion = !value.toBool();
  } else {
    return;
  }
  Q_EMIT changed();
}

}  // namespace sb::ui
