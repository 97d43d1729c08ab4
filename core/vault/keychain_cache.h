// What the keychain answered, kept in memory so that nobody ever waits for it: asking gives the
// last answer at once, and `arrived` is told when there is a better one. An answer stays when the
// keychain is lost or locked later. Owner: Secrets; any thread.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "core/vault/keychain.h"

namespace sb::vault {

class KeychainCache : public std::enable_shared_from_this<KeychainCache> {
 public:
  static std::shared_ptr<KeychainCache> over(std::shared_ptr<Keychain> keychain);

  // Nothing is told any more; what the keychain still answers is dropped.
  void close();

  // SecretWaiting while the keychain has not answered yet.
  Result<Fetched> now(const std::string& name);
  // Asks again for all that was asked for so far.
  void refresh();

  // A change of the keychain. `done` is told at most once (never after close()) and must only pass
  // the word on. Once it is given up, a secret that still gets stored is taken out again unless it
  // was to replace one.
  struct Change {
    bool replaces = false;
    bool givenUp = false;  // under the cache's lock
    std::function<void(Status)> done;
  };
  std::shared_ptr<Change> store(const std::string& name, const Secret& secret, bool replaces,
                                std::function<void(Status)> done);
  std::shared_ptr<Change> remove(const std::string& name, std::function<void(Status)> done);
  void giveUp(const std::shared_ptr<Change>& change);

  // Called on any thread and under a lock: it must only pass the word on.
  void onArrival(std::function<void()> arrived);

  Keychain& keychain() const { return *m_keychain; }

 private:
  struct Entry {
    Result<Fetched> answer;
    bool asking = false;
  };

  explicit KeychainCache(std::shared_ptr<Keychain> keychain) : m_keychain(std::move(keychain)) {}
  void ask(const std::string& name);
  void take(const std::string& name, Result<Fetched> found);
  void stored(const std::string& name, const Secret& secret, Change& change, const Status& done);
  void removed(const std::string& name, Change& change, const Status& done);
  void put(const std::string& name, Result<Fetched> answer);  // under the lock

  const std::shared_ptr<Keychain> m_keychain;
  std::mutex m_mutex;
  bool m_closed = false;
  std::map<std::string, Entry> m_entries;
  std::function<void()> m_arrived;
};

// Registered with the log's redaction; BadRequest where the secret cannot go into a header.
Result<Fetched> checkedSecret(Result<Fetched> found, const std::string& name);

}  // namespace sb::vault
