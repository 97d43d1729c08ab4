// Listening sockets and the connections they bring. Sockets are accepted on the owner's control
// loop and handed to the workers in turn. Owner: the composition root. start/stop/drain are called
// on the control loop's thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/net/http_connection.h"
#include "core/net/tls.h"
#include "core/net/worker.h"

namespace sb::net {

// "127.0.0.1" and 7411, or "localhost" (then 127.0.0.1 and ::1 where there is one).
struct ListenAddress {
  std::string address;
  std::uint16_t port = 0;
  TlsContext tls;  // null = plain
};

// One worker and what it serves its connections with.
struct ServerWorker {
  Worker* worker = nullptr;
  HttpHandler* handler = nullptr;
};

class Server {
 public:
  Server(Loop& control, std::vector<ServerWorker> workers, ServerLimits limits);
  ~Server();

  // Binds and accepts. Conflict names the process that holds the port, where the system tells, and
  // nothing is bound then. Port 0 picks one (the same for both families of localhost).
  Status listen(const std::vector<ListenAddress>& addresses);

  // The addresses that are bound, with their ports: {"127.0.0.1", 7411}.
  std::vector<ListenAddress> bound() const;

  // Stops accepting. Idle connections close, busy ones end with their exchange.
  void stop();

  // Cancels what still runs. Thread-safe.
  void cancelAll(ErrorKind why);

  std::int64_t connections() const;

 private:
  struct State;
  std::shared_ptr<State> m_state;
};

}  // namespace sb::net
