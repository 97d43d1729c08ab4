#include "core/config/config.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/base/text.h"

namespace sb::config {
namespace {

template <class T, class Member>
const T* findBy(const std::vector<T>& all, Member member, std::string_view wanted) {
  const auto found = std::ranges::find(all, wanted, member);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

std::string toString(const SecretRef& ref) {
  switch (ref.source) {
    case SecretRef::Source::Env:
      return "env:" + ref.name;
    case SecretRef::Source::Vault:
      return "vault:" + ref.name;
    case SecretRef::Source::Keychain:
      return "keychain:" + ref.name;
    case SecretRef::Source::File:
      return "file:" + ref.name;
  }
  return {};
}

void Timeouts::apply(const TimeoutOverrides& overrides) {
  connect = overrides.connect.value_or(connect);
  poolWait = overrides.poolWait.value_or(poolWait);
  firstToken = overrides.firstToken.value_or(firstToken);
  firstTokenReasoning = overrides.firstToken.value_or(firstTokenReasoning);
  stall = overrides.stall.value_or(stall);
  total = overrides.total.value_or(total);
  holdHead = overrides.holdHead.value_or(holdHead);
}

std::string_view kindName(Node::Kind kind) {
  constexpr std::array<std::string_view, 8> kNames{"target", "fallback", "balance", "split",
                                                   "when",   "limit",    "race",    "mirror"};
  return kNames[static_cast<std::size_t>(kind)];
}

MoveOn MoveOn::standard() {
  MoveOn rules;
  rules.statuses = {401, 402, 403, 408, 409, 425, 429};
  rules.statusGroups = {5};
  return rules;
}

bool Config::onlyLoopback() const {
  return std::ranges::all_of(listen, [](const Listener& l) { return isLoopbackHost(l.address); });
}

const Provider* Config::provider(std::string_view id) const {
  return findBy(providers, &Provider::id, id);
}

const Route* Config::route(std::string_view name) const {
  return findBy(routes, &Route::name, name);
}

}  // namespace sb::config
