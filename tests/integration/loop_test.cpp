// Calls that would come back to the gateway: refused when the file is read, and when they happen.
// Wire cases: T102.
#include <QTest>
#include <atomic>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "tests/support/engine.h"
#include "tests/support/test_main.h"
#include "tests/support/upstream.h"

using namespace sb;
using namespace sb::test;

namespace {

void answerWell(RawSocket& socket, const Upstream::Request&) {
  socket.send(Upstream::json(Upstream::completion("good")));
}

std::string errorCode(const RawResponse& answer) {
  return stringAt(parsed(answer.body), "/error/code");
}

}  // namespace

class LoopTest : public QObject {
  Q_OBJECT
 private slots:
  void T102_callsToOurselvesAreRefused_data();
  void T102_callsToOurselvesAreRefused();
  void T102_filesThatLeadToOurselvesAreRefused();
  void T102_loopsThroughOthersAreSeen();
  void T102_loopsOfTwoGatewaysAreSeen();
  void T102_tooManyGatewaysAreRefused();
  void otherProxiesOfTheCallerStayUnknownToProviders();
};

void LoopTest::T102_callsToOurselvesAreRefused_data() {
  QTest::addColumn<QByteArray>("host");
  QTest::addColumn<bool>("admin");
  QTest::newRow("T102 address") << QByteArray("127.0.0.1") << false;
  QTest::newRow("T102 name") << QByteArray("localhost") << false;
  QTest::newRow("T102 other loopback") << QByteArray("127.0.0.2") << false;
  QTest::newRow("T102 admin") << QByteArray("127.0.0.1") << true;
}

void LoopTest::T102_callsToOurselvesAreRefused() {
  QFETCH(QByteArray, host);
  QFETCH(bool, admin);
  Upstream good(answerWell);
  auto home = std::make_shared<Home>();
  home->write("providers:\n" + providerLine("good", good.port()));
  Engine engine(home, false);
  // The port is known only now; the file says 0, so loading it cannot see the loop.
  const std::string own = std::to_string(admin ? engine.adminPort() : engine.port());
  home->write("providers:\n  - { id: self, kind: openai_compatible, base_url: \"http://" +
              host.toStdString() + ":" + own +
              "/v1\", keys: [ { secret: \"file:{dir}/self.key\" } ] }\n" +
              providerLine("good", good.port()) +
              "routes: [ { name: r, flow: { fallback: { try: [ { target: self/r }, { target: "
              "good/m } ] } } } ]\n");
  engine.host().reload();
  const RawResponse alone = engine.chat("self/m");
  QCOMPARE(alone.status, 508);
  QCOMPARE(errorCode(alone), std::string("loop_refused"));
  const RawResponse moved = engine.chat("r");
  QCOMPARE(moved.status, 200);
  QCOMPARE(engine.row(moved).attempts.at(0).error, std::optional(ErrorKind::LoopRefused));
}

void LoopTest::T102_filesThatLeadToOurselvesAreRefused() {
  const std::string port = std::to_string(deadPort());
  const std::string self = "listen: { address: 127.0.0.1, port: " + port +
                           " }\nproviders:\n  - { id: self, kind: openai_compatible, base_url: "
                           "\"http://localhost:" +
                           port + "/v1\" }\n";
  Engine engine(self);
  QVERIFY(!engine.started());
  QVERIFY(engine.failure()->text.find("leads back") != std::string::npos);
  Upstream good(answerWell);
  Engine running("listen: { address: 127.0.0.1, port: " + port + " }\nproviders:\n" +
                 providerLine("good", good.port()));
  const auto refused = running.admin("POST", "config/check",
                                     boost::json::serialize(boost::json::object{{"text", self}}));
  QVERIFY2(refused.text.find("leads back") != std::string::npos, refused.text.c_str());
}

void LoopTest::T102_loopsThroughOthersAreSeen() {
  // An upstream that sends everything back to the gateway, as a proxy in between would.
  std::uint16_t gateway = 0;
  std::atomic<int> asked{0};
  Upstream mirror([&](RawSocket& socket, const Upstream::Request& request) {
    if (++asked > 5) return socket.close();
    RawSocket back(gateway);
    std::string head = request.head;
    const std::string own = "Bearer " + providerKey("up");
    head.replace(head.find(own), own.size(), "Bearer " + std::string(kGatewayKey));
    std::string body = request.body;
    body.replace(body.find("\"m\""), 3, "\"up/m\"");
    const std::size_t length = head.find("Content-Length: ") + 16;
    head.replace(length, head.find('\r', length) - length, std::to_string(body.size()));
    back.send(head + body);
    const RawResponse answer = back.readResponse();
    socket.send(Upstream::json(answer.body, answer.status));
  });
  Engine engine("providers:\n" + providerLine("up", mirror.port()));
  gateway = engine.port();
  const RawResponse answer = engine.chat("up/m");
  QCOMPARE(answer.status, 508);
  QCOMPARE(asked.load(), 1);
}

// Each leads to the other, and neither sees itself in its own settings.
void LoopTest::T102_loopsOfTwoGatewaysAreSeen() {
  auto first = std::make_shared<Home>();
  auto second = std::make_shared<Home>();
  second->write("providers:\n");
  Engine b(second, false);
  const auto to = [](std::uint16_t port) {
    return "auth: { required: false }\nproviders:\n" + providerLine("other", port) +
           "routes: [ { name: r, flow: { target: other/r } } ]\n";
  };
  first->write(to(b.port()));
  Engine a(first, false);
  second->write(to(a.port()));
  b.host().reload();
  QCOMPARE(a.chat("r").status, 508);
  QVERIFY(until([&] { return first->rows().size() == 1 && second->rows().size() == 1; }));
}

void LoopTest::T102_tooManyGatewaysAreRefused() {
  Upstream good(answerWell);
  Engine engine("providers:\n" + providerLine("good", good.port()));
  std::string via = "Via: 1.1 proxy";
  for (int i = 0; i < 8; ++i)
    via += ", 1.1 signalbox-" + std::to_string(i);
  QCOMPARE(engine.chat("good/m", "hi", "", via + "\r\n").status, 508);
}

void LoopTest::otherProxiesOfTheCallerStayUnknownToProviders() {
  std::string seen;
  Upstream good([&](RawSocket& socket, const Upstream::Request& request) {
    seen = request.head;
    answerWell(socket, request);
  });
  Engine engine("providers:\n" + providerLine("good", good.port()));
  const std::string lines = "Via: 1.1 intranet.example, 1.1 signalbox-abc\r\n";
  QCOMPARE(engine.chat("good/m", "hi", "", lines).status, 200);
  QVERIFY2(seen.find("intranet") == std::string::npos, seen.c_str());
  QVERIFY2(seen.find("Via: 1.1 signalbox-abc, 1.1 signalbox-") != std::string::npos, seen.c_str());
}

SB_TEST(LoopTest);

#include "loop_test.moc"
