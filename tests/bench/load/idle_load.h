// Connections that have had one answer and then only stay open.
#pragma once

#include <cstdint>
#include <string>

namespace sb::bench {

// Prints one JSON line when all are idle, waits for the end of stdin and gives how many the other
// side has left open as JSON.
std::string holdIdle(std::uint16_t port, const std::string& request, std::int64_t connections);

}  // namespace sb::bench
