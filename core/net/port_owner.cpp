#include "core/net/port_owner.h"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace sb::net {
namespace {

namespace fs = std::filesystem;

// The inode of the socket that listens on the port (proc(5), /proc/net/tcp), or "".
std::string listeningInode(const char* table, std::uint16_t port) {
  std::ifstream in(table);
  const std::string suffix = fmt::format(":{:04X}", port);
  std::string line;
  while (std::getline(in, line)) {
    std::istringstream fields(line);
    std::string slot, local, remote, state, queues, timer, retransmits, uid, timeout, inode;
    fields >> slot >> local >> remote >> state >> queues >> timer >> retransmits >> uid >>
        timeout >> inode;
    if (state == "0A" && local.ends_with(suffix)) return inode;
  }
  return {};
}

}  // namespace

PortOwner ownerOfPort(std::uint16_t port) {
  std::string inode = listeningInode("/proc/net/tcp", port);
  if (inode.empty()) inode = listeningInode("/proc/net/tcp6", port);
  if (inode.empty()) return {};
  const std::string wanted = "socket:[" + inode + "]";
  std::error_code ec;
  for (fs::directory_iterator it("/proc", ec), end; !ec && it != end; it.increment(ec)) {
    const std::string pid = it->path().filename().string();
    if (pid.find_first_not_of("0123456789") != std::string::npos) continue;
    std::error_code denied;
    for (fs::directory_iterator fd(it->path() / "fd", denied), last; !denied && fd != last;
         fd.increment(denied)) {
      std::error_code gone;
      if (fs::read_symlink(fd->path(), gone) != wanted) continue;
      std::ifstream comm(it->path() / "comm");
      std::string name;
      std::getline(comm, name);
      return {name, std::atoi(pid.c_str())};
    }
  }
  return {};
}

std::string portOwner(std::uint16_t port) {
  const PortOwner owner = ownerOfPort(port);
  if (owner.pid == 0) return {};
  return fmt::format(" by {} (process {})", owner.program, owner.pid);
}

}  // namespace sb::net
