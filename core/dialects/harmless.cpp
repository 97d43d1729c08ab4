#include "core/dialects/harmless.h"

#include <algorithm>
#include <array>

#include "core/dialects/dialect_tools.h"

namespace sb::dialects {

bool harmless(Dialect dialect, const chat::Extra& member) {
  const DialectTools& tools = *toolsOf(dialect);
  return std::ranges::find(tools.harmless, member.name) != tools.harmless.end() ||
         (tools.harmlessValue != nullptr && tools.harmlessValue(member));
}

bool harmlessOfTool(const chat::Extra& member) {
  // How its arguments are streamed, and what it answers.
  static constexpr std::array<std::string_view, 5> kKnownOfTools{
      "eager_input_streaming", "response", "responseJsonSchema", "output_schema", "behavior"};
  if (member.valueJson.empty() || member.valueJson == "false") return true;
  // Code that the provider runs may call it, and so may the model.
  if (member.name == "allowed_callers")
    return member.valueJson.find("\"direct\"") != std::string::npos;
  return std::find(kKnownOfTools.begin(), kKnownOfTools.end(), member.name) != kKnownOfTools.end();
}

}  // namespace sb::dialects
