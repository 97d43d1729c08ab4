#include "core/demo/script.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/base/text.h"
#include "core/net/http.h"

namespace sb::demo {
namespace {

constexpr std::string_view kPrefix = "script:";
constexpr double kHelloRate = 40;
constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kMostBytes = 1024 * 1024 * 1024;

struct Unit {
  std::string_view suffix;
  std::int64_t factor;
};

// A whole number with one of the units behind it.
std::optional<std::int64_t> scaled(std::string_view text, std::span<const Unit> units,
                                   std::int64_t most) {
  std::int64_t number = 0;
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (ec != std::errc() || number < 0) return std::nullopt;
  const std::string_view suffix = text.substr(static_cast<std::size_t>(end - text.data()));
  for (const Unit& unit : units)
    if (unit.suffix == suffix)
      return number <= most / unit.factor ? std::optional(number * unit.factor) : std::nullopt;
  return std::nullopt;
}

template <class Number>
bool store(const std::optional<std::int64_t>& value, Number& to) {
  if (value) to = static_cast<Number>(*value);
  return value.has_value();
}

bool number(std::string_view text, std::int64_t& to) { return store(parseSize(text), to); }

bool count(std::string_view text, std::optional<std::int64_t>& to) {
  to = parseSize(text);
  return to.has_value();
}

bool duration(std::string_view text, Millis& to) {
  const auto parsed = parseDuration(text);
  if (parsed) to = *parsed;
  return parsed.has_value();
}

// A bare key, "1" or "0".
bool flag(std::string_view text, bool& to) {
  to = text != "0";
  return text.empty() || text == "1" || text == "0";
}

bool rateOf(std::string_view text, double& to) {
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), to);
  return ec == std::errc() && end == text.data() + text.size() && to > 0 && to <= 100'000;
}

bool statusOf(std::string_view text, int& to) {
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), to);
  return ec == std::errc() && end == text.data() + text.size() && to >= 200 && to <= 599;
}

bool usageOf(std::string_view text, UsageShape& to) {
  static constexpr std::array<std::pair<std::string_view, UsageShape>, 6> kShapes{
      {{"asked", UsageShape::Asked},
       {"cumulative", UsageShape::Cumulative},
       {"finish", UsageShape::Finish},
       {"nochoices", UsageShape::NoChoices},
       {"emptydelta", UsageShape::EmptyDelta},
       {"none", UsageShape::None}}};
  for (const auto& [name, shape] : kShapes) {
    if (name != text) continue;
    to = shape;
    return true;
  }
  return false;
}

bool words(std::string_view text, std::string& to) {
  to = percentDecode(text);
  return !to.empty() && net::validHeaderValue(to);
}

bool header(Script& s, std::string_view name, std::string_view text) {
  std::string value;
  if (!words(text, value) || !net::validHeaderName(name)) return false;
  s.headers.emplace_back(name, std::move(value));
  return true;
}

struct Key {
  std::string_view name;
  bool (*set)(Script&, std::string_view);
};

// Sorted as docs/demo-provider.md has them.
constexpr Key kKeys[] = {
    {"echo", [](Script& s, std::string_view v) { return flag(v, s.echo); }},
    {"headers", [](Script& s, std::string_view v) { return flag(v, s.headersAsText); }},
    {"replay", [](Script& s, std::string_view v) { return flag(v, s.replay); }},
    {"content-type", [](Script& s, std::string_view v) { return words(v, s.contentType); }},
    {"tokens", [](Script& s, std::string_view v) { return number(v, s.tokens); }},
    {"size", [](Script& s, std::string_view v) { return number(v, s.size); }},
    {"calls", [](Script& s, std::string_view v) { return number(v, s.calls) && s.calls <= 64; }},
    {"rate", [](Script& s, std::string_view v) { return rateOf(v, s.rate); }},
    {"finish", [](Script& s, std::string_view v) { return words(v, s.finish); }},
    {"usage", [](Script& s, std::string_view v) { return usageOf(v, s.usage); }},
    {"input", [](Script& s, std::string_view v) { return number(v, s.input); }},
    {"output", [](Script& s, std::string_view v) { return number(v, s.output); }},
    {"cached", [](Script& s, std::string_view v) { return number(v, s.cached); }},
    {"reasoning", [](Script& s, std::string_view v) { return number(v, s.reasoning); }},
    {"head-delay", [](Script& s, std::string_view v) { return duration(v, s.headDelay); }},
    {"1xx", [](Script& s, std::string_view v) { return flag(v, s.interim); }},
    {"reset-before-head", [](Script& s, std::string_view v) { return flag(v, s.resetBeforeHead); }},
    {"close-before-head", [](Script& s, std::string_view v) { return flag(v, s.closeBeforeHead); }},
    {"garbage", [](Script& s, std::string_view v) { return flag(v, s.garbage); }},
    {"status", [](Script& s, std::string_view v) { return statusOf(v, s.status); }},
    {"retry-after", [](Script& s, std::string_view v) { return header(s, "Retry-After", v); }},
    {"error-code", [](Script& s, std::string_view v) { return words(v, s.errorCode); }},
    {"error-message", [](Script& s, std::string_view v) { return words(v, s.errorMessage); }},
    {"redirect", [](Script& s, std::string_view v) { return words(v, s.redirect); }},
    {"html", [](Script& s, std::string_view v) { return flag(v, s.html); }},
    {"empty", [](Script& s, std::string_view v) { return flag(v, s.empty); }},
    {"json-for-stream", [](Script& s, std::string_view v) { return flag(v, s.jsonForStream); }},
    {"stream-for-json", [](Script& s, std::string_view v) { return flag(v, s.streamForJson); }},
    {"silence-before", [](Script& s, std::string_view v) { return duration(v, s.silenceBefore); }},
    {"silence-after", [](Script& s, std::string_view v) { return count(v, s.silenceAfter); }},
    {"for", [](Script& s, std::string_view v) { return duration(v, s.silenceFor); }},
    {"heartbeat",
     [](Script& s, std::string_view v) { return duration(v, s.heartbeat) && s.heartbeat.count(); }},
    {"cut-after", [](Script& s, std::string_view v) { return count(v, s.cutAfter); }},
    {"reset-after", [](Script& s, std::string_view v) { return count(v, s.resetAfter); }},
    {"end-after", [](Script& s, std::string_view v) { return count(v, s.endAfter); }},
    {"error-event-before", [](Script& s, std::string_view v) { return flag(v, s.errorBefore); }},
    {"error-event-after", [](Script& s, std::string_view v) { return count(v, s.errorAfter); }},
    {"role-only", [](Script& s, std::string_view v) { return flag(v, s.roleOnly); }},
    {"no-done", [](Script& s, std::string_view v) { return flag(v, s.noDone); }},
    {"gzip", [](Script& s, std::string_view v) { return flag(v, s.gzip); }},
    {"bytes", [](Script& s, std::string_view v) { return number(v, s.bytes) && s.bytes > 0; }},
    {"times", [](Script& s, std::string_view v) { return number(v, s.times); }},
    {"for-key", [](Script& s, std::string_view v) { return words(v, s.forKey); }},
};

std::string keyList() {
  std::string all;
  for (const Key& key : kKeys)
    all.append(key.name).append(", ");
  return all + "header.NAME";
}

Status apply(Script& script, std::string_view part) {
  const std::size_t equals = part.find('=');
  const std::string_view name = part.substr(0, equals);
  const std::string_view value =
      equals == std::string_view::npos ? std::string_view() : part.substr(equals + 1);
  static constexpr std::string_view kHeader = "header.";
  bool fits = false;
  if (name.starts_with(kHeader)) {
    fits = header(script, name.substr(kHeader.size()), value);
  } else {
    const Key* key = std::ranges::find(kKeys, name, &Key::name);
    if (key == std::end(kKeys))
      return Error(ErrorKind::BadRequest, "the demo script has no key \"" + std::string(name) +
                                              "\"; its keys are: " + keyList());
    fits = key->set(script, value);
  }
  if (fits) return {};
  return Error(ErrorKind::BadRequest, "the demo script's key \"" + std::string(name) +
                                          "\" does not take the value \"" + std::string(value) +
                                          "\"");
}

}  // namespace

std::optional<Millis> parseDuration(std::string_view text) {
  static constexpr Unit kUnits[] = {{"ms", 1}, {"s", 1000}, {"", 1000}, {"m", 60'000}};
  const auto ms = scaled(text, kUnits, kDayMs);
  if (!ms) return std::nullopt;
  return Millis(*ms);
}

std::optional<std::int64_t> parseSize(std::string_view text) {
  static constexpr Unit kUnits[] = {{"", 1}, {"KB", 1024}, {"MB", 1024 * 1024}};
  return scaled(text, kUnits, kMostBytes);
}

Script Script::withoutFaults() const {
  Script plain;
  plain.echo = echo;
  plain.headersAsText = headersAsText;
  plain.tokens = tokens;
  plain.size = size;
  plain.calls = calls;
  plain.rate = rate;
  plain.finish = finish;
  plain.usage = usage;
  plain.input = input;
  plain.output = output;
  plain.cached = cached;
  plain.reasoning = reasoning;
  return plain;
}

const std::vector<std::string_view>& modelNames() {
  static const std::vector<std::string_view> kNames{"hello", "fast", "embed"};
  return kNames;
}

Result<Script> scriptOf(std::string_view model) {
  Script script;
  if (model == "hello") script.rate = kHelloRate;
  if (std::ranges::find(modelNames(), model) != modelNames().end()) return script;
  if (!model.starts_with(kPrefix))
    return Error(ErrorKind::UnknownModel, "The model `" + excerpt(model, 200) +
                                              "` does not exist or you do not have access to it.");
  model.remove_prefix(kPrefix.size());
  for (const std::string_view part : split(model, ',')) {
    if (trim(part).empty()) continue;
    const Status applied = apply(script, trim(part));
    if (!applied) return applied.error();
  }
  return script;
}

}  // namespace sb::demo
