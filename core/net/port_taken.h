// Why a port cannot be listened at, and which one can: for a start that a taken port stopped. Looks
// at this machine's ports and at /proc; any thread, about a millisecond.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sb::net {

struct PortTaken {
  std::string address;
  std::uint16_t port = 0;
  std::string program;                    // who listens there; "" where it cannot be told
  int pid = 0;                            // of it; 0: unknown
  std::optional<std::uint16_t> nextFree;  // at the same address
};

// An IP address or localhost. Bound and given back.
bool canListen(const std::string& address, std::uint16_t port);

// The first of the addresses and ports that cannot be had; port 0 always can. The next free one is
// none of `wanted` either, nor of `avoid`.
std::optional<PortTaken> firstTaken(
    const std::vector<std::pair<std::string, std::uint16_t>>& wanted,
    const std::vector<std::uint16_t>& avoid);

}  // namespace sb::net
