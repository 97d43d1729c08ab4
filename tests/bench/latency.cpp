// What a proxy adds to a request's time: the upstream and the load generator on one thread that
// never sleeps while it measures, so that no wake-up and no queue of the instrument is in the
// figure.
//
// Prints one JSON line when the upstream listens. Then each line on stdin, `PORT REQUESTS RATE`,
// asks for one measurement at a constant rate on that port, and its result is one JSON line.
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>

#include "tests/bench/load/answer_load.h"
#include "tests/bench/load/request.h"
#include "tests/bench/support/options.h"
#include "tests/bench/upstream/server.h"

namespace {

using namespace sb::bench;

constexpr std::int64_t kLookAtStdin = 2'000'000;  // nanoseconds

void print(std::string_view line) {
  fmt::print("{}\n", line);
  std::fflush(stdout);
}

bool stdinWaits() {
  pollfd waiting{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
  return poll(&waiting, 1, 0) > 0;
}

AnswerPlan planOf(const std::string& line, const Options& options) {
  AnswerPlan plan;
  std::istringstream words(line);
  words >> plan.port >> plan.requests >> plan.rate;
  if (!words || plan.rate <= 0) throw std::runtime_error("no PORT REQUESTS RATE: " + line);
  plan.connections = options.integer("connections");
  plan.request = chatRequest(plan.port, options.text("key"), options.text("model"), false);
  return plan;
}

std::string measure(UpstreamServer& upstream, AnswerPlan plan) {
  AnswerLoad load(std::move(plan));
  load.begin();
  while (!load.done()) {
    upstream.turn(0);
    load.turn();
  }
  return load.result();
}

void serve(const Options& options) {
  raiseFileLimit();
  std::signal(SIGPIPE, SIG_IGN);
  Listening listening = listenOnLoopback();
  const std::uint16_t port = listening.port;
  UpstreamServer upstream(std::move(listening.fd), nullptr, Pace{});
  print(fmt::format(R"({{"ready":true,"port":{}}})", port));
  for (;;) {
    upstream.turn(nowNs() + kLookAtStdin);
    if (!stdinWaits()) continue;
    std::string line;
    if (!std::getline(std::cin, line)) return;
    print(measure(upstream, planOf(line, options)));
  }
}

}  // namespace

int main(int argc, char** argv) {
  const Options options(argc, argv,
                        {{"key", "", "sent as Authorization: Bearer"},
                         {"model", "gpt-4o-mini", "in the body"},
                         {"connections", "32", "to the proxy"}});
  return runTool("bench_latency", [&] { serve(options); });
}
