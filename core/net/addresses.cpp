#include "core/net/addresses.h"

#include <ifaddrs.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/in.h>

#include <array>
#include <memory>
#include <set>

namespace sb::net {
namespace {

std::string numeric(const sockaddr& address) {
  const bool v4 = address.sa_family == AF_INET;
  std::array<char, NI_MAXHOST> text{};
  const int failed = ::getnameinfo(&address, v4 ? sizeof(sockaddr_in) : sizeof(sockaddr_in6),
                                   text.data(), text.size(), nullptr, 0, NI_NUMERICHOST);
  return failed == 0 ? std::string(text.data()) : std::string();
}

bool counts(const ifaddrs& entry) {
  if (entry.ifa_addr == nullptr) return false;
  const auto family = entry.ifa_addr->sa_family;
  return (family == AF_INET || family == AF_INET6) && (entry.ifa_flags & IFF_UP) != 0 &&
         (entry.ifa_flags & IFF_LOOPBACK) == 0;
}

}  // namespace

std::string ownAddresses() {
  ifaddrs* first = nullptr;
  if (::getifaddrs(&first) != 0) return {};
  const std::unique_ptr<ifaddrs, decltype(&::freeifaddrs)> all(first, ::freeifaddrs);
  std::set<std::string> sorted;
  for (const ifaddrs* entry = first; entry != nullptr; entry = entry->ifa_next)
    if (counts(*entry)) sorted.insert(numeric(*entry->ifa_addr));
  std::string out;
  for (const std::string& one : sorted)
    out.append(one).append("\n");
  return out;
}

}  // namespace sb::net
