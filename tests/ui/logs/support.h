// A console's connection to a real gateway with the demo provider, and rows made at will. GUI
// thread.
#pragma once

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "core/demo/demo_server.h"
#include "tests/support/engine.h"
#include "ui/client/connection.h"
#include "ui/preferences/preferences.h"

namespace sb::test {

inline QString text(const char* text) { return QString::fromUtf8(text); }

inline constexpr const char* kPairRoute = R"(routes:
  - name: pair
    flow: { fallback: { try: [ { target: "demo/script:status=503" }, { target: demo/fast } ] } }
)";

// A gateway with one provider "demo", and the console's connection to it.
class Stage {
 public:
  Stage() : m_demo(*demo::DemoServer::start({})) {
    m_engine = std::make_unique<Engine>("providers:\n" + providerLine("demo", m_demo->port()) +
                                        kPairRoute);
    if (!m_engine->started()) qFatal("the gateway did not start");
    const ui::Endpoint endpoint{
        QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_engine->adminPort())),
        QByteArray::fromStdString(m_engine->token())};
    m_connection = std::make_unique<ui::Connection>(endpoint);
    m_preferences = std::make_unique<ui::Preferences>(m_folder.filePath(text("console.ini")));
    m_connection->start();
    if (!until([this] { return m_connection->isConnected(); })) qFatal("no connection");
  }

  Engine& engine() { return *m_engine; }
  ui::Connection& connection() { return *m_connection; }
  ui::Preferences& preferences() { return *m_preferences; }
  QString folder() const { return m_folder.path(); }

  // Requests that have ended and stand in the log.
  void chat(const char* model, int times = 1) {
    for (int i = 0; i < times; ++i)
      m_engine->row(m_engine->chat(model));
  }
  void stopGateway() { m_engine->stop(); }

 private:
  QTemporaryDir m_folder;
  std::unique_ptr<demo::DemoServer> m_demo;
  std::unique_ptr<Engine> m_engine;
  std::unique_ptr<ui::Connection> m_connection;
  std::unique_ptr<ui::Preferences> m_preferences;
};

inline ui::LogRow madeRow(qint64 seq) {
  ui::LogRow row;
  row.seq = seq;
  row.id = QStringLiteral("req_%1").arg(seq);
  row.outcome = text("ok");
  row.status = 200;
  return row;
}

}  // namespace sb::test
