#include "core/net/port_taken.h"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>

#include "core/net/port_owner.h"

namespace sb::net {
namespace {

using tcp = boost::asio::ip::tcp;

constexpr int kTries = 200;

bool canBind(const std::string& ip, std::uint16_t port, bool orNoFamily) {
  boost::system::error_code ec;
  const auto address = boost::asio::ip::make_address(ip, ec);
  if (ec) return false;
  boost::asio::io_context loop;
  tcp::acceptor acceptor(loop);
  const tcp::endpoint endpoint(address, port);
  acceptor.open(endpoint.protocol(), ec);
  if (ec) return orNoFamily;
  acceptor.set_option(tcp::acceptor::reuse_address(true), ec);
  if (address.is_v6()) acceptor.set_option(boost::asio::ip::v6_only(true), ec);
  acceptor.bind(endpoint, ec);
  if (!ec) acceptor.listen(1, ec);
  return !ec || (orNoFamily && ec != boost::asio::error::address_in_use);
}

std::optional<std::uint16_t> nextFree(const std::string& address, std::uint16_t taken,
                                      const std::vector<std::uint16_t>& avoid) {
  for (int port = taken + 1; port <= std::min(taken + kTries, 65535); ++port) {
    const auto wanted = static_cast<std::uint16_t>(port);
    if (std::ranges::find(avoid, wanted) != avoid.end()) continue;
    if (canListen(address, wanted)) return wanted;
  }
  return std::nullopt;
}

}  // namespace

bool canListen(const std::string& address, std::uint16_t port) {
  if (address != "localhost") return canBind(address, port, false);
  return canBind("127.0.0.1", port, false) && canBind("::1", port, true);
}

std::optional<PortTaken> firstTaken(
    const std::vector<std::pair<std::string, std::uint16_t>>& wanted,
    const std::vector<std::uint16_t>& avoid) {
  for (const auto& [address, port] : wanted) {
    if (port == 0 || canListen(address, port)) continue;
    std::vector<std::uint16_t> others = avoid;
    for (const auto& [where, other] : wanted)
      others.push_back(other);
    const PortOwner owner = ownerOfPort(port);
    return PortTaken{address, port, owner.program, owner.pid, nextFree(address, port, others)};
  }
  return std::nullopt;
}

}  // namespace sb::net
