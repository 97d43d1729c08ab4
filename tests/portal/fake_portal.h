// A desktop's portal for settings on the session bus, on a connection of its own; a test says what
// it answers. https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings
// Owner: the test; GUI thread.
#pragma once

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QObject>

namespace sb::test {

class FakePortal : public QObject {
  Q_OBJECT
  Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

 public:
  FakePortal()
      : m_bus(QDBusConnection::connectToBus(QDBusConnection::SessionBus, QStringLiteral("fake"))) {
    m_bus.registerObject(QStringLiteral("/org/freedesktop/portal/desktop"), this,
                         QDBusConnection::ExportScriptableContents);
    if (!m_bus.registerService(service())) qFatal("there is a portal on the bus already");
  }
  ~FakePortal() override {
    m_bus.unregisterService(service());
    QDBusConnection::disconnectFromBus(QStringLiteral("fake"));
  }

  // What is asked waits until it is answered.
  int waiting() const { return static_cast<int>(m_asked.size()); }
  void answerScheme(const QVariant& value) { answer(QStringLiteral("color-scheme"), value); }
  void answerAnimations(const QVariant& value) {
    answer(QStringLiteral("enable-animations"), value);
  }
  void refuseAll() {
    for (const QDBusMessage& question : std::exchange(m_asked, {}))
      m_bus.send(question.createErrorReply(QStringLiteral("org.freedesktop.portal.Error.NotFound"),
                                           QStringLiteral("not here")));
  }

  void change(const QString& group, const QString& key, const QVariant& value) {
    QDBusMessage signal = QDBusMessage::createSignal(
        QStringLiteral("/org/freedesktop/portal/desktop"),
        QStringLiteral("org.freedesktop.portal.Settings"), QStringLiteral("SettingChanged"));
    signal << group << key << QVariant::fromValue(QDBusVariant(value));
    m_bus.send(signal);
  }
  void changeScheme(const QVariant& value) {
    change(QStringLiteral("org.freedesktop.appearance"), QStringLiteral("color-scheme"), value);
  }
  void changeAnimations(const QVariant& value) {
    change(QStringLiteral("org.gnome.desktop.interface"), QStringLiteral("enable-animations"),
           value);
  }

 public Q_SLOTS:
  Q_SCRIPTABLE void Read(const QString& group, const QString& key, const QDBusMessage& question) {
    Q_UNUSED(group)
    Q_UNUSED(key)
    question.setDelayedReply(true);
    m_asked.append(question);
  }

 private:
  static QString service() { return QStringLiteral("org.freedesktop.portal.Desktop"); }

  void answer(const QString& key, const QVariant& value) {
    for (qsizetype i = 0; i < m_asked.size(); ++i)
      if (m_asked[i].arguments().value(1).toString() == key)
        return static_cast<void>(m_bus.send(m_asked.takeAt(i).createReply(value)));
    qFatal("nobody asked for %s", qPrintable(key));
  }

  QDBusConnection m_bus;
  QList<QDBusMessage> m_asked;
};

}  // namespace sb::test
