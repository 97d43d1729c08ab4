// Which dialect an endpoint's callers speak, and in which one a provider is asked. Pure; any
// thread.
#pragma once

#include <optional>

#include "core/catalog/catalog.h"
#include "core/dialects/dialect_tools.h"
#include "core/gateway/endpoints.h"
#include "core/net/http.h"
#include "core/providers/runtime.h"

namespace sb::gateway {

// One address of a provider and what is spoken there.
struct Way {
  providers::Call call = providers::Call::Chat;
  const dialects::DialectTools* tools = nullptr;  // of the provider's dialect; never null
  bool translated = false;                        // the caller speaks another one
};

// It asks a model for something: it has a row.
bool asksModel(Endpoint endpoint);
// Of an endpoint that asks a model.
dialects::Dialect dialectOf(Endpoint endpoint);
dialects::Form formOf(Endpoint endpoint);
// What its callers are read and answered by.
const dialects::CallerCodec& callerCodec(Endpoint endpoint);
// Of whoever sends this head, where the endpoint does not say it.
dialects::Dialect dialectOf(const net::RequestHead& head);
// It asks how long a prompt is, and for nothing else.
bool countsTokens(Endpoint endpoint);

// It wants vectors.
bool embeds(Endpoint endpoint);

// The dialect in which a model is asked for chat, where its provider speaks several.
struct Preferred {
  std::optional<dialects::Dialect> dialect;
  bool only = false;  // its maker serves it in no other
};
// By the rules of the model and what the catalogue knows of it (may be null).
Preferred preferredFor(std::string_view model, const catalog::ModelFacts* facts);

// The caller's own dialect where the provider speaks it, else the one that the model prefers, else
// the provider's. Nothing where it has no address for this.
std::optional<Way> wayTo(const providers::ProviderRuntime& provider, Endpoint endpoint, bool stream,
                         const Preferred& preferred = Preferred());

}  // namespace sb::gateway
