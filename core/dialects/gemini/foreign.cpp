#include "core/dialects/gemini/foreign.h"

#include "core/dialects/foreign_finder.h"
#include "core/dialects/gemini/wire.h"

namespace sb::dialects::gemini {
namespace {

// kSignatureMark as it begins in base64: signatures are bytes here.
constexpr std::string_view kMarkInBytes = "\"c2IxL";
constexpr std::string_view kNoSignature = "\"skip_thought_signature_validator\"";

bool foreignPart(ForeignFinder& finder, JsonCursor& part) {
  bool call = false, thought = false, text = false, foreign = false;
  std::size_t at = 0, size = 0;
  eachField(part, [&](std::string_view name, JsonCursor& value) {
    if (name == "functionCall") call = true;
    if (name == "thought") thought = takeFlag(value).value_or(false);
    if (name == "text") text = !takeText(value).empty();
    if (name != "thoughtSignature" || value.peek() != '"') return;
    at = finder.at(value);
    const std::string_view token = value.value();
    size = token.size();
    foreign = unsealed(unescape(token)).origin != Dialect::Gemini;
  });
  if (!foreign) return false;
  if (!call && (thought || !text)) return finder.drop();
  finder.noteHere(".thoughtSignature: of another provider");
  finder.replace(at, size, call ? std::string(kNoSignature) : "\"\"");
  return false;
}

}  // namespace

Foreign withoutForeign(std::string_view body, const Look& look) {
  if (!holdsMark(body, kMarkInBytes)) return {};
  ForeignFinder finder(body, look);
  finder.walk("contents", [&](JsonCursor& content) {
    bool nothing = false;
    eachMember(content, [&](std::string_view name, JsonCursor& value) {
      if (name != "parts" || value.peek() != '[') return;
      nothing =
          finder.parts(value, name, [&](JsonCursor& part) { return foreignPart(finder, part); });
    });
    return nothing;
  });
  return finder.take();
}

}  // namespace sb::dialects::gemini
