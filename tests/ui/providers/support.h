// The screen of providers in a window, on a real gateway. Owner: the test; GUI thread.
#pragma once

#include <QAbstractButton>
#include <QLabel>
#include <QTest>
#include <QVBoxLayout>

#include "tests/ui/client/support.h"
#include "ui/client/connection.h"
#include "ui/providers/providers_page.h"
#include "ui/providers/providers_screen.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chip.h"

namespace sb::test {

inline QString text(const char* ascii) { return QString::fromLatin1(ascii); }

// A provider's list of models, as its test reads it.
inline Peer::Answer models(const QByteArray& names = "alpha,beta") {
  QByteArray all;
  for (const QByteArray& name : names.split(','))
    all += (all.isEmpty() ? "" : ",") + ("{\"id\":\"" + name + "\"}");
  return Peer::saying(Peer::answer("{\"data\":[" + all + "]}"));
}

class ProvidersWindow {
 public:
  explicit ProvidersWindow(const ui::Endpoint& endpoint)
      : connection(endpoint), screen(connection) {
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    window.resize(1096, 768);
    auto* const box = new QVBoxLayout(&window);
    box->setContentsMargins(0, 0, 0, 0);
    box->addWidget(screen.widget());
    QObject::connect(&screen, &ui::Screen::noticed, &window,
                     [this](const QString& said, const std::function<void()>& undo) {
                       notices.append(said);
                       lastUndo = undo;
                     });
    screen.activated();
    connection.start();
    window.show();
    window.activateWindow();
  }

  // The one of that name which is seen; null: none.
  template <class T = QWidget>
  T* find(const QString& name) const {
    for (T* const one : window.findChildren<T*>(name))
      if (one->isVisible()) return one;
    return nullptr;
  }
  template <class T = QWidget>
  T* wait(const QString& name) const {
    T* found = nullptr;
    until([&] { return (found = find<T>(name)) != nullptr; });
    if (found == nullptr) qCritical("there is no %s", qPrintable(name));
    return found;
  }
  void click(const QString& name) const {
    auto* const button = wait<QAbstractButton>(name);
    if (button != nullptr) button->click();
  }
  bool says(const QString& part) const {
    for (const QLabel* const label : window.findChildren<QLabel*>())
      if (label->isVisible() &&
          (label->text().contains(part) || label->accessibleName().contains(part)))
        return true;
    for (const ui::Chip* const chip : window.findChildren<ui::Chip*>())
      if (chip->isVisible() && chip->text().contains(part)) return true;
    return false;
  }
  bool waitFor(const QString& part) const {
    return until([&] { return says(part); });
  }
  ui::ProvidersPage* page() { return qobject_cast<ui::ProvidersPage*>(screen.widget()); }
  const QList<ui::Provider>& providers() { return page()->known().providers(); }

  ui::Connection connection;
  ui::ProvidersScreen screen;
  QWidget window;
  QStringList notices;
  std::function<void()> lastUndo;
};

}  // namespace sb::test
