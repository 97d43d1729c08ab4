// What the gateway asks of a dialect, in one table: a dialect is added by one entry in
// dialect_tools.cpp. Immutable, alive for ever; any thread.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "core/dialects/answer_facts.h"
#include "core/dialects/codec.h"
#include "core/dialects/json_index.h"
#include "core/dialects/look.h"
#include "core/dialects/tool_aliases.h"

namespace sb::dialects {

struct DialectTools {
  Dialect dialect;
  Form form;  // of its requests to chat
  const Codec* codec;
  // A whole answer, of any status; `capacity` as in JsonIndex::read.
  AnswerFacts (*readAnswer)(std::string_view body, std::size_t capacity, JsonIndex& index);
  // `shared`: buffers that many watches of one thread may share; null: it has its own.
  std::unique_ptr<StreamWatch> (*watch)(JsonIndex* shared);
  ToolNameRule toolNames;
  // Ends a stream whose provider left the marker out though its answer was complete.
  std::string_view lastWord;
  const TokenCounting* counting;  // null: it has no such call
};

// Null for a dialect that cannot be spoken yet.
const DialectTools* toolsOf(Dialect dialect);

// What callers speak whose bodies are of this form, by which a dialect may have several.
const CallerCodec& callerCodec(Dialect dialect, Form form);

}  // namespace sb::dialects
