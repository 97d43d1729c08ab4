// What the gateway asks of a dialect, in one table: each dialect's folder makes its entry
// (entry.h), dialect_tools.cpp lists them. Immutable, alive for ever; any thread.
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
#include "core/dialects/foreign.h"
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
  // Of the others those that say what the vectors are for, in words of some of its providers. Like
  // taskType and title they are left out where the target has no form for them.
  std::span<const std::string_view> purposes;
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

// A header field with which every call goes out, unless the provider's settings or the caller say
// otherwise.
struct FixedHeader {
  std::string_view name, value;
};

// A header field of the caller's that goes on to providers of its dialect.
struct CallerHeader {
  std::string_view name;
  bool adds;  // a list: what the provider's settings name stays, else the caller's stands instead
};

struct DialectTools {
  Dialect dialect{};
  Form form{};  // of its requests to chat
  const Codec* codec = nullptr;
  const CallerCodec* completions = nullptr;  // callers' completions of old; null: it has none

  // A whole answer, of any status; `capacity` as in JsonIndex::read.
  AnswerFacts (*readAnswer)(std::string_view body, std::size_t capacity,
                            JsonIndex& index) = nullptr;
  // `shared`: buffers that many watches of one thread may share; null: it has its own.
  std::unique_ptr<StreamWatch> (*watch)(JsonIndex* shared) = nullptr;
  // Ends a stream whose provider left the marker out though its answer was complete.
  std::string_view lastWord;
  bool listStreams = false;   // servers of it may send a stream as one JSON list (ListStream)
  bool usageIfAsked = false;  // its streams say usage only where the request asks for it
  // The body of an error answer, JSON; errorBody (errors.h) asks it.
  std::string (*errorBody)(const Error& error, const ErrorDetails& details) = nullptr;

  ToolNameRule toolNames;
  const TokenCounting* counting = nullptr;  // null: it has no such call
  const EmbedCoding* embeddings = nullptr;  // null: the same
  ModelListing models{};

  std::span<const FixedHeader> fixedHeaders;
  std::span<const CallerHeader> callerHeaders;
  // Of answers, beside x-request-id: where its clients look for the id. "": they look there.
  std::string_view requestIdHeader;

  // Members of requests that say nothing about the answer: who asks, at which price class, and
  // whether it comes in pieces. The exact cache leaves them out.
  std::span<const std::string_view> besideAnswer;
  // Members that no other dialect has a form for and whose loss leaves the answer what it is
  // (harmless.h); `harmlessValue`: one of them by its value, null: none.
  std::span<const std::string_view> harmless;
  bool (*harmlessValue)(const chat::Extra& member) = nullptr;
  // Edits for the places in a body that name the model beside the one that Look knows; null: it has
  // none.
  std::vector<Edit> (*modelEdits)(std::string_view body, const Look& look,
                                  std::string_view model) = nullptr;
  // What of a body another provider has signed (foreign.h); null: its providers sign nothing.
  Foreign (*withoutForeign)(std::string_view body, const Look& look) = nullptr;
};

template <class Watch>
std::unique_ptr<StreamWatch> watchWith(JsonIndex* shared) {
  return std::make_unique<Watch>(shared);
}

// All that can be spoken.
std::span<const DialectTools> allTools();

// Null for a dialect that cannot be spoken yet.
const DialectTools* toolsOf(Dialect dialect);

// What callers speak whose bodies are of this form, by which a dialect may have several.
const CallerCodec& callerCodec(Dialect dialect, Form form);

}  // namespace sb::dialects
