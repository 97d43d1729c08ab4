#include "tests/bench/load/idle_load.h"

#include <fmt/format.h>

#include <cstdio>
#include <vector>

#include "tests/bench/load/client.h"

namespace sb::bench {

std::string holdIdle(std::uint16_t port, const std::string& request, std::int64_t connections) {
  std::vector<Client> clients;
  for (std::int64_t i = 0; i < connections; ++i) {
    Poller poller;
    Client& client = clients.emplace_back(port);
    poller.add(client.fd(), EPOLLIN, 0);
    client.send(request);
    while (!client.receive())
      poller.wait();
  }
  fmt::print("{{\"ready\":true}}\n");
  std::fflush(stdout);
  while (std::getchar() != EOF) {
  }
  std::int64_t open = 0;
  for (Client& client : clients)
    open += client.closedByPeer() ? 0 : 1;
  return fmt::format(R"({{"open":{}}})", open);
}

}  // namespace sb::bench
