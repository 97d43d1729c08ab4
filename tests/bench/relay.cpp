// The least that a relay can do: one upstream connection for each client connection, recv from one,
// send to the other, nothing looked at. The yardstick for the cost of a relayed stream event.
#include <fmt/format.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "tests/bench/support/options.h"
#include "tests/bench/support/socket.h"

namespace {

using namespace sb::bench;

struct Side {
  Fd fd;
  std::string unsent;  // bytes for this side; while there are any, the other side is not read
  Side* other = nullptr;
  bool closed = false;

  std::uint64_t tag() const { return reinterpret_cast<std::uint64_t>(this); }
};

struct Pair {
  Side client, upstream;
};

class Relay {
 public:
  Relay(Fd listening, std::uint16_t upstream)
      : m_listening(std::move(listening)), m_upstream(upstream) {
    m_poller.add(m_listening, EPOLLIN, 0);
  }

  void run() {
    for (;;) {
      for (const epoll_event& event : m_poller.wait()) {
        if (event.data.u64 == 0)
          acceptAll();
        else
          onEvent(*reinterpret_cast<Side*>(event.data.u64), event.events);
      }
      m_ended.clear();
    }
  }

 private:
  void acceptAll() {
    while (auto fd = acceptOne(m_listening)) {
      auto pair = std::make_unique<Pair>();
      pair->client.fd = std::move(*fd);
      pair->upstream.fd = connectToLoopback(m_upstream);
      pair->client.other = &pair->upstream;
      pair->upstream.other = &pair->client;
      m_poller.add(pair->client.fd, EPOLLIN, pair->client.tag());
      m_poller.add(pair->upstream.fd, EPOLLIN, pair->upstream.tag());
      m_pairs[&pair->client] = std::move(pair);
    }
  }

  void onEvent(Side& side, std::uint32_t events) {
    if (!side.closed && (events & EPOLLOUT)) flush(side);
    if (!side.closed && (events & (EPOLLIN | EPOLLHUP | EPOLLERR))) pump(side);
  }

  void pump(Side& side) {
    const auto got = receiveSome(side.fd, m_buffer);
    if (!got) return;
    if (*got == 0) return end(side);
    const std::string_view bytes(m_buffer.data(), *got);
    const auto sent = sendSome(side.other->fd, bytes);
    if (!sent) return end(side);
    if (*sent == bytes.size()) return;
    side.other->unsent = bytes.substr(*sent);
    m_poller.change(side.fd, 0, side.tag());
    m_poller.change(side.other->fd, EPOLLOUT, side.other->tag());
  }

  void flush(Side& side) {
    const auto sent = sendSome(side.fd, side.unsent);
    if (!sent) return end(side);
    side.unsent.erase(0, *sent);
    if (!side.unsent.empty()) return;
    m_poller.change(side.fd, EPOLLIN, side.tag());
    m_poller.change(side.other->fd, EPOLLIN, side.other->tag());
  }

  // Kept until the events at hand are done: one of them may name the other side.
  void end(Side& side) {
    side.closed = side.other->closed = true;
    const auto found = m_pairs.contains(&side) ? m_pairs.find(&side) : m_pairs.find(side.other);
    m_ended.push_back(std::move(found->second));
    m_pairs.erase(found);
  }

  Fd m_listening;
  std::uint16_t m_upstream;
  Poller m_poller;
  std::unordered_map<Side*, std::unique_ptr<Pair>> m_pairs;  // by the client's side
  std::vector<std::unique_ptr<Pair>> m_ended;
  std::array<char, 65536> m_buffer{};
};

void relay(const Options& options) {
  raiseFileLimit();
  std::signal(SIGPIPE, SIG_IGN);
  Listening listening = listenOnLoopback();
  fmt::print("{{\"ready\":true,\"port\":{}}}\n", listening.port);
  std::fflush(stdout);
  Relay(std::move(listening.fd), static_cast<std::uint16_t>(options.integer("to"))).run();
}

}  // namespace

int main(int argc, char** argv) {
  const Options options(argc, argv, {{"to", "0", "the upstream's port on 127.0.0.1"}});
  return runTool("bench_relay", [&] { relay(options); });
}
