// Who listens on a local port, as far as /proc tells: for the message that a port is in use.
#pragma once

#include <cstdint>
#include <string>

namespace sb::net {

struct PortOwner {
  std::string program;  // "" when it cannot be told
  int pid = 0;
};
PortOwner ownerOfPort(std::uint16_t port);

// " by NAME (process 123)", or "" when it cannot be told.
std::string portOwner(std::uint16_t port);

}  // namespace sb::net
