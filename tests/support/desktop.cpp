#include "tests/support/desktop.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFile>
#include <QPlainTextEdit>
#include <QTest>
#include <QTextEdit>

#include "tests/support/engine.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/elided_label.h"

namespace sb::test {
namespace {

constexpr int kMostTabs = 120;

void write(const QString& path, const QByteArray& text) {
  QFile file(path);
  if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
    qFatal("%s cannot be written", qPrintable(path));
}

QString textOf(const QWidget* widget) {
  if (const auto* const browser = qobject_cast<const QTextEdit*>(widget))
    return browser->toPlainText();
  if (const auto* const plain = qobject_cast<const QPlainTextEdit*>(widget))
    return plain->toPlainText();
  if (const auto* const chip = qobject_cast<const ui::Chip*>(widget)) return chip->text();
  if (const auto* const cut = qobject_cast<const ui::ElidedLabel*>(widget)) return cut->fullText();
  if (const auto* const label = qobject_cast<const QLabel*>(widget)) return label->text();
  if (const auto* const button = qobject_cast<const QAbstractButton*>(widget))
    return button->text();
  return {};
}

// Which window the keys go to.
QWidget* windowOfKeys() {
  if (QWidget* const popup = QApplication::activePopupWidget()) return popup;
  if (QWidget* const dialog = QApplication::activeModalWidget()) return dialog;
  for (QWidget* const top : QApplication::topLevelWidgets())
    if (top->isVisible() && qobject_cast<ui::MainWindow*>(top)) return top;
  return nullptr;
}

}  // namespace

// As a window manager does it: the window that is left becomes active when another has gone.
// (Without one, even a list that pops up becomes the active window, and stays so.)
QWidget* Keyboard::focused() {
  QWidget* window = nullptr;
  const bool active = until([&window] {
    window = windowOfKeys();
    if (window == nullptr) return false;
    if (window->windowType() == Qt::Popup || window->isActiveWindow()) return true;
    window->activateWindow();
    return false;
  });
  if (!active) qFatal("no window takes keys");
  return window->focusWidget() != nullptr ? window->focusWidget() : window;
}

QString Keyboard::focusedName() { return focused()->objectName(); }

void Keyboard::press(int key, Qt::KeyboardModifiers modifiers) {
  QTest::keyClick(focused(), static_cast<Qt::Key>(key), modifiers);
}

void Keyboard::type(const QString& text) { QTest::keyClicks(focused(), text); }

bool Keyboard::tabTo(const QString& name) {
  QStringList passed;
  for (int i = 0; i < kMostTabs; ++i) {
    if (focusedName() == name && focused()->isVisible()) return true;
    if (!passed.contains(focusedName())) passed.append(focusedName());
    press(Qt::Key_Tab);
  }
  qWarning("Tab does not lead to %s, only to %s", qPrintable(name),
           qPrintable(passed.join(QLatin1Char(' '))));
  return false;
}

bool Keyboard::activate(const QString& name) {
  if (!tabTo(name)) return false;
  press(Qt::Key_Space);
  return true;
}

DesktopRun::DesktopRun(const QByteArray& config, const QByteArray& preferences) {
  QDir().mkpath(dataFolder());
  const QString file = path(QStringLiteral("signalbox.yaml"));
  if (!config.isEmpty()) write(file, config);
  write(dataFolder() + QStringLiteral("/console.ini"), "[General]\nlanguage=en\n" + preferences);
  m_options.engine.dataFolder = dataFolder().toStdString();
  m_options.engine.configFile = file.toStdString();
  m_options.engine.program = "signalbox";
  m_options.engine.logLevel = log::Level::Off;
  m_options.engine.listen = config::Listener();
  m_options.engine.listen->port = 0;
  m_options.engine.admin = config::Admin{"127.0.0.1", 0};
}

DesktopRun::~DesktopRun() {
  m_console.reset();
  m_engine.stop(Millis(0), [] {});
  m_engine.join();
}

bool DesktopRun::start(const QString& said) {
  m_engine.start(m_options.engine);
  m_console = std::make_unique<app::Console>(static_cast<app::TimedApplication&>(*qApp), m_engine,
                                             m_options);
  m_console->show();
  for (QWidget* const top : QApplication::topLevelWidgets())
    if (auto* const window = qobject_cast<ui::MainWindow*>(top)) m_window = window;
  if (m_window == nullptr) return false;
  m_window->resize(1280, 800);
  m_window->activateWindow();
  return QTest::qWaitForWindowActive(m_window) && says(said);
}

QWidget* DesktopRun::seen(const QString& name) const {
  for (QWidget* const top : QApplication::topLevelWidgets()) {
    if (!top->isVisible()) continue;
    if (top->objectName() == name) return top;
    for (QWidget* const one : top->findChildren<QWidget*>(name))
      if (one->isVisible()) return one;
  }
  return nullptr;
}

QWidget* DesktopRun::waitFor(const QString& name, const std::function<bool(QWidget*)>& fits) const {
  QWidget* found = nullptr;
  until([&] {
    found = seen(name);
    return found != nullptr && fits(found);
  });
  if (found == nullptr) qWarning("%s does not appear", qPrintable(name));
  return found;
}

QStringList DesktopRun::readable(const QWidget* within) {
  QStringList all;
  for (const QWidget* const widget : QApplication::allWidgets())
    if (widget->isVisible() && (within == nullptr || within->isAncestorOf(widget)) &&
        !textOf(widget).isEmpty())
      all.append(textOf(widget));
  return all;
}

bool DesktopRun::says(const QString& part, const QWidget* within) {
  const auto said = [&] {
    for (const QString& text : readable(within))
      if (text.contains(part)) return true;
    return false;
  };
  if (until(said)) return true;
  qWarning("nothing says “%s”; what stands there: %s", qPrintable(part),
           qPrintable(readable(within).join(QStringLiteral(" | "))));
  return false;
}

}  // namespace sb::test
