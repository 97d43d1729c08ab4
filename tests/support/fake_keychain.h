// A keychain that answers when the test says so, or at once. Owner: the test; any thread.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "core/vault/keychain.h"

namespace sb::test {

class FakeKeychain final : public vault::Keychain {
 public:
  explicit FakeKeychain(bool answersAtOnce = false) : m_atOnce(answersAtOnce) {}

  State state() const override {
    const std::lock_guard lock(m_mutex);
    return m_state;
  }
  void fetch(const config::SecretRef& ref, Done done) override {
    std::unique_lock lock(m_mutex);
    m_fetches.emplace_back(ref.name, std::move(done));
    const bool now = m_atOnce;
    lock.unlock();
    if (now) answer();
  }
  void store(const std::string& name, const Secret& secret, Stored done) override {
    std::unique_lock lock(m_mutex);
    m_stores.push_back({name, secret, std::move(done)});
    const bool now = m_atOnce;
    lock.unlock();
    if (now) answerStore();
  }
  void remove(const std::string& name, Stored done) override {
    std::unique_lock lock(m_mutex);
    const bool known = m_kept.erase(name) > 0;
    lock.unlock();
    done(known ? Status() : Status(Error(ErrorKind::SecretMissing, "no secret " + name)));
  }
  void askAgain() override {
    const std::lock_guard lock(m_mutex);
    ++m_askedAgain;
  }
  void onChange(std::function<void()> changed) override {
    const std::lock_guard lock(m_mutex);
    m_changed = std::move(changed);
  }

  void keep(const std::string& name, const std::string& secret) {
    const std::lock_guard lock(m_mutex);
    m_kept[name] = secret;
  }
  // "" where there is none.
  std::string kept(const std::string& name) const {
    const std::lock_guard lock(m_mutex);
    const auto found = m_kept.find(name);
    return found == m_kept.end() ? std::string() : found->second;
  }
  void clear() {
    const std::lock_guard lock(m_mutex);
    m_kept.clear();
  }
  void setState(State state) {
    const std::lock_guard lock(m_mutex);
    m_state = state;
  }
  void setAtOnce(bool atOnce) {
    const std::lock_guard lock(m_mutex);
    m_atOnce = atOnce;
  }
  // Something has changed, as a real one says it.
  void tell() {
    std::unique_lock lock(m_mutex);
    const auto changed = m_changed;
    lock.unlock();
    if (changed) changed();
  }
  bool isHeard() const {
    const std::lock_guard lock(m_mutex);
    return static_cast<bool>(m_changed);
  }
  std::size_t fetches() const {
    const std::lock_guard lock(m_mutex);
    return m_fetches.size();
  }
  std::size_t stores() const {
    const std::lock_guard lock(m_mutex);
    return m_stores.size();
  }
  int askedAgain() const {
    const std::lock_guard lock(m_mutex);
    return m_askedAgain;
  }

  // The oldest fetch: out of what is kept, or as given.
  void answer() {
    std::unique_lock lock(m_mutex);
    const std::string name = m_fetches.front().first;
    lock.unlock();
    const std::string secret = kept(name);
    if (secret.empty()) return answer(Error(ErrorKind::SecretMissing, "no secret " + name));
    answer(vault::Fetched{Secret(secret), {}});
  }
  void answer(Result<vault::Fetched> found) {
    std::unique_lock lock(m_mutex);
    const Done done = std::move(m_fetches.front().second);
    m_fetches.erase(m_fetches.begin());
    lock.unlock();
    done(std::move(found));
  }
  void answerStore(const Status& status = {}) {
    std::unique_lock lock(m_mutex);
    const Store one = std::move(m_stores.front());
    m_stores.erase(m_stores.begin());
    if (status) m_kept[one.name] = std::string(one.secret.reveal());
    lock.unlock();
    one.done(status);
  }

 private:
  struct Store {
    std::string name;
    Secret secret;
    Stored done;
  };

  mutable std::mutex m_mutex;
  bool m_atOnce = false;
  State m_state = State::Open;
  int m_askedAgain = 0;
  std::map<std::string, std::string> m_kept;
  std::vector<std::pair<std::string, Done>> m_fetches;
  std::vector<Store> m_stores;
  std::function<void()> m_changed;
};

}  // namespace sb::test
