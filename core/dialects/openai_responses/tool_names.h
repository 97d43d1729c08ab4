// Tools that stand in a namespace, as coding agents send them: other dialects know plain names
// only, so these are made of both, and the way back is found in the `tools` that the caller sent.
// Pure; any thread. Source: OpenAI API reference, Responses ("tools": namespace, custom).
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "core/dialects/json_index.h"

namespace sb::dialects::openai_responses {

// "crm__search" of "crm" and "search"; at most 64 characters, as all providers take them.
std::string flatName(std::string_view space, std::string_view name);

// What a caller calls a tool.
struct ToolAddress {
  std::string space;  // "" = in none
  std::string name;
  bool custom = false;  // takes free text
};

class ToolNames {
 public:
  // The tools of a list as it stands in a request.
  void read(JsonCursor& tools);
  // By the name that the provider was told; null for one that was not sent.
  const ToolAddress* find(std::string_view flat) const;

 private:
  void readOne(JsonCursor& tool, std::string_view space, bool nested);

  std::map<std::string, ToolAddress, std::less<>> m_tools;
};

}  // namespace sb::dialects::openai_responses
