// The admin API (docs/openapi.yaml): JSON over HTTP and one server-sent event stream, on a listener
// of its own, with a token of its own. Everything the console and signalboxctl do goes through it.
// Owner: the composition root, which calls everything on the control worker's thread and destroys
// the server before that worker; blocking work (SQLite, files) runs on a small pool of its own.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/config/revisions.h"
#include "core/gateway/settings.h"
#include "core/ledger/ledger.h"
#include "core/net/server.h"
#include "core/policy/key_store.h"
#include "core/vault/secrets.h"

namespace sb::admin {

// The demo provider, which the composition root runs. Control thread.
class DemoSwitch {
 public:
  virtual ~DemoSwitch() = default;
  virtual bool isOn() const = 0;
  // Adds the provider and a route to it, until the end of this process. Nothing is written.
  virtual Status switchOn() = 0;
  // From the next request on it is gone. What is returned ends its server, may take two seconds,
  // and is for a thread that can wait.
  virtual std::function<void()> switchOff() = 0;
};

// What is administered. All null until setParts(); the pointers outlive the server.
struct Parts {
  gateway::Gateway* gateway = nullptr;
  gateway::Settings* settings = nullptr;
  ledger::Ledger* ledger = nullptr;
  policy::KeyStore* keyStore = nullptr;  // null while state.db is damaged; `keys` is suspended then
  policy::GatewayKeys* keys = nullptr;
  vault::Secrets* secrets = nullptr;
  std::string dataFolder = {};  // shown in the status; "" = unknown
  DemoSwitch* demo = nullptr;
  config::Revisions* revisions = nullptr;
};

class AdminServer {
 public:
  AdminServer(net::Worker& control, Secret token, const Clock& clock);
  ~AdminServer();

  // Up before anything else, so that a console sees a start that takes long or fails. Conflict: in
  // use.
  Status listen(const std::string& address, std::uint16_t port);
  net::ListenAddress bound() const;

  // "starting", "ready", "degraded", "failed", "stopping", and why.
  void setPhase(const std::string& phase, const std::string& why);
  void setParts(const Parts& parts);

  // Ends event streams and connections; no call reaches a part afterwards. `done` is called on the
  // control worker once the last connection has gone: a loop that stops before leaks their tasks.
  void stop(std::function<void()> done = {});

 private:
  struct State;
  std::shared_ptr<State> m_state;
};

}  // namespace sb::admin
