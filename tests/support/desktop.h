// The desktop program in the test's process, as main() puts it together: its window without a
// screen, its gateway on a thread, a folder of its own. Owner: the test; GUI thread.
// Its programs are built with SB_DESKTOP_TESTS: the application is the desktop program's own.
#pragma once

#include <QLabel>
#include <QTemporaryDir>
#include <QWidget>
#include <functional>
#include <memory>

#include "app/desktop/console.h"
#include "app/desktop/engine.h"

namespace sb::test {

// What a person does who has no mouse: keys go to whatever has the focus.
class Keyboard {
 public:
  // What has the focus, in the list or menu that popped up last, or in the active window.
  static QWidget* focused();
  static QString focusedName();
  static void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
  static void type(const QString& text);
  // Presses Tab until the visible widget of that object name has the focus.
  static bool tabTo(const QString& name);
  // … and then the space bar.
  static bool activate(const QString& name);
};

class DesktopRun {
 public:
  // `config`: the text of signalbox.yaml; empty: there is none, as at a first start. `preferences`:
  // lines of console.ini.
  explicit DesktopRun(const QByteArray& config = {}, const QByteArray& preferences = {});
  ~DesktopRun();

  // Before start(): what shall stand in the folder.
  QString dataFolder() const { return m_folder.filePath(QStringLiteral("data")); }
  QString path(const QString& name) const { return m_folder.filePath(name); }
  // The window is up, active, and says so.
  bool start(const QString& says = QStringLiteral("Running"));

  QWidget& window() const { return *m_window; }
  app::Console& console() const { return *m_console; }
  // The visible widget of that object name in any window of the program, waited for; null: none
  // came.
  template <class T = QWidget>
  T* wait(const QString& name) const {
    return qobject_cast<T*>(waitFor(name, [](QWidget* found) { return dynamic_cast<T*>(found); }));
  }
  // Visible now, or null.
  QWidget* seen(const QString& name) const;
  // All texts that can be read now, in a widget or everywhere; those that are cut, as a whole.
  static QStringList readable(const QWidget* within = nullptr);
  // Waits until one of them contains it.
  static bool says(const QString& part, const QWidget* within = nullptr);

 private:
  QWidget* waitFor(const QString& name, const std::function<bool(QWidget*)>& fits) const;

  QTemporaryDir m_folder;
  app::DesktopOptions m_options;
  app::Engine m_engine;
  std::unique_ptr<app::Console> m_console;
  QWidget* m_window = nullptr;
};

}  // namespace sb::test
