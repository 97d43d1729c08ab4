// The page of Routes in a window, against a real gateway with the demo provider.
#pragma once

#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include "core/demo/demo_server.h"
#include "tests/support/accessible.h"
#include "tests/support/engine.h"
#include "ui/preferences/preferences.h"
#include "ui/routes/routes_page.h"
#include "ui/routes/routes_screen.h"

namespace sb::test {

inline QString text(const char* latin) { return QLatin1String(latin); }

inline constexpr const char* kRoutes =
    "routes:\n"
    "  - name: fast  # for the editors\n"
    "    match: [ \"claude-*haiku*\" ]\n"
    "    timeout: 5m\n"
    "    flow:\n"
    "      fallback:\n"
    "        try:\n"
    "          - target: up/hello\n"
    "            retry: 1\n"
    "          - target: up/fast\n"
    "  - name: big\n"
    "    flow: { target: up/embed }\n";

// One console: what it keeps outlives it in `folder`.
struct Console {
  Console(const Engine& engine, const QTemporaryDir& folder)
      : preferences(folder.filePath(QStringLiteral("console.ini"))),
        connection(ui::Endpoint{QUrl(QStringLiteral("http://127.0.0.1:%1").arg(engine.adminPort())),
                                QByteArray::fromStdString(engine.token())}) {
    connection.start();
    page = qobject_cast<ui::RoutesPage*>(screen.widget());
    page->resize(1096, 720);
    page->show();
    screen.activated();
  }
  ~Console() {
    delete page;
    connection.stop();
  }
  template <class T>
  T* find(const char* name) {
    return page->findChild<T*>(QLatin1String(name));
  }
  QPushButton* button(const char* name) { return find<QPushButton>(name); }
  bool shows(const char* route) {
    return until([&] { return row(route) != nullptr; });
  }
  const ui::RouteRow* row(const char* route) {
    return page->data().drafts().findName(QLatin1String(route));
  }
  void open(const char* route) { screen.open({{text("name"), QLatin1String(route)}}); }

  ui::Preferences preferences;
  ui::Connection connection;
  ui::RoutesScreen screen{connection, preferences};
  ui::RoutesPage* page = nullptr;
};

// A gateway whose provider "up" is a demo server.
struct Gateway {
  explicit Gateway(const std::string& routes = kRoutes)
      : upstream(*demo::DemoServer::start({})),
        engine("providers:\n" + providerLine("up", upstream->port()) + routes) {}

  std::unique_ptr<demo::DemoServer> upstream;
  Engine engine;
};

struct Fixture : Gateway {
  explicit Fixture(const char* routes = kRoutes) : Gateway(routes), console(engine, folder) {}

  std::string file() { return engine.admin("GET", "config").text; }
  bool fileHas(const char* piece) {
    return until([&] { return file().find(piece) != std::string::npos; });
  }

  QTemporaryDir folder;
  Console console;
};

}  // namespace sb::test
