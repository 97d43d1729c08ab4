// The request that goes to a provider: its head, made from nothing but the provider's own settings
// and a short list of the caller's headers, and the caller's body with its splices. Pure; any
// thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/dialects/dialect_tools.h"
#include "core/dialects/edits.h"
#include "core/net/http.h"
#include "core/providers/runtime.h"
#include "core/routing/plan.h"

namespace sb::gateway {

// The splices of this attempt, where caller and provider speak the one dialect.
// UnsupportedParameter as the route's rules say.
Result<dialects::Edits> makeEdits(std::string_view body, const dialects::Look& look,
                                  const routing::Attempt& attempt, const providers::Preset& preset,
                                  const dialects::DialectTools& tools);

// The address with what a caller's query says, but for what may be a credential.
std::string targetWith(const std::string& target, std::string_view query);

struct HeadInput {
  const providers::ProviderRuntime& provider;
  const providers::Endpoint& endpoint;
  providers::Call call;
  const providers::Key* key;  // null: none is needed
  const net::Headers& caller;
  std::string_view query;  // the caller's; goes on without what may be a credential
  const routing::Attempt& attempt;
  std::string_view via;
  bool stream;
  std::size_t bodySize;
  const dialects::DialectTools& tools;  // of the provider's dialect
  bool ownDialect;  // the caller's too: its query and its dialect's headers go on
};

// Whether a parameter of a caller's query goes on: not what may be a credential.
bool travelsOn(std::string_view parameter);

// Request line and headers with the empty line. Holds the provider's key: wipe it after use.
std::string makeHead(const HeadInput& in);

}  // namespace sb::gateway
