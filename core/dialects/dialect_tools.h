// What the gateway asks of a dialect, in one table: a dialect is added by one entry in
// dialect_tools.cpp. Immutable, alive for ever; any thread.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/dialects/answer_facts.h"
#include "core/dialects/codec.h"
#include "core/dialects/edits.h"
#include "core/dialects/embed.h"
#include "core/dialects/json_index.h"
#include "core/dialects/look.h"
#include "core/dialects/model_line.h"
#include "core/dialects/tool_aliases.h"

namespace sb::dialects {

// How a dialect asks for embeddings, and answers.
struct EmbedCoding {
  Form form;  // of its requests
  // The members that readRequest knows. Empty: it refuses the others by itself.
  std::span<const std::string_view> members;
  bool saysPurpose;  // it has a form for taskType and title
  // InvalidJson, BadRequest; UnsupportedParameter: what only this dialect's models can be asked.
  Result<EmbedRequest> (*readRequest)(std::string_view body);
  std::string (*writeRequest)(const EmbedRequest& request, std::string_view model);
  // UpstreamProtocol: it is no answer.
  Result<EmbedAnswer> (*readAnswer)(std::string_view body);
  std::string (*writeAnswer)(const EmbedAnswer& answer, const EmbedName& name);
};

// Lists of models.
struct ModelListing {
  std::string (*one)(const ModelLine& model);
  std::string (*all)(std::span<const ModelLine> models);  // on one page
};

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
  const EmbedCoding* embeddings;  // null: the same
  ModelListing models;
  // Edits for the places in a body that name the model beside the one that Look knows; null: it has
  // none.
  std::vector<Edit> (*modelEdits)(std::string_view body, const Look& look, std::string_view model);
  // Servers of it may send a stream as one JSON list (ListStream).
  bool listStreams;
};

// All that can be spoken.
std::span<const DialectTools> allTools();

// Null for a dialect that cannot be spoken yet.
const DialectTools* toolsOf(Dialect dialect);

// What callers speak whose bodies are of this form, by which a dialect may have several.
const CallerCodec& callerCodec(Dialect dialect, Form form);

}  // namespace sb::dialects
