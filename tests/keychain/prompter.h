// What asks a person for the keyring's password, as gnome-keyring knows it
// (org.gnome.keyring.internal.Prompter of gcr): it leaves the prompt open, or says no. Owner: the
// test; its thread.
#pragma once

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVirtualObject>
#include <QList>

namespace sb::test {

class Prompter : public QDBusVirtualObject {
  Q_OBJECT

 public:
  Prompter();
  ~Prompter() override;

  // From the next prompt on: says no at once. Else it stays open until closeAll().
  void setRefuses(bool refuses) { m_refuses = refuses; }
  // Says no to those that are open.
  void closeAll();
  int prompts() const { return m_prompts; }

  bool handleMessage(const QDBusMessage& message, const QDBusConnection& bus) override;
  QString introspect(const QString& path) const override;

 private:
  void refuse(const QDBusMessage& prompt);
  void callBack(const QDBusMessage& prompt, const QString& method, const QVariantList& arguments);

  QDBusConnection m_bus;
  bool m_refuses = false;
  int m_prompts = 0;
  QList<QDBusMessage> m_open;
};

// Of the default collection, past any prompt. Waits for it.
void lockKeyring();
void unlockKeyring();

}  // namespace sb::test
