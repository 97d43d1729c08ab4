// Two workers: what one of them learns the other knows.
#include <QTest>
#include <atomic>
#include <set>
#include <thread>

#include "core/demo/demo_server.h"
#include "tests/support/engine.h"
#include "tests/support/test_main.h"
#include "tests/support/upstream.h"

using namespace sb;
using namespace sb::test;

namespace {

void answerWell(RawSocket& socket, const Upstream::Request&) {
  socket.send(Upstream::json(Upstream::completion()));
}

std::string chatText(const std::string& model, const std::string& members = "",
                     const std::string& lines = "") {
  return Gate::text("POST", "/v1/chat/completions", chatBody(model, "hi", members), lines);
}

}  // namespace

class WorkersTest : public QObject {
  Q_OBJECT
 private slots:
  void eachServesItsConnections();
  void revocationEndsTheStreamsOfAll();
  void aRestingKeyRestsForAll();
  void aReloadIsSeenByAll();
  void manyClientsLoseNothing();
};

void WorkersTest::eachServesItsConnections() {
  Upstream upstream(answerWell);
  Engine engine("workers: 2\nproviders:\n" + providerLine("up", upstream.port()));
  RawSocket first = engine.connect(), second = engine.connect();
  for (int i = 0; i < 3; ++i)
    for (RawSocket* client : {&first, &second}) {
      client->send(chatText("up/m"));
      QCOMPARE(client->readResponse().status, 200);
    }
  // Each worker has a pool of its own and keeps its connection.
  QCOMPARE(upstream.connections(), 2);
  QVERIFY(until([&] { return engine.home().rows().size() == 6; }));
}

void WorkersTest::revocationEndsTheStreamsOfAll() {
  auto demo = *demo::DemoServer::start({});
  Engine engine("workers: 2\nproviders:\n" + providerLine("demo", demo->port()));
  const auto made = engine.admin("POST", "keys", R"({"name":"laptop"})");
  const std::string key = "Authorization: Bearer " + stringAt(made.body, "/text") + "\r\n";
  std::vector<RawSocket> clients;
  for (int i = 0; i < 4; ++i) {
    clients.push_back(engine.connect());
    clients.back().send(chatText("demo/script:rate=50,tokens=5000", ",\"stream\":true", key));
    QVERIFY(clients.back().readUntil("\"content\":").size() > 10);
  }
  const auto live = engine.admin("GET", "live");
  QCOMPARE(live.body.at("open").as_array().size(), std::size_t(4));
  QCOMPARE(engine.admin("DELETE", "keys/" + stringAt(made.body, "/key/id")).status / 100, 2);
  for (RawSocket& client : clients) {
    const std::string rest = client.readToEnd();
    QVERIFY2(rest.find(R"("code":"invalid_api_key")") != std::string::npos, rest.c_str());
  }
  QVERIFY(until([&] { return engine.home().rows().size() == 4; }));
}

void WorkersTest::aRestingKeyRestsForAll() {
  Upstream upstream([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(R"({"error":{"message":"slow down"}})", 429,
                               "Content-Type: application/json\r\nRetry-After: 600\r\n"));
  });
  Engine engine("workers: 2\nproviders:\n" + providerLine("up", upstream.port()));
  RawSocket first = engine.connect(), second = engine.connect();
  for (RawSocket* client : {&first, &second, &first, &second}) {
    client->send(chatText("up/m"));
    QCOMPARE(client->readResponse().status, 429);
  }
  QCOMPARE(upstream.count(), 1);
}

void WorkersTest::aReloadIsSeenByAll() {
  Upstream upstream(answerWell);
  auto home = std::make_shared<Home>();
  const auto yaml = [&](const char* model) {
    return "workers: 2\nproviders:\n" + providerLine("up", upstream.port()) +
           "routes: [ { name: r, flow: { target: up/" + model + " } } ]\n";
  };
  home->write(yaml("old"));
  Engine engine(home, false);
  RawSocket first = engine.connect(), second = engine.connect();
  for (const char* model : {"old", "new"}) {
    if (std::string_view(model) == "new") {
      home->write(yaml(model));
      engine.host().reload();
    }
    for (RawSocket* client : {&first, &second})
      QVERIFY(until([&] {
        client->send(chatText("r"));
        return client->readResponse().header("x-signalbox-model") == model;
      }));
  }
}

void WorkersTest::manyClientsLoseNothing() {
  constexpr int kClients = 6, kEach = 60;
  Upstream upstream(answerWell);
  auto home = std::make_shared<Home>();
  home->write("workers: 3\nledger: { bodies: full }\nproviders:\n" +
              providerLine("up", upstream.port()));
  Engine engine(home, false);
  std::atomic<int> good{0};
  std::vector<std::thread> clients;
  for (int i = 0; i < kClients; ++i)
    clients.emplace_back([&] {
      RawSocket socket = engine.connect();
      for (int n = 0; n < kEach; ++n) {
        socket.send(chatText("up/m"));
        if (socket.readResponse().status == 200) ++good;
      }
    });
  for (int n = 0; n < 10; ++n) {
    engine.host().reload();
    engine.admin("GET", "live");
    const auto made = engine.admin("POST", "keys", R"({"name":"passing"})");
    engine.admin("DELETE", "keys/" + stringAt(made.body, "/key/id"));
  }
  for (std::thread& client : clients)
    client.join();
  QCOMPARE(good.load(), kClients * kEach);
  QVERIFY(until([&] { return engine.home().rows().size() == kClients * kEach; }));
  std::set<std::string> ids;
  for (const ledger::Row& row : engine.home().rows())
    ids.insert(row.id);
  QCOMPARE(ids.size(), std::size_t(kClients * kEach));
}

SB_TEST(WorkersTest);
#include "workers_test.moc"
