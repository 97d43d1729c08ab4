#include "tests/integration/chaos/chapter.h"

#include <QElapsedTimer>
#include <QTest>
#include <array>
#include <atomic>
#include <list>
#include <memory>
#include <thread>

#include "core/ledger/files.h"
#include "core/ledger/reader.h"
#include "tests/integration/chaos/client.h"
#include "tests/integration/chaos/shapes.h"
#include "tests/integration/chaos/upstream.h"

namespace sb::test::chaos {
namespace {

constexpr int kSwapMs = 100;

// The longest time for which a thread that wanted to run did not.
class Standstill {
 public:
  Standstill() : m_thread([this] { watch(); }) {}
  Millis end() {
    m_stop = true;
    m_thread.join();
    return m_longest;
  }

 private:
  void watch() {
    while (!m_stop) {
      const auto before = std::chrono::steady_clock::now();
      std::this_thread::sleep_for(Millis(20));
      const auto slept = std::chrono::steady_clock::now() - before;
      m_longest = std::max(m_longest, std::chrono::duration_cast<Millis>(slept));
    }
  }

  std::atomic<bool> m_stop{false};
  Millis m_longest{0};
  std::thread m_thread;
};

// The five, and what cannot be reached: a port without TLS and one that nobody listens on.
struct Upstreams {
  Board board;
  std::vector<std::unique_ptr<ScriptedUpstream>> all;
  RawPeer plain{[](RawSocket& socket, int) {
    socket.readSome();
    socket.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
  }};

  Upstreams() {
    for (const char letter : kLetters)
      all.push_back(std::make_unique<ScriptedUpstream>(letter, board));
  }
  Ports ports() const {
    Ports ports{};
    for (std::size_t i = 0; i < kUpstreams; ++i)
      ports.of[i] = all[i]->port();
    ports.plain = plain.port();
    ports.dead = deadPort();
    return ports;
  }
};

// Clients that ask one request after the other until they are told to stop.
class Clients {
 public:
  Clients(const Chapter& chapter, const Gate& gate, Board& board)
      : m_seed(chapter.seed), m_gate(gate), m_board(board) {
    for (int i = 0; i < chapter.clients; ++i)
      m_threads.emplace_back([this, &mine = m_told.emplace_back()] { askOn(mine); });
  }
  std::vector<History::Told> end() {
    m_stop = true;
    std::vector<History::Told> all;
    for (std::thread& thread : m_threads)
      thread.join();
    for (auto& told : m_told)
      all.insert(all.end(), told.begin(), told.end());
    return all;
  }

 private:
  void askOn(std::vector<History::Told>& mine) {
    std::optional<RawSocket> socket;
    while (!m_stop) {
      History::Told told;
      told.request = makeRequest(m_seed, m_next++);
      told.heard = ask(socket, m_gate, told.request, m_board);
      mine.push_back(std::move(told));
    }
  }

  const std::uint64_t m_seed;
  const Gate& m_gate;
  Board& m_board;
  std::atomic<bool> m_stop{false};
  std::atomic<int> m_next{0};
  std::list<std::vector<History::Told>> m_told;
  std::vector<std::thread> m_threads;
};

Logged loggedAs(const ledger::Detail& detail) {
  Logged row;
  for (const std::string& tag : detail.row.tags)
    if (tag.starts_with('n')) row.n = std::atoi(tag.c_str() + 1);
  row.mirror = detail.row.mirror;
  row.outcome = detail.row.outcome;
  for (const ledger::Attempt& attempt : detail.attempts)
    row.attempts.push_back({attempt.provider, attempt.ok, attempt.status, attempt.error});
  return row;
}

std::vector<Logged> readLog(const Home& home) {
  auto places = std::make_shared<ledger::FilePlaces>();
  places->log = home.dataFolder() + "/log.db";
  places->bodies = home.dataFolder() + "/bodies.db";
  ledger::LogReader reader(std::move(places));
  std::vector<Logged> all;
  for (const ledger::Row& row : home.rows())
    if (const auto detail = reader.get(row.id)) all.push_back(loggedAs(*detail));
  return all;
}

}  // namespace

History run(const Chapter& chapter) {
  History history;
  Upstreams upstreams;
  const Ports ports = upstreams.ports();
  auto home = std::make_shared<Home>();
  home->write(configuration(ports, 0));
  {
    Engine engine(home, false);
    if (!engine.started()) return history;
    Standstill standstill;
    Clients clients(chapter, engine, upstreams.board);
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < chapter.time.count()) {
      home->write(configuration(ports, ++history.swaps));
      engine.host().reload();
      QTest::qWait(kSwapMs);
    }
    history.requests = clients.end();
    history.stoodStill = standstill.end();
    // The rows of those that have left come when their upstreams are let go.
    until([&] { return home->rows().size() >= history.requests.size(); });
    engine.stop(Millis(5'000));
  }
  history.rows = readLog(*home);
  history.calls = upstreams.board.calls();
  return history;
}

}  // namespace sb::test::chaos
