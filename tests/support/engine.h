// The whole gateway inside the test's process, on ports of its own and in a folder that vanishes
// with it. Owner: the test, on its own thread. Upstreams of a test are made before it and die after
// it.
#pragma once

#include <QTemporaryDir>
#include <boost/json/value.hpp>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/host.h"
#include "core/ledger/row.h"
#include "tests/support/openai.h"
#include "tests/support/raw_socket.h"

namespace sb::test {

inline constexpr std::string_view kGatewayKey = "sk-sb-ci-0123456789abcdefghijklmnop";

// Waits until it holds, at most `patience` milliseconds, while the event loop turns.
bool until(const std::function<bool()>& holds, int patience = 15'000);

// "  - { id: up, kind: openai_compatible, base_url: …, keys: […] }\n": a provider at a port of this
// machine; its key's text is providerKey("up"). `more` begins with a comma.
std::string providerLine(const std::string& id, std::uint16_t port, const std::string& more = "",
                         const std::string& kind = "openai_compatible");
std::string providerKey(const std::string& id);

// A folder with a configuration: what Engine and Daemon run on.
class Home {
 public:
  Home();

  // Sections that the text does not have are added: version, listen and admin on port 0, network
  // without proxies, and a gateway key "ci". "{dir}" becomes the folder; every secret file that the
  // text names is made, unless it is there.
  void write(const std::string& yaml);
  void writeSecret(const std::string& file, const std::string& text);

  std::string dir() const;  // of the configuration and the secrets
  std::string configFile() const { return dir() + "/signalbox.yaml"; }
  std::string dataFolder() const { return dir() + "/data"; }

  // The row of a request as the files have it; empty id: there is none yet.
  ledger::Detail findRow(const std::string& id) const;
  // All rows, newest first.
  std::vector<ledger::Row> rows() const;
  // Of those that the log knows to be running.
  std::vector<ledger::OpenNote> openRequests() const;

 private:
  QTemporaryDir m_folder;
};

// Where a running gateway is, and how to ask it.
class Gate {
 public:
  virtual ~Gate() = default;

  std::uint16_t port() const { return m_port; }
  std::uint16_t adminPort() const { return m_adminPort; }
  const std::string& token() const { return m_token; }
  RawSocket connect(int receiveBuffer = 0) const {
    return RawSocket(m_port, "127.0.0.1", receiveBuffer);
  }

  // A request's text, with the key "ci" unless `lines` has an Authorization.
  static std::string text(std::string_view method, std::string_view path, const std::string& body,
                          const std::string& lines = "");
  RawResponse ask(std::string_view method, std::string_view path, const std::string& body = "",
                  const std::string& lines = "") const;
  RawResponse chat(std::string_view model, std::string_view user = "hi",
                   std::string_view members = "", const std::string& lines = "") const;
  RawResponse stream(std::string_view model, std::string_view user = "hi",
                     std::string_view members = "", const std::string& lines = "") const;

  struct AdminReply {
    int status = 0;
    std::string text;
    boost::json::value body;
  };
  AdminReply admin(std::string_view method, std::string_view path,
                   const std::string& body = "") const;

 protected:
  void take(const std::string& readyLine);

 private:
  std::uint16_t m_port = 0, m_adminPort = 0;
  std::string m_token;
};

class Engine : public Gate {
 public:
  explicit Engine(const std::string& yaml, bool demo = false);
  Engine(std::shared_ptr<Home> home, bool demo);
  Engine(const std::string& yaml, std::shared_ptr<vault::Keychain> keychain);
  // URLs of requests may lead to these addresses.
  struct Fetchable {
    std::vector<std::string> addresses;
  };
  Engine(const std::string& yaml, const Fetchable& fetchable);
  Engine(const std::string& yaml, const routing::BreakerRules& breaker,
         const app::Host::Room& room = app::Host::Room());
  ~Engine() override;

  bool started() const { return m_failure == nullptr; }
  const app::StartFailure* failure() const { return m_failure.get(); }
  Home& home() { return *m_home; }
  // For another engine on it, once this one has stopped.
  std::shared_ptr<Home> sharedHome() const { return m_home; }
  app::Host& host() { return *m_host; }
  void stop(Millis drain = Millis(0));

  // The row of a finished request, waited for.
  ledger::Detail row(const std::string& id) const;
  ledger::Detail row(const RawResponse& answer) const;
  // The newest row, once there are that many.
  ledger::Detail newestRow(std::size_t rows = 1) const;

 private:
  void start(bool demo);

  std::shared_ptr<Home> m_home;
  std::shared_ptr<vault::Keychain> m_keychain;
  Fetchable m_fetchable;
  routing::BreakerRules m_breaker;
  app::Host::Room m_room;
  std::unique_ptr<app::Host> m_host;
  std::unique_ptr<app::StartFailure> m_failure;
};

}  // namespace sb::test
