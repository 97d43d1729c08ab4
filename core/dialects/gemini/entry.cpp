#include "core/dialects/gemini/entry.h"

#include <array>

#include "core/dialects/gemini/answer.h"
#include "core/dialects/gemini/content_codec.h"
#include "core/dialects/gemini/count.h"
#include "core/dialects/gemini/embeddings.h"
#include "core/dialects/gemini/errors.h"
#include "core/dialects/gemini/foreign.h"
#include "core/dialects/gemini/models.h"
#include "core/dialects/json_read.h"

namespace sb::dialects::gemini {
namespace {

const ContentCodec kCodec;

constexpr TokenCounting kCounting{readCountRequest, writeCountRequest, readCount, countBody};
constexpr EmbedCoding kEmbeddings{
    Form::Gemini,    {}, {}, true, readEmbedRequest, writeEmbedRequest, readEmbedAnswer,
    writeEmbedAnswer};

constexpr std::array<std::string_view, 1> kBesideAnswer{"labels"};

constexpr std::array<std::string_view, 5> kHarmless{
    "labels", "store", "generationConfig.mediaResolution",
    // For tools of Google's, which are left out.
    "toolConfig.retrievalConfig", "toolConfig.includeServerSideToolInvocations"};

// Settings that switch every filter off ask for nothing.
bool filtersNothing(const chat::Extra& member) {
  if (member.name != "safetySettings") return false;
  bool nothing = true;
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(member.valueJson);
  if (!cursor || cursor->peek() != '[') return false;
  eachElement(*cursor, [&](JsonCursor& one) {
    std::string threshold;
    eachMember(one, [&](std::string_view name, JsonCursor& value) {
      if (name == "threshold") threshold = takeText(value);
    });
    nothing = nothing && (threshold == "BLOCK_NONE" || threshold == "OFF");
  });
  return nothing;
}

}  // namespace

DialectTools entry() {
  DialectTools entry;
  entry.dialect = Dialect::Gemini;
  entry.form = Form::Gemini;
  entry.codec = &kCodec;
  entry.readAnswer = readAnswer;
  entry.watch = watchWith<ContentWatch>;
  entry.listStreams = true;
  entry.errorBody = errorBody;
  entry.toolNames = {64, ":.", true};
  entry.counting = &kCounting;
  entry.embeddings = &kEmbeddings;
  entry.models = {modelBody, modelsBody};
  entry.besideAnswer = kBesideAnswer;
  entry.harmless = kHarmless;
  entry.harmlessValue = filtersNothing;
  entry.modelEdits = modelEdits;
  entry.withoutForeign = withoutForeign;
  return entry;
}

}  // namespace sb::dialects::gemini
