// What the operations of the admin API share. Owner: the server; control thread only.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/admin/admin_server.h"
#include "core/admin/blocking.h"

namespace sb::admin {

class Hub;

struct Inside {
  Inside(net::Worker& worker, Secret secret, const Clock& time);
  ~Inside();
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;

  net::Worker& control;
  const Secret token;
  const Clock& clock;
  const Steady started;
  Parts parts;
  std::string phase = "starting", why;
  Blocking blocking;
  std::shared_ptr<Hub> hub;
  // Where the gateway listened before it was told to stop: it comes back to the same ports.
  std::vector<net::ListenAddress> lastAddresses;
  bool stopped = false;
};

}  // namespace sb::admin
