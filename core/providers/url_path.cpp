#include "core/providers/url_path.h"

#include <algorithm>
#include <array>

namespace sb::providers {
namespace {

struct Suffix {
  std::string_view path;
  Call call;
  bool afterVersionOnly;  // also a common name for a folder
};

constexpr std::array<Suffix, 6> kSuffixes{{
    {"/chat/completions", Call::Chat, false},
    {"/completions", Call::Completions, false},
    {"/embeddings", Call::Embeddings, false},
    {"/models", Call::Models, true},
    {"/responses", Call::Responses, true},
    {"/messages", Call::Messages, true},
}};

std::string tidy(std::string_view path) {
  std::string out;
  for (const char c : path)
    if (c != '/' || out.empty() || out.back() != '/') out += c;
  if (!out.empty() && out.back() == '/') out.pop_back();
  return out;
}

bool digit(char c) { return c >= '0' && c <= '9'; }

// "v1", "v1beta", "v2beta3", "beta".
bool isVersion(std::string_view segment) {
  if (segment == "beta") return true;
  if (segment.size() < 2 || segment[0] != 'v' || !digit(segment[1])) return false;
  return std::all_of(segment.begin() + 2, segment.end(),
                     [](char c) { return digit(c) || (c >= 'a' && c <= 'z'); });
}

std::string_view lastSegment(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string_view firstSegment(std::string_view path) {
  path.remove_prefix(path.starts_with('/') ? 1 : 0);
  return path.substr(0, path.find('/'));
}

struct Cut {
  std::string_view base;
  Call call;
};

// What stands before a known call's path; nothing if the path ends with none.
std::optional<Cut> cutCall(const Preset& preset, std::string_view path) {
  for (const Suffix& suffix : kSuffixes) {
    if (!path.ends_with(suffix.path)) continue;
    const std::string_view base = path.substr(0, path.size() - suffix.path.size());
    const bool fits = !suffix.afterVersionOnly || isVersion(lastSegment(base)) ||
                      (!base.empty() && base == preset.root);
    if (fits) return Cut{base, suffix.call};
  }
  return std::nullopt;
}

bool completes(std::string_view path, std::string_view root) {
  return root.starts_with(path) && (root.size() == path.size() || root[path.size()] == '/');
}

std::string_view baseOf(const Preset& preset, std::string_view path) {
  if (const auto cut = cutCall(preset, path)) return cut->base;
  const auto& aliases = preset.aliases;
  const bool alias = std::find(aliases.begin(), aliases.end(), path) != aliases.end();
  return alias || completes(path, preset.root) ? std::string_view(preset.root) : path;
}

std::string join(std::string_view base, std::string_view path) {
  while (path.starts_with("/../")) {
    base = base.substr(0, base.rfind('/') == base.npos ? 0 : base.rfind('/'));
    path.remove_prefix(3);
  }
  if (isVersion(firstSegment(path)) && isVersion(lastSegment(base)))
    base = base.substr(0, base.rfind('/'));
  return std::string(base) + std::string(path);
}

// The call that an address serves whose path says nothing of it.
Call mainCall(const Preset& preset) {
  using dialects::Dialect;
  const Dialect own = preset.dialects.empty() ? Dialect::OpenAiChat : preset.dialects.front();
  if (own == Dialect::Anthropic) return Call::Messages;
  return own == Dialect::OpenAiResponses ? Call::Responses : Call::Chat;
}

}  // namespace

std::string callPath(const Preset& preset, std::string_view basePath, Call call) {
  const std::string path = tidy(basePath);
  return join(baseOf(preset, path), preset.paths[static_cast<std::size_t>(call)]);
}

std::optional<std::string> exactCallPath(const Preset& preset, std::string_view path, Call call) {
  const auto cut = cutCall(preset, path);
  if (call == (cut ? cut->call : mainCall(preset))) return std::string(path.empty() ? "/" : path);
  if (!cut) return std::nullopt;
  return join(cut->base, preset.paths[static_cast<std::size_t>(call)]);
}

}  // namespace sb::providers
