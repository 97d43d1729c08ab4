#include "core/dialects/tool_aliases.h"

#include <algorithm>

#include "core/dialects/shortened.h"

namespace sb::dialects {
namespace {

using namespace chat;

bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool accepted(char c, const ToolNameRule& rule) {
  return letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         rule.more.find(c) != std::string_view::npos;
}

std::string aliasOf(const std::string& name, const ToolNameRule& rule) {
  std::string alias = name;
  std::replace_if(
      alias.begin(), alias.end(), [&](char c) { return !accepted(c, rule); }, '_');
  if (rule.letterFirst && !letter(alias.front()) && alias.front() != '_')
    alias.insert(alias.begin(), '_');
  if (alias == name && name.size() <= rule.most) return name;
  return digested(name, alias, rule.most);
}

}  // namespace

void ToolAliases::one(std::string& name, const ToolNameRule& rule) {
  if (name.empty()) return;
  std::string alias = aliasOf(name, rule);
  if (alias == name) return;
  m_names.try_emplace(alias, name);
  name = std::move(alias);
}

void ToolAliases::rename(Request& request, const ToolNameRule& rule,
                         std::vector<std::string>& told) {
  for (Tool& tool : request.tools)
    one(tool.name, rule);
  for (std::string& name : request.toolChoice.names)
    one(name, rule);
  for (Message& message : request.messages)
    for (Part& part : message.content) {
      if (auto* call = std::get_if<ToolCall>(&part.what)) one(call->name, rule);
      if (auto* result = std::get_if<ToolResult>(&part.what)) one(result->name, rule);
    }
  for (const auto& [alias, name] : m_names)
    told.push_back("tools: " + name + " is called " + alias);
}

bool ToolAliases::restore(Part& part) const {
  auto* call = std::get_if<ToolCall>(&part.what);
  const auto found = call == nullptr ? m_names.end() : m_names.find(call->name);
  if (found == m_names.end()) return false;
  call->name = found->second;
  return true;
}

void ToolAliases::restore(Answer& answer) const {
  for (Choice& choice : answer.choices)
    for (Part& part : choice.content)
      restore(part);
}

bool ToolAliases::restore(const Event& event, Part& changed) const {
  if (m_names.empty() || event.part == nullptr || as<ToolCall>(*event.part) == nullptr)
    return false;
  changed = *event.part;
  return restore(changed);
}

}  // namespace sb::dialects
