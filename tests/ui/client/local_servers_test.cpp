// Model servers of this computer, asked by real sockets.
#include "ui/client/local_servers.h"

#include <QSignalSpy>
#include <QTest>

#include "tests/support/test_main.h"
#include "tests/ui/client/support.h"

using namespace sb::ui;
using sb::test::Peer;
using sb::test::until;

namespace {

Preset presetAt(quint16 port, const char* id = "local", const char* kind = "local") {
  Preset preset;
  preset.id = preset.name = QLatin1String(id);
  preset.kind = QLatin1String(kind);
  preset.baseUrl = QStringLiteral("http://127.0.0.1:%1/v1").arg(port);
  return preset;
}

const QByteArray kList = R"({"object":"list","data":[{"id":"qwen3:8b"},{"id":"llama4"}]})";

Peer::Answer silence() {
  return [](QTcpSocket*, const QByteArray&) {};
}

// Where nobody listens.
quint16 freePort() {
  QTcpServer server;
  server.listen(QHostAddress::LocalHost);
  return server.serverPort();
}

}  // namespace

class LocalServersTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void findsWhatAnswersAListOfModels();
  void takesNothingElseForAServer_data();
  void takesNothingElseForAServer();
  void oneThatIsSilentHoldsUpNobody();
  void asksNobodyElse();
  void aPortIsOneServer();
  void lookingAgainForgetsWhatHasGone();
};

void LocalServersTest::findsWhatAnswersAListOfModels() {
  const Peer peer(Peer::saying(Peer::answer(kList)));
  LocalServers servers;
  QSignalSpy changed(&servers, &LocalServers::changed);
  servers.look({presetAt(freePort(), "nobody"), presetAt(peer.port(), "ollama")});
  QVERIFY(until([&] { return servers.found().size() == 1; }));
  const LocalServer& one = servers.found().first();
  QCOMPARE(one.preset.id, QStringLiteral("ollama"));
  QCOMPARE(one.port, int{peer.port()});
  QCOMPARE(one.models, QStringList({QStringLiteral("qwen3:8b"), QStringLiteral("llama4")}));
  QCOMPARE(changed.size(), 1);
  QVERIFY(peer.requests().first().startsWith("GET /v1/models HTTP/1.1\r\n"));
  QVERIFY2(!peer.requests().first().toLower().contains("authorization"), "no key leaves unasked");
}

void LocalServersTest::takesNothingElseForAServer_data() {
  QTest::addColumn<QByteArray>("answer");
  QTest::newRow("garbage") << QByteArray::fromHex("00ff1b0d0a").repeated(50);
  QTest::newRow("a page") << Peer::answer("<h1>Hello</h1>", "200 OK", "text/html");
  QTest::newRow("other JSON") << Peer::answer(R"({"data":{"id":"x"}})");
  QTest::newRow("a list of nothing") << Peer::answer(R"({"data":[1,null,{"id":7},{"id":""}]})");
  QTest::newRow("no models") << Peer::answer(R"({"data":[]})");
  QTest::newRow("half a list") << Peer::answer(kList.left(40));
  QTest::newRow("deep") << Peer::answer(QByteArray(100'000, '['));
  QTest::newRow("2 MB") << Peer::answer(R"({"data":[{"id":")" + QByteArray(2'000'000, 'x') +
                                        "\"}]}");
  QTest::newRow("nothing") << QByteArray();
  QTest::newRow("not allowed") << Peer::answer(kList, "401 Unauthorized");
  QTest::newRow("elsewhere") << Peer::answer(kList, "302 Found\r\nLocation: http://evil.example/");
}

void LocalServersTest::takesNothingElseForAServer() {
  QFETCH(const QByteArray, answer);
  const Peer odd(Peer::saying(answer)), good(Peer::saying(Peer::answer(kList)));
  LocalServers servers, others;
  servers.look({presetAt(odd.port(), "odd")});
  QVERIFY(until([&] { return !odd.requests().isEmpty(); }));
  // What is asked later, of one that is in order, is answered later.
  for (int i = 0; i < 3; ++i) {
    others.look({presetAt(good.port(), "good")});
    QVERIFY(until([&] { return others.found().size() == 1; }));
  }
  QVERIFY(servers.found().isEmpty());
}

void LocalServersTest::oneThatIsSilentHoldsUpNobody() {
  const Peer silent(silence());
  const Peer other(Peer::saying(Peer::answer(kList)));
  LocalServers servers;
  servers.look({presetAt(silent.port(), "silent"), presetAt(other.port(), "other")});
  QVERIFY(until([&] { return servers.found().size() == 1; }));
  QVERIFY(until([&] { return silent.requests().size() == 1; }));
  QVERIFY2(until([&] { return silent.open() == 0; }), "it is waited for without an end");
  QCOMPARE(servers.found().first().preset.id, QStringLiteral("other"));
}

void LocalServersTest::asksNobodyElse() {
  const Peer cloud(Peer::saying(Peer::answer(kList)));
  const Peer local(Peer::saying(Peer::answer(kList)));
  Preset far = presetAt(cloud.port(), "far");
  far.baseUrl = QStringLiteral("http://127.evil.example:%1/v1").arg(cloud.port());
  Preset bad = presetAt(cloud.port(), "bad");
  bad.baseUrl = QStringLiteral("not an address");
  LocalServers servers;
  servers.look({presetAt(cloud.port(), "cloud", "cloud"), far, bad, presetAt(local.port())});
  QVERIFY(until([&] { return servers.found().size() == 1; }));
  QVERIFY(cloud.requests().isEmpty());
}

void LocalServersTest::aPortIsOneServer() {
  const Peer peer(Peer::saying(Peer::answer(kList)));
  LocalServers servers;
  servers.look({presetAt(peer.port(), "vllm"), presetAt(peer.port(), "sglang")});
  QVERIFY(until([&] { return !servers.found().isEmpty(); }));
  QCOMPARE(servers.found().first().preset.id, QStringLiteral("vllm"));
  LocalServers others;
  others.look({presetAt(peer.port(), "later")});
  QVERIFY(until([&] { return !others.found().isEmpty(); }));
  QCOMPARE(servers.found().size(), 1);
  QCOMPARE(peer.requests().size(), 2);  // one of each look
}

void LocalServersTest::lookingAgainForgetsWhatHasGone() {
  Peer gone(Peer::saying(Peer::answer(kList)));
  Peer slow(silence());
  LocalServers servers;
  servers.look({presetAt(gone.port())});
  QVERIFY(until([&] { return servers.found().size() == 1; }));
  // An answer to the question before is none to this one.
  QTcpSocket* late = nullptr;
  slow.setAnswer([&](QTcpSocket* socket, const QByteArray&) {
    if (late != nullptr)
      return Peer::saying(Peer::answer(R"({"data":[{"id":"new"}]})"))(socket, {});
    late = socket;
  });
  servers.look({presetAt(slow.port())});
  QVERIFY(servers.found().isEmpty());
  QVERIFY(until([&] { return late != nullptr; }));
  gone.close();
  servers.look({presetAt(gone.port()), presetAt(slow.port())});
  Peer::saying(Peer::answer(kList))(late, {});
  QVERIFY(until([&] { return !servers.found().isEmpty(); }));
  QCOMPARE(servers.found().size(), 1);
  QCOMPARE(servers.found().first().models, QStringList{QStringLiteral("new")});
}

SB_TEST(LocalServersTest);
#include "local_servers_test.moc"
