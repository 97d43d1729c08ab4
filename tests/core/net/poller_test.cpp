#include "core/net/stream.h"

#include <sys/socket.h>
#include <unistd.h>

#include <QTest>
#include <array>
#include <memory>
#include <vector>

#include "tests/support/loop.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::net;
using sb::test::LoopRunner;

namespace {

// Connections that all become readable in one round of the loop; each reads ('r'), and then sends
// together with the others ('s').
class Round {
 public:
  explicit Round(LoopRunner& runner) : m_runner(runner) {}
  ~Round() {
    for (const int peer : m_peers)
      ::close(peer);
  }

  QByteArray log(int connections) {
    auto ended = m_ended.get_future();
    m_runner.worker().post([this, connections] {
      m_left = connections;
      for (int i = 0; i < connections; ++i)
        spawn(m_runner.loop(), readAndSend(accepted()));
      for (const int peer : m_peers)
        if (::write(peer, "x", 1) != 1) qFatal("a socket takes no byte");
    });
    if (ended.wait_for(LoopRunner::kPatience) != std::future_status::ready) return "never ended";
    return m_log;
  }

 private:
  std::unique_ptr<Stream> accepted() {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) != 0) qFatal("no socket pair");
    m_peers.push_back(ends[1]);
    return std::make_unique<Stream>(m_runner.loop(), ends[0]);
  }

  Task<void> readAndSend(std::unique_ptr<Stream> stream) {
    Guard guard(m_runner.loop());
    std::array<char, 8> bytes{};
    Stream::Io status = Stream::Io::Again;
    while (status == Stream::Io::Again) {
      co_await stream->readable(guard);
      status = stream->readSome(bytes).status;
    }
    m_log += status == Stream::Io::Ok ? 'r' : '?';
    co_await stream->together();
    m_log += 's';
    if (--m_left == 0) m_ended.set_value();
  }

  LoopRunner& m_runner;
  std::vector<int> m_peers;
  std::promise<void> m_ended;
  int m_left = 0;
  QByteArray m_log;
};

}  // namespace

class PollerTest : public QObject {
  Q_OBJECT

 private slots:
  void whatARoundHasToSendLeavesTogether() {
    LoopRunner runner;
    QCOMPARE(Round(runner).log(5), QByteArray("rrrrrsssss"));
  }

  void whoIsAloneDoesNotWait() {
    LoopRunner runner;
    QCOMPARE(Round(runner).log(1), QByteArray("rs"));
  }

  void theFirstDoesNotWaitForAllOfALargeRound() {
    LoopRunner runner;
    const QByteArray log = Round(runner).log(40);
    QCOMPARE(log.size(), 80);
    QCOMPARE(log.indexOf('s'), 32);
    QCOMPARE(log.mid(32, 33), QByteArray(32, 's') + 'r');
  }
};

SB_TEST(PollerTest);
#include "poller_test.moc"
