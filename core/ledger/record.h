// What happened to one request: made by a worker while it runs, handed to the ledger when it ends.
// Plain values; owned by one thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/usage.h"
#include "core/catalog/cost.h"

namespace sb::ledger {

// "ok", or the name of the error kind that ended the attempt or request (errorName).
// `interrupted`: the program died while the request was open.
enum class OutcomeClass : std::uint8_t { Open, Ok, Failed, ClientGone, Interrupted };

// Milliseconds since the request was accepted; of an attempt since that began, but for `queue`:
// when that was, where it ran beside others.
struct Timing {
  std::optional<double> queue, connect, firstToken, total;
};

struct Attempt {
  int n = 1;
  std::string provider, model, keyName;
  std::string dialect;  // that it was asked in; "" = the caller's
  int status = 0;       // 0 = no answer
  bool ok = false;
  std::optional<ErrorKind> error;
  std::string detail;        // what the system or the upstream said, redacted, at most 2 KB
  std::string why;           // the tree's reason for this choice
  std::string url;           // without query and credentials
  std::string finishReason;  // as the upstream said it
  Timing ms;
  bool reusedConnection = false;
  bool mayHaveBeenCharged = false;
  bool usageEstimated = false;
  Usage usage;
  catalog::Cost cost;
};

struct Body {
  std::string bytes;          // empty if not kept
  std::int64_t fullSize = 0;  // of the original
  std::string sha256;         // hex, of the original, where `bytes` is a preview
  bool preview = false;
};

struct Record {
  std::string id;  // req_…
  WallMillis at = 0;
  std::string endpoint;  // "chat.completions"
  std::string dialect;   // the caller's
  std::string keyId, keyName, team;
  std::string route;  // "" = addressed without one
  std::string modelAsked;
  std::string provider, model;  // who answered (last attempt)
  int status = 0;               // what the caller got
  OutcomeClass outcome = OutcomeClass::Open;
  std::optional<ErrorKind> error;
  std::string errorMessage;
  bool stream = false;
  Timing ms;
  std::int64_t overheadMicros =
      0;                         // our own part until the first byte left for the upstream and back
  std::string cache = "off";     // off | miss | hit | joined (the call of another request)
  std::optional<NanoUsd> saved;  // of a hit, or one that joined: what the answer had cost
  std::vector<Attempt> attempts;
  std::vector<std::string> tags;
  std::string metadata;  // JSON object or ""
  std::string user, session, clientAddress, userAgent;
  std::vector<std::string> droppedParams;    // what the target was not told
  std::vector<std::string> convertedParams;  // … and what in other words
  std::string finishReason;
  Body request, response;
  bool mirror = false;
  bool demo = false;  // the demo provider answered

  // Totals are sums over attempts.
  Usage usage() const;
  bool usageEstimated() const;
  std::optional<NanoUsd> charged() const;  // the sum of cost(); nothing where that is not priced
  catalog::Cost cost() const;  // lines of all attempts; priced only if all attempts with usage are
};

// It used tokens whose price nobody knows.
bool hasUnknownPrice(const Attempt& attempt);

}  // namespace sb::ledger
