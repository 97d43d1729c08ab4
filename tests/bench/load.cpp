// The load generator: one thread, raw sockets, the result as one JSON line on stdout. Anything that
// goes wrong (a status that is not 200, a closed connection, a missing event) ends it with 1.
#include <fmt/format.h>

#include <csignal>
#include <stdexcept>
#include <string>

#include "tests/bench/load/answer_load.h"
#include "tests/bench/load/idle_load.h"
#include "tests/bench/load/request.h"
#include "tests/bench/load/stream_load.h"
#include "tests/bench/support/options.h"

namespace {

using namespace sb::bench;

std::uint16_t portOf(const Options& options) {
  return static_cast<std::uint16_t>(options.integer("port"));
}

std::string requestOf(const Options& options, bool stream) {
  return chatRequest(portOf(options), options.text("key"), options.text("model"), stream);
}

std::string answers(const Options& options) {
  AnswerPlan plan;
  plan.port = portOf(options);
  plan.request = requestOf(options, false);
  plan.connections = options.integer("connections");
  plan.requests = options.integer("requests");
  plan.rate = options.real("rate");
  return AnswerLoad(std::move(plan)).run();
}

std::string streams(const Options& options) {
  StreamPlan plan;
  plan.port = portOf(options);
  plan.request = requestOf(options, true);
  plan.streams = options.integer("connections");
  plan.opening = options.seconds("opening");
  plan.warmUp = options.seconds("warm-up");
  plan.measure = options.seconds("measure");
  plan.watched = static_cast<pid_t>(options.integer("watch"));
  return StreamLoad(std::move(plan)).run();
}

void load(const Options& options) {
  raiseFileLimit();
  std::signal(SIGPIPE, SIG_IGN);
  const std::string& mode = options.text("mode");
  std::string result;
  if (mode == "answers")
    result = answers(options);
  else if (mode == "streams")
    result = streams(options);
  else if (mode == "idle")
    result = holdIdle(portOf(options), requestOf(options, false), options.integer("connections"));
  else
    throw std::runtime_error("no mode " + mode);
  fmt::print("{}\n", result);
}

}  // namespace

int main(int argc, char** argv) {
  const Options options(argc, argv,
                        {{"mode", "answers", "answers, streams or idle"},
                         {"port", "0", "on 127.0.0.1"},
                         {"key", "", "sent as Authorization: Bearer"},
                         {"model", "gpt-4o-mini", "in the body"},
                         {"connections", "32", "or streams"},
                         {"requests", "10000", "answers: in all"},
                         {"rate", "0", "answers: a second, 0 = closed loop"},
                         {"opening", "1", "streams: seconds over which they are opened"},
                         {"warm-up", "1", "streams: seconds after the last one's first event"},
                         {"measure", "3", "streams: seconds"},
                         {"watch", "0", "streams: process whose CPU and memory are read"}});
  return runTool("bench_load", [&] { load(options); });
}
