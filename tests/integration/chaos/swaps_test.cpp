// A thousand new configurations under load: targets, trees and providers change, no request fails,
// and each is a revision.
#include <QTest>
#include <atomic>
#include <boost/json.hpp>
#include <thread>

#include "tests/integration/chaos/client.h"
#include "tests/integration/chaos/upstream.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;
using namespace sb::test::chaos;

namespace {

constexpr int kSwaps = 1'000, kClients = 16;

// The route "target" after so many swaps. Provider "e" comes and goes.
std::string yamlOf(const ScriptedUpstream& chat, const ScriptedUpstream& messages, int swap) {
  const std::string model = "m" + std::to_string(swap);
  const std::string a = "{ target: a/" + model + " }", d = "{ target: d/" + model + " }";
  const std::string flows[] = {
      a,
      "{ fallback: { try: [ " + d + ", " + a + " ] } }",
      "{ balance: { by: round_robin, over: [ " + a + ", { target: e/" + model + " } ] } }",
      "{ split: [ { percent: 50, then: " + a + " }, { percent: 50, then: " + d + " } ] }",
  };
  std::string yaml = "ledger: { bodies: none }\nproviders:\n" + providerLine("a", chat.port()) +
                     providerLine("d", messages.port(), "", "anthropic_compatible");
  if (swap % 4 == 2) yaml += providerLine("e", messages.port(), "", "anthropic_compatible");
  return yaml + "routes: [ { name: target, flow: " + flows[swap % 4] + " } ]\n";
}

// Clients that ask for good answers, whole and streamed, until they are told to stop.
class Clients {
 public:
  Clients(const Gate& gate, Board& board) {
    for (int i = 0; i < kClients; ++i)
      m_threads.emplace_back([this, &gate, &board] {
        std::optional<RawSocket> socket;
        while (!m_stop)
          askOnce(socket, gate, board);
      });
  }
  void end() {
    m_stop = true;
    for (std::thread& thread : m_threads)
      thread.join();
  }
  std::atomic<int> good{0}, bad{0};

 private:
  void askOnce(std::optional<RawSocket>& socket, const Gate& gate, Board& board) {
    Request request;
    request.n = m_next++;
    request.stream = request.n % 2 == 0;
    request.speech = request.n % 3 == 0 ? Speech::Messages : Speech::Chat;
    const Heard heard = ask(socket, gate, request, board);
    const auto letter = speakerOf(heard.text);
    const bool right = heard.end == Heard::End::Complete && letter &&
                       heard.text == answerOf(request.n, *letter) && heard.sameBytes;
    if (!right) qWarning("request %d: %d %s", request.n, heard.status, heard.bytes.c_str());
    ++(right ? good : bad);
  }

  std::atomic<bool> m_stop{false};
  std::atomic<int> m_next{0};
  std::vector<std::thread> m_threads;
};

}  // namespace

class SwapsTest : public QObject {
  Q_OBJECT

 private slots:
  void aThousandSwapsFailNoRequest();
};

void SwapsTest::aThousandSwapsFailNoRequest() {
  Board board;
  const ScriptedUpstream chat('a', board), messages('d', board);
  auto home = std::make_shared<Home>();
  home->write(yamlOf(chat, messages, 0));
  Engine engine(home, false);
  QVERIFY(engine.started());
  Clients clients(engine, board);
  for (int swap = 1; swap <= kSwaps; ++swap) {
    const int before = clients.good + clients.bad;
    home->write(yamlOf(chat, messages, swap));
    engine.host().reload();
    until([&] { return clients.good + clients.bad > before; });
  }
  clients.end();
  qInfo("%d requests during %d swaps, %d failed", clients.good + clients.bad, kSwaps,
        clients.bad.load());
  QCOMPARE(clients.bad.load(), 0);
  QVERIFY(clients.good > kSwaps);
  // Each of them was put in force.
  const RawResponse answer = engine.chat("target", promptOf(Request()));
  QCOMPARE(answer.status, 200);
  QCOMPARE(answer.header("x-signalbox-model"), "m" + std::to_string(kSwaps));
  const auto page = engine.admin("GET", "config/revisions?limit=500").body;
  const auto& revisions = page.at("revisions").as_array();
  QCOMPARE(revisions.size(), std::size_t(500));
  for (std::size_t i = 0; i < revisions.size(); ++i)
    QCOMPARE(revisions[i].at("number").as_int64(), static_cast<std::int64_t>(kSwaps + 1 - i));
}

SB_TEST(SwapsTest);
#include "swaps_test.moc"
