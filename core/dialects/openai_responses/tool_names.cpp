#include "core/dialects/openai_responses/tool_names.h"

#include <utility>

#include "core/dialects/json_read.h"
#include "core/dialects/shortened.h"

namespace sb::dialects::openai_responses {
namespace {

constexpr std::size_t kMostName = 64;

}  // namespace

std::string flatName(std::string_view space, std::string_view name) {
  std::string flat(space);
  if (!space.empty() && !space.ends_with('_')) flat += "__";
  flat += name;
  return space.empty() ? flat : shortened(flat, kMostName);
}

void ToolNames::readOne(JsonCursor& tool, std::string_view space, bool nested) {
  ToolAddress address;
  std::string type;
  JsonCursor again = tool;
  eachMember(tool, [&](std::string_view name, JsonCursor& value) {
    if (name == "type") type = takeText(value);
    if (name == "name") address.name = takeText(value);
  });
  if (type == "namespace" && !nested) {
    eachMember(again, [&](std::string_view name, JsonCursor& value) {
      if (name != "tools") return;
      eachElement(value, [&](JsonCursor& one) { readOne(one, address.name, true); });
    });
    return;
  }
  if (type != "function" && type != "custom") return;
  address.custom = type == "custom";
  address.space = space;
  std::string flat = flatName(space, address.name);
  // A plain name that looks like one in a namespace is what it says.
  if (space.empty())
    m_tools.insert_or_assign(std::move(flat), std::move(address));
  else
    m_tools.try_emplace(std::move(flat), std::move(address));
}

void ToolNames::read(JsonCursor& tools) {
  eachElement(tools, [&](JsonCursor& one) { readOne(one, {}, false); });
}

const ToolAddress* ToolNames::find(std::string_view flat) const {
  const auto found = m_tools.find(flat);
  return found == m_tools.end() ? nullptr : &found->second;
}

}  // namespace sb::dialects::openai_responses
