// The composition root: all parts of a running gateway, made in order and taken down in reverse.
// Used by signalboxd; knows every folder of core and no Qt. Its calls are made by one thread
// (main); the parts run on the control worker and on those of the gateway.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/options.h"
#include "core/base/result.h"
#include "core/config/load.h"
#include "core/net/port_taken.h"
#include "core/routing/steering.h"
#include "core/vault/keychain.h"

namespace sb::app {

// Why a start failed, and how the process should exit.
struct StartFailure {
  std::string text;  // for stderr; may have several lines
  int exitCode = 1;  // 2: a configuration or data folder that somebody has to mend
  // What the console offers depends on it.
  enum class Reason { Other, Port, AdminPort, Config, Folder, FolderInUse };
  Reason reason = Reason::Other;
  std::optional<net::PortTaken> port;  // with Reason::Port
};

// What the loader has to know of the presets, and whether there is a keychain.
config::Known knownToConfig(bool keychain = false);

class Host {
 public:
  Host();
  ~Host();
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;

  // For the next start: what keychain: references are read from. Outlives what was started.
  void setKeychain(std::shared_ptr<vault::Keychain> keychain) { m_keychain = std::move(keychain); }

  // For the next start: addresses that URLs of requests may lead to besides the public ones
  // (GatewayOptions::fetchable).
  void setFetchable(std::vector<std::string> addresses) { m_fetchable = std::move(addresses); }

  // For the next start: when a failing target is left alone, and for how long.
  void setBreaker(const routing::BreakerRules& rules) { m_breaker = rules; }

  // For the next start: how much there is room for. No setting of the configuration: for tests.
  struct Room {
    int connections = 16'384;  // GatewayOptions::mostConnections
    std::size_t counts = routing::kMostCounts;
  };
  void setRoom(const Room& room) { m_room = room; }

  // Everything up. Nothing stays behind after a failure.
  std::unique_ptr<StartFailure> start(const Options& options);

  // {"ready":true,"gateway":"http://127.0.0.1:7411","admin":"http://…","token_file":"…"}
  std::string readyLine() const;

  // Reads the configuration again.
  void reload();

  // Stops accepting, waits for open requests (at most `drainLimit`), then takes everything down.
  void stop(Millis drainLimit);

 private:
  struct Parts;
  std::unique_ptr<StartFailure> openFolder(const Options& options);
  std::unique_ptr<StartFailure> putRestoredInPlace(const Options& options);
  void openCatalog();
  std::unique_ptr<StartFailure> readConfig(const Options& options);
  std::unique_ptr<StartFailure> openAdmin();
  std::unique_ptr<StartFailure> openStores(const Options& options);
  void openLimits();
  std::unique_ptr<StartFailure> openGateway(const Options& options);
  void writeRunFile();

  std::shared_ptr<vault::Keychain> m_keychain;
  std::vector<std::string> m_fetchable;
  routing::BreakerRules m_breaker;
  Room m_room;
  std::unique_ptr<Parts> m_parts;
};

}  // namespace sb::app
