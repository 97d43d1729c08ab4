#include "core/demo/demo_server.h"

#include <sys/resource.h>

#include <QElapsedTimer>
#include <QTest>

#include "core/net/worker.h"
#include "tests/core/demo/caller.h"
#include "tests/support/raw_peer.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;

class DemoServerTest : public QObject {
  Q_OBJECT

 private slots:
  void saysWhereItIs() {
    Caller caller;
    QCOMPARE(caller.server().baseUrl(),
             "http://127.0.0.1:" + std::to_string(caller.server().port()) + "/v1");
    QVERIFY(caller.server().port() != 0);
  }

  void aPortInUseIsAnError() {
    RawPeer holder([](RawSocket&, int) {});
    demo::DemoOptions options;
    options.port = holder.port();
    const auto started = demo::DemoServer::start(options);
    QVERIFY(!started);
    QCOMPARE(started.error().kind, ErrorKind::Conflict);
  }

  void stopEndsStreamsThatWouldGoOn() {
    Caller caller;
    std::vector<RawSocket> sockets;
    for (const char* script : {"script:tokens=100000,rate=1", "script:role-only",
                               "script:head-delay=1m", "script:size=20MB"}) {
      sockets.push_back(caller.connect());
      sockets.back().send(
          httpRequest("POST", "/v1/chat/completions", chatBody(script, "x", ",\"stream\":true")));
    }
    sockets.push_back(caller.connect());
    QTRY_COMPARE(caller.counts("script:size=20MB").contains("open"), true);
    QElapsedTimer timer;
    timer.start();
    caller.server().stop();
    QVERIFY(timer.elapsed() < 1000);
    caller.server().stop();
    QVERIFY(!caller.connect().open());
  }

  void manyStreamsKeepTheirPace() {
    // Both ends of each connection are in this process.
    const std::size_t limit = net::raiseDescriptorLimit();
    const int streams = static_cast<int>(std::min<std::size_t>(5000, (limit - 200) / 2));
    Caller caller;
    std::vector<RawSocket> sockets;
    const std::string request =
        httpRequest("POST", "/v1/chat/completions",
                    chatBody("script:tokens=4,rate=2,head-delay=2s", "x", ",\"stream\":true"));
    for (int i = 0; i < streams; ++i) {
      sockets.push_back(caller.connect());
      QVERIFY(sockets.back().send(request));
    }
    for (RawSocket& socket : sockets) {
      const RawResponse response = socket.readResponse();
      QVERIFY(response.complete);
      QVERIFY(response.body.ends_with("data: [DONE]\n\n"));
    }
  }
};

SB_TEST(DemoServerTest);
#include "demo_server_test.moc"
