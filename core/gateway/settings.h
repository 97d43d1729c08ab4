// The configuration as it is in force: the file, what it was loaded into, and the snapshot made of
// it. The only way by which settings change. Owner: the composition root; control thread only.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/config/file.h"
#include "core/config/load.h"
#include "core/config/revisions.h"
#include "core/gateway/gateway.h"
#include "core/policy/gateway_keys.h"
#include "core/vault/secrets.h"

namespace sb::gateway {

// What the command line says over the file.
struct Overrides {
  std::optional<config::Listener> listen;
  std::optional<config::Admin> admin;
  std::optional<std::string> demoUrl;  // adds the demo provider and a route to it
};

class Settings {
 public:
  Settings(std::string path, Overrides overrides, config::Known known, const Clock& clock);

  const config::File& file() const { return m_file; }
  const config::Known& known() const { return m_known; }
  const std::string& revision() const { return m_revision; }  // of the text in force
  const std::string& text() const { return m_text; }
  config::Snapshot config() const { return m_config; }  // never null after read()
  WallMillis loadedAt() const { return m_loadedAt; }
  SnapshotBuilder& builder() { return m_builder; }

  // Reads the file, for a start. What is wrong comes as problems; nothing changes then.
  Result<std::vector<config::Problem>> read();

  // The demo provider's address, known once its server runs; nothing takes it away again. In force
  // with the next apply().
  void setDemo(const std::optional<std::string>& url);
  // The provider "demo", unless the file has another one of that name.
  bool ownsDemo() const;

  // From now on changes take effect in these. All outlive this.
  void attach(Gateway& gateway, policy::GatewayKeys& keys, ledger::Ledger& ledger,
              vault::Secrets& secrets);

  // From now on each text that comes into force is noted there, the present one first.
  void keepRevisions(config::Revisions& revisions);

  // Resolves secrets and builds the snapshot anew: after a change of secrets, or of what providers
  // list.
  void apply();

  // What is wrong with a text; changes nothing.
  std::vector<config::Problem> check(const std::string& text) const { return load(text).problems; }

  // What a text would come to, without any of it taking effect; what is wrong with it otherwise.
  struct Preview {
    SnapshotPtr snapshot;  // null: problems
    std::vector<config::Problem> problems;
  };
  Preview preview(const std::string& text);

  struct Reloaded {
    bool changed = false;
    std::vector<config::Problem> problems;  // not empty: the old configuration stays in force
    std::vector<std::string> needsRestart;  // settings that a running program cannot change
    std::vector<std::string> warnings;
  };
  // Reads the file again (SIGHUP) and applies it.
  Result<Reloaded> reload();

  // Checks and writes a whole new text if the file still is at `expectedRevision`, then applies it.
  // Conflict: the file has changed meanwhile; its text is left alone. Problems leave everything as
  // it was.
  Result<Reloaded> save(const std::string& text, const std::string& expectedRevision,
                        const config::ChangedBy& by);

  // Listens at port `to` from the next listen() on, where now it is `from`: written into the file,
  // unless the command line says the port. NotFound if no listener has it. Before attach(), the
  // file and config() change and nothing else.
  Result<Reloaded> usePort(std::uint16_t from, std::uint16_t to, const config::ChangedBy& by);

  // Warnings of the last apply(): secrets that others can read, keys without a secret …
  const std::vector<std::string>& warnings() const { return m_warnings; }

 private:
  config::Loaded load(const std::string& text) const;
  Reloaded take(const std::string& text, const std::string& revision, const config::ChangedBy& by);
  config::Snapshot withOverrides(config::Snapshot loaded) const;
  void applyKeys();
  std::vector<std::string> restartNeeded(const config::Config& now) const;

  config::File m_file;
  Overrides m_overrides;
  config::Known m_known;
  const Clock& m_clock;
  std::string m_text, m_revision;
  config::Snapshot m_config;
  WallMillis m_loadedAt = 0;
  SnapshotBuilder m_builder;
  std::vector<std::string> m_warnings;
  Gateway* m_gateway = nullptr;
  policy::GatewayKeys* m_keys = nullptr;
  ledger::Ledger* m_ledger = nullptr;
  vault::Secrets* m_secrets = nullptr;
  config::Revisions* m_revisions = nullptr;
};

}  // namespace sb::gateway
