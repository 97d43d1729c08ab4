// A scripted OpenAI upstream for measurements. Prints one JSON line when it listens and serves
// until it is killed.
#include <fmt/format.h>

#include <csignal>
#include <cstdio>

#include "tests/bench/support/options.h"
#include "tests/bench/upstream/server.h"

namespace {

using namespace sb::bench;

Pace paceOf(const Options& options) {
  Pace pace;
  pace.delay = options.seconds("delay");
  pace.interval = static_cast<std::int64_t>(1e9 / options.real("rate"));
  pace.events = static_cast<int>(options.integer("events"));
  pace.eventSize = static_cast<std::size_t>(options.integer("event-size"));
  return pace;
}

void serve(const Options& options) {
  raiseFileLimit();
  std::signal(SIGPIPE, SIG_IGN);
  std::shared_ptr<SSL_CTX> tls;
  if (options.given("cert")) tls = serverTls(options.text("cert"), options.text("key"));
  Listening listening = listenOnLoopback(static_cast<std::uint16_t>(options.integer("port")));
  fmt::print("{{\"ready\":true,\"port\":{}}}\n", listening.port);
  std::fflush(stdout);
  UpstreamServer(std::move(listening.fd), std::move(tls), paceOf(options)).run();
}

}  // namespace

int main(int argc, char** argv) {
  const Options options(argc, argv,
                        {{"port", "0", "on 127.0.0.1; 0 picks one"},
                         {"delay", "0", "seconds before an answer that is no stream"},
                         {"rate", "20", "events per second of each stream"},
                         {"events", "20", "events of each stream"},
                         {"event-size", "330", "bytes of an event, at least"},
                         {"cert", "", "PEM file; TLS if given"},
                         {"key", "", "PEM file of its private key"}});
  return runTool("bench_upstream", [&] { serve(options); });
}
