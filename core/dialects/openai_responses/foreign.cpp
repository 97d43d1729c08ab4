#include "core/dialects/openai_responses/foreign.h"

#include "core/dialects/foreign_finder.h"

namespace sb::dialects::openai_responses {

Foreign withoutForeign(std::string_view body, const Look& look) {
  if (!holdsMark(body, kMarkInText)) return {};
  ForeignFinder finder(body, look);
  finder.walk("input", [&](JsonCursor& item) {
    bool foreign = false;
    eachMember(item, [&](std::string_view name, JsonCursor& value) {
      if (name == "encrypted_content") foreign = carriedOver(takeText(value));
    });
    return foreign && finder.drop();
  });
  return finder.take();
}

}  // namespace sb::dialects::openai_responses
