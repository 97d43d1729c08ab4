// What the log gives back: one request as a row of a list, and with everything that is known of it.
// Values; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ledger/record.h"

namespace sb::ledger {

// The order of the log: counts up by one for each committed request, never reused in one epoch.
using Seq = std::int64_t;

struct Row {
  Seq seq = 0;
  std::string id;
  WallMillis at = 0;
  std::string endpoint, dialect, key, team, route, modelAsked, provider, model;
  int status = 0;
  OutcomeClass outcome = OutcomeClass::Open;
  std::optional<ErrorKind> error;
  std::string errorMessage;
  bool stream = false;
  Timing ms;
  std::int64_t overheadMicros = 0;
  Usage usage;
  bool usageEstimated = false;
  bool priced = true;
  NanoUsd cost;  // means nothing unless priced
  std::string cache = "off";
  std::optional<NanoUsd> saved;
  int attempts = 0;
  std::vector<std::string> tags;
  bool mirror = false;
  bool demo = false;
  bool mayHaveBeenCharged = false;
  bool hasRequest = false, hasResponse = false;  // a body was kept (retention may have taken it)
  bool bodiesShed = false;                       // … or not, because the log was under pressure
};

struct StoredBody {
  std::string bytes;
  std::int64_t fullSize = 0;  // of the original
  std::string sha256;         // of the original, where bytes is a preview of it
  bool preview = false;
  bool redacted = false;
};

struct Feedback {
  WallMillis at = 0;
  double score = 0;  // 0 … 1
  std::string comment;
};

struct Detail {
  Row row;
  std::vector<Attempt> attempts;
  std::string keyId, finishReason, metadata, user, session, clientAddress, userAgent;
  std::vector<std::string> droppedParams, convertedParams;
  std::int64_t requestSize = 0, responseSize = 0;  // bytes; 0 = unknown
  std::optional<StoredBody> request, response;
  std::vector<Feedback> feedback;
};

// A request that runs for more than a second.
struct OpenNote {
  std::string id;
  WallMillis at = 0;
  std::string endpoint, dialect, keyId, keyName, team, route, modelAsked;
};

// "ok", "client_closed", "interrupted", "open", or the name of the error kind.
std::string_view outcomeName(OutcomeClass outcome, std::optional<ErrorKind> error);

// The row that this record becomes. Bodies as the record holds them.
Row rowOf(Record record, Seq seq);

// The same without its texts (and seq), for the writer, which has them in the record.
Row numbersOf(const Record& record);

}  // namespace sb::ledger
