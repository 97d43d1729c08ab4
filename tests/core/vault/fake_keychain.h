// A keychain that answers when the test says so. Owner: the test; one thread.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/vault/keychain.h"

namespace sb::vault::test {

class FakeKeychain final : public Keychain {
 public:
  State state() const override { return stateNow; }
  void fetch(const config::SecretRef& ref, Done done) override {
    fetches.push_back({ref.name, std::move(done)});
    if (answersAtOnce) answer();
  }
  void store(const std::string& name, const Secret& secret, Stored done) override {
    stores.push_back({name, std::move(done)});
    offered = secret;
    if (answersAtOnce) answerStore(Status());
  }
  void remove(const std::string& name, Stored done) override {
    removed.push_back(name);
    const bool known = kept.erase(name) > 0;
    done(known ? Status() : Status(Error(ErrorKind::SecretMissing, "no secret " + name)));
  }
  void askAgain() override { ++askedAgain; }
  void onChange(std::function<void()> changed) override { tell = std::move(changed); }

  // Answers the oldest fetch out of what is kept.
  void answer() {
    const auto found = kept.find(fetches.front().first);
    if (found == kept.end())
      answer(Error(ErrorKind::SecretMissing, "no secret " + fetches.front().first));
    else
      answer(Fetched{Secret(found->second), {}});
  }
  void answer(Result<Fetched> found) {
    const auto [name, done] = std::move(fetches.front());
    fetches.erase(fetches.begin());
    done(std::move(found));
  }
  void answerStore(const Status& status) {
    const auto [name, done] = std::move(stores.front());
    stores.erase(stores.begin());
    if (status) kept[name] = std::string(offered.reveal());
    done(status);
  }

  State stateNow = State::Open;
  bool answersAtOnce = false;
  int askedAgain = 0;
  std::map<std::string, std::string> kept;
  std::vector<std::string> removed;
  std::vector<std::pair<std::string, Done>> fetches;
  std::vector<std::pair<std::string, Stored>> stores;
  std::function<void()> tell;
  Secret offered;
};

}  // namespace sb::vault::test
