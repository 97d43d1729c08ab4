// The settings' page in a window against a real gateway and its file.
#pragma once

#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/engine.h"
#include "ui/settings/settings_page.h"
#include "ui/settings/settings_screen.h"

namespace sb::test {

struct SettingsWindow {
  explicit SettingsWindow(const std::string& yaml = "") : engine(yaml, true) {
    connection.setEndpoint({QUrl(QStringLiteral("http://127.0.0.1:%1").arg(engine.adminPort())),
                            QByteArray::fromStdString(engine.token())});
    connection.start();
    page = qobject_cast<ui::SettingsPage*>(screen.widget());
    page->resize(1096, 720);
    page->show();
    screen.activated();
  }
  ~SettingsWindow() {
    delete page;
    connection.stop();
  }
  template <class T>
  T* find(const char* name) {
    return page->findChild<T*>(QLatin1String(name));
  }
  QLineEdit* field(const char* section, const char* name) { return open<QLineEdit>(section, name); }
  // Opens the section and waits for the control to have its value.
  template <class T>
  T* open(const char* section, const char* name) {
    page->showSection(QLatin1String(section));
    until([&] { return find<T>(name) != nullptr && find<T>(name)->isEnabled(); });
    return find<T>(name);
  }
  void choose(QComboBox* box, int row) {
    box->setCurrentIndex(row);
    Q_EMIT box->activated(row);
  }
  void write(QLineEdit* into, const QString& text) {
    into->setFocus();
    into->selectAll();
    QTest::keyClick(into, Qt::Key_Delete);
    QTest::keyClicks(into, text);
  }
  bool save() {
    QSignalSpy noticed(&screen, &ui::Screen::noticed);
    find<QPushButton>("saveSettings")->click();
    return until([&] { return !noticed.isEmpty(); });
  }
  QString file() {
    QFile all(QString::fromStdString(engine.home().configFile()));
    return all.open(QIODevice::ReadOnly) ? QString::fromUtf8(all.readAll()) : QString();
  }

  Engine engine;
  QTemporaryDir folder;
  ui::Preferences preferences{folder.filePath(QStringLiteral("console.ini"))};
  ui::Autostart autostart{
      folder.filePath(QStringLiteral("autostart")), QStringLiteral("/usr/bin/signalbox"), {}};
  ui::Connection connection{ui::Endpoint()};
  ui::SettingsScreen screen{connection, preferences, autostart, true};
  ui::SettingsPage* page = nullptr;
};

}  // namespace sb::test
