// An engine with the desktop's keychain. Owner: the test.
#pragma once

#include <QByteArray>
#include <string>

#include "app/desktop/keychain.h"
#include "tests/support/engine.h"
#include "tests/support/upstream.h"

namespace sb::test {

// Quick to give up and to look again.
inline std::shared_ptr<app::DesktopKeychain> quickKeychain() {
  app::DesktopKeychain::Options options;
  options.deadline = Millis(1'000);
  options.poll = Millis(200);
  auto keychain = std::make_shared<app::DesktopKeychain>(options);
  keychain->begin();
  return keychain;
}

// A provider whose only key is in the keychain, in front of an upstream that answers all.
class KeychainEngine {
 public:
  explicit KeychainEngine(std::shared_ptr<app::DesktopKeychain> keychain,
                          const std::string& name = "openai")
      : m_upstream([](RawSocket& socket, const Upstream::Request&) {
          socket.send(Upstream::json(Upstream::completion()));
        }),
        engine("providers: [ { id: up, kind: openai_compatible, base_url: \"" +
                   m_upstream.origin() + "/v1\", keys: [ { name: main, secret: \"keychain:" + name +
                   "\" } ] } ]\n",
               std::move(keychain)) {}

  // "usable", "waiting" …
  std::string status() const {
    return stringAt(engine.admin("GET", "providers").body, "/providers/0/keys/0/status");
  }
  std::string keychainState() const {
    return stringAt(engine.admin("GET", "secrets").body, "/keychain");
  }
  Gate::AdminReply put(const std::string& name, const std::string& secret) const {
    return engine.admin("PUT", "secrets/" + name,
                        R"({"place":"keychain","value":")" + secret + "\"}");
  }
  // The key that the upstream saw last.
  std::string usedKey() const { return m_upstream.requests().back().header("Authorization"); }

 private:
  Upstream m_upstream;

 public:
  Engine engine;
};

}  // namespace sb::test
