#include <algorithm>
#include <boost/json.hpp>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/dialects/all_dialects.h"
#include "core/providers/preset.h"

namespace sb::providers {
namespace {

namespace bj = boost::json;

const bj::object& objectIn(const bj::object& object, std::string_view name) {
  static const bj::object none;
  const bj::value* found = object.if_contains(name);
  return found != nullptr && found->is_object() ? found->get_object() : none;
}

std::vector<std::string> listIn(const bj::object& object, std::string_view name) {
  std::vector<std::string> out;
  const bj::value* found = object.if_contains(name);
  if (found == nullptr || !found->is_array()) return out;
  for (const bj::value& one : found->get_array())
    if (one.is_string()) out.emplace_back(one.get_string());
  return out;
}

bool flagIn(const bj::object& object, std::string_view name) {
  const bj::value* found = object.if_contains(name);
  return found != nullptr && found->is_bool() && found->get_bool();
}

Auth authIn(const bj::object& object) {
  Auth auth;
  const std::string_view scheme = json::text(object, "scheme");
  auth.scheme = scheme == "none"     ? Auth::Scheme::None
                : scheme == "header" ? Auth::Scheme::Header
                : scheme == "query"  ? Auth::Scheme::Query
                                     : Auth::Scheme::Bearer;
  auth.header = json::text(object, scheme == "query" ? "parameter" : "header");
  auth.prefix = json::text(object, "prefix");
  return auth;
}

std::optional<Preset::Kind> kindIn(const bj::object& object) {
  const std::string_view kind = json::text(object, "kind");
  if (kind == "cloud") return Preset::Kind::Cloud;
  if (kind == "aggregator") return Preset::Kind::Aggregator;
  if (kind == "local") return Preset::Kind::Local;
  if (kind == "custom") return Preset::Kind::Custom;
  return std::nullopt;
}

Preset::StreamUsage streamUsageIn(std::string_view text) {
  if (text == "never") return Preset::StreamUsage::Never;
  return text == "always" ? Preset::StreamUsage::Always : Preset::StreamUsage::Ask;
}

// "https://host/a/v1" → "/a/v1".
std::string pathOf(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  const std::size_t slash = url.find('/', scheme + 3);
  return slash == std::string_view::npos ? std::string() : std::string(url.substr(slash));
}

// "https://{resource}.example/{a}" → "resource", "a".
std::vector<std::string> blanksIn(std::string_view url) {
  std::vector<std::string> names;
  for (std::size_t at = url.find('{'); at != url.npos; at = url.find('{', at + 1)) {
    const std::string name(url.substr(at + 1, url.find('}', at) - at - 1));
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

void readAddress(const bj::object& object, Preset& preset) {
  const std::string url(json::text(object, "base_url"));
  preset.blanks = blanksIn(url);
  (preset.blanks.empty() ? preset.baseUrl : preset.urlTemplate) = url;
  preset.givenAtRunTime = flagIn(object, "given_at_run_time");
  preset.root = url.empty() ? std::string(json::text(object, "root")) : pathOf(url);
  if (!blanksIn(preset.root).empty()) preset.root.clear();
  preset.aliases = listIn(object, "aliases");
}

std::vector<dialects::Dialect> dialectsIn(const bj::object& object) {
  std::vector<dialects::Dialect> known;
  for (const std::string& name : listIn(object, "dialects"))
    if (const auto one = dialects::dialectNamed(name)) known.push_back(*one);
  return known;
}

void readAuths(const bj::object& own, Preset& preset) {
  for (const Call call : kAllCalls)
    if (own.contains(callName(call)))
      preset.authOf[static_cast<std::size_t>(call)] = authIn(objectIn(own, callName(call)));
}

void readPaths(const bj::object& own, const bj::object& common, Preset& preset) {
  for (const Call call : kAllCalls) {
    const std::string_view name = callName(call);
    preset.paths[static_cast<std::size_t>(call)] =
        json::text(own.contains(name) ? own : common, name);
  }
}

// {"anthropic-version": "2023-06-01", "anthropic-workspace-id": "{workspace}"}
void readHeaders(const bj::object& object, Preset& preset) {
  for (const auto& [name, value] : object) {
    if (!value.is_string()) continue;
    const std::string_view text(value.get_string());
    if (const auto blanks = blanksIn(text); !blanks.empty())
      preset.ownHeaders.push_back({std::string(name), blanks.front()});
    else
      preset.headers.push_back({std::string(name), std::string(text)});
  }
}

// {"member": "reasoning_content", "when": "tool_turns", "required": true}
dialects::ThinkingBack thinkingBackIn(const bj::object& object) {
  using Member = dialects::ThinkingBack::Member;
  dialects::ThinkingBack back;
  const std::string_view member = json::text(object, "member");
  if (member == "reasoning_content") back.member = Member::ReasoningContent;
  if (member == "reasoning") back.member = Member::Reasoning;
  if (member == "reasoning_details") back.member = Member::ReasoningDetails;
  back.toolTurnsOnly = json::text(object, "when") == "tool_turns";
  back.required = flagIn(object, "required");
  return back;
}

Result<Preset> presetIn(const bj::object& object, const bj::object& defaults) {
  Preset preset;
  preset.id = json::text(object, "id");
  const auto kind = kindIn(object);
  if (preset.id.empty() || !kind)
    return Error(ErrorKind::ConfigInvalid, "a provider kind needs an id and a kind");
  preset.kind = *kind;
  preset.name = json::text(object, "name");
  preset.website = json::text(object, "website");
  readAddress(object, preset);
  preset.auth = authIn(objectIn(object.contains("auth") ? object : defaults, "auth"));
  readAuths(objectIn(object, "auth_for"), preset);
  preset.dialects = dialectsIn(object.contains("dialects") ? object : defaults);
  preset.limitName = json::text(object.contains("limit") ? object : defaults, "limit");
  preset.developerRole = flagIn(object, "developer_role");
  preset.openAiHints = flagIn(object, "openai_hints");
  preset.cacheMarks = flagIn(object, "cache_marks");
  preset.thinkingBack = thinkingBackIn(objectIn(object, "thinking_back"));
  preset.mediaUrls = !object.contains("media_urls") || flagIn(object, "media_urls");
  preset.keyOptional = json::text(object, "key") == "optional";
  readHeaders(objectIn(object, "headers"), preset);
  preset.env = listIn(object, "env");
  readPaths(objectIn(object, "paths"), objectIn(defaults, "paths"), preset);
  preset.streamUsage = streamUsageIn(
      json::text(object.contains("stream_usage") ? object : defaults, "stream_usage"));
  preset.statesCost = flagIn(object, "states_cost");
  preset.unsupported = listIn(object, "unsupported");
  preset.retryHeaders = listIn(object.contains("retry") ? object : defaults, "retry");
  preset.free = flagIn(object, "free");
  preset.listsModels = flagIn(object, "lists_models");
  preset.wellKnown = flagIn(object, "well_known");
  return preset;
}

}  // namespace

Result<std::vector<Preset>> parsePresets(std::string_view text) {
  const auto document = json::parse(text);
  if (!document) return document.error();
  const bj::value* list =
      document->is_object() ? document->get_object().if_contains("providers") : nullptr;
  if (list == nullptr || !list->is_array())
    return Error(ErrorKind::ConfigInvalid, "no list of providers");
  std::vector<Preset> presets;
  for (const bj::value& one : list->get_array()) {
    if (!one.is_object()) return Error(ErrorKind::ConfigInvalid, "a provider kind is an object");
    auto read = presetIn(one.get_object(), objectIn(document->get_object(), "defaults"));
    if (!read) return read.error();
    presets.push_back(*std::move(read));
  }
  return presets;
}

}  // namespace sb::providers
