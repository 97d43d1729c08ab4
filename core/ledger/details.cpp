#include "core/ledger/details.h"

#include <array>
#include <boost/json.hpp>

#include "core/base/json.h"
#include "core/base/text.h"

namespace sb::ledger {
namespace {

namespace bj = boost::json;

// The lines of a bill by number; the first eight are the buckets of a usage.
constexpr std::array<std::string_view, 14> kBuckets{
    "input",       "cache_read",       "cache_write",     "cache_write_1h", "input_audio",
    "output",      "reasoning",        "output_audio",    "output_image",   "web_search",
    "file_search", "cache_read_audio", "grounded_prompt", "charged"};

Usage usageOf(const Buckets& b) { return {b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7]}; }

// Reads members of one JSON object.
class Reader {
 public:
  Reader(const bj::object& object, const Names& names) : m_object(object), m_names(names) {}

  std::int64_t number(std::string_view name) const {
    const bj::value* value = m_object.if_contains(name);
    return value != nullptr && value->is_int64() ? value->get_int64() : 0;
  }
  bool flag(std::string_view name) const { return number(name) != 0; }
  std::string text(std::string_view name) const { return std::string(json::text(m_object, name)); }
  std::string named(std::string_view name) const {
    const bj::value* value = m_object.if_contains(name);
    if (value == nullptr) return {};
    if (value->is_int64()) return std::string(m_names.text(value->get_int64()));
    return text(name);
  }
  std::optional<double> ms(std::string_view name) const {
    if (m_object.if_contains(name) == nullptr) return std::nullopt;
    return static_cast<double>(number(name)) / 1000;
  }
  bool has(std::string_view name) const { return m_object.if_contains(name) != nullptr; }
  bj::array array(std::string_view name) const {
    const bj::value* value = m_object.if_contains(name);
    return value != nullptr && value->is_array() ? value->get_array() : bj::array();
  }
  std::vector<std::string> list(std::string_view name) const {
    std::vector<std::string> parts;
    const std::string_view all = json::text(m_object, name);
    if (all.empty()) return parts;
    for (const std::string_view part : split(all, kJoin))
      parts.emplace_back(part);
    return parts;
  }

 private:
  const bj::object& m_object;
  const Names& m_names;
};

std::int64_t at(const bj::array& numbers, std::size_t index) {
  if (index >= numbers.size() || !numbers[index].is_int64()) return 0;
  return numbers[index].get_int64();
}

Timing readTiming(const Reader& in) { return {in.ms("tq"), in.ms("tc"), in.ms("tf"), in.ms("tt")}; }

Usage readUsage(const Reader& in) {
  const bj::array numbers = in.array("u");
  Buckets buckets{};
  for (std::size_t i = 0; i < buckets.size(); ++i)
    buckets[i] = at(numbers, i);
  return usageOf(buckets);
}

catalog::Cost readCost(const Reader& in) {
  catalog::Cost cost;
  cost.priced = in.has("c");
  cost.usd.value = in.number("c");
  for (const bj::value& value : in.array("l")) {
    if (!value.is_array()) continue;
    const bj::array& numbers = value.get_array();
    const auto bucket = static_cast<std::size_t>(at(numbers, 0));
    catalog::PriceLine line;
    if (bucket < kBuckets.size()) line.bucket = kBuckets[bucket];
    line.tokens = at(numbers, 1);
    line.price.picoUsdPerToken = at(numbers, 2);
    line.usd.value = at(numbers, 3);
    cost.lines.push_back(std::move(line));
  }
  return cost;
}

Attempt readAttempt(const Reader& in) {
  Attempt attempt;
  attempt.n = static_cast<int>(in.number("n"));
  attempt.provider = in.named("p");
  attempt.model = in.named("m");
  attempt.keyName = in.named("k");
  attempt.dialect = in.named("di");
  attempt.status = static_cast<int>(in.number("s"));
  attempt.ok = in.flag("ok");
  if (in.has("e")) attempt.error = errorFromName(in.text("e"));
  attempt.detail = in.text("d");
  attempt.why = in.named("w");
  attempt.url = in.named("url");
  attempt.finishReason = in.named("f");
  attempt.ms = readTiming(in);
  attempt.reusedConnection = in.flag("re");
  attempt.mayHaveBeenCharged = in.flag("ch");
  attempt.usageEstimated = in.flag("es");
  attempt.usage = readUsage(in);
  attempt.cost = readCost(in);
  return attempt;
}

void readRow(const Reader& in, Row& row) {
  row.dialect = in.named("d");
  row.overheadMicros = in.number("o");
  row.ms = readTiming(in);
  if (in.has("asked")) row.modelAsked = in.text("asked");
  if (in.has("model")) row.model = in.text("model");
  if (in.has("msg")) row.errorMessage = in.text("msg");
  if (in.has("tags")) row.tags = in.list("tags");
  if (in.has("x")) {
    const bj::array more = in.array("x");
    row.usage.cacheWrite1h = at(more, 0);
    row.usage.inputAudio = at(more, 1);
    row.usage.outputAudio = at(more, 2);
  }
}

void readRest(const Reader& in, Detail& detail) {
  detail.keyId = in.text("ki");
  detail.finishReason = in.named("f");
  detail.userAgent = in.named("ua");
  detail.user = in.text("us");
  detail.session = in.text("se");
  detail.clientAddress = in.text("ip");
  detail.metadata = in.text("md");
  detail.droppedParams = in.list("dp");
  detail.convertedParams = in.list("cp");
  detail.requestSize = in.number("qs");
  detail.responseSize = in.number("rs");
}

}  // namespace

Buckets bucketsOf(const Usage& u) {
  return {u.input,      u.cacheRead, u.cacheWrite, u.cacheWrite1h,
          u.inputAudio, u.output,    u.reasoning,  u.outputAudio};
}

std::int64_t bucketIndex(std::string_view name) {
  for (std::size_t i = 0; i < kBuckets.size(); ++i)
    if (kBuckets[i] == name) return static_cast<std::int64_t>(i);
  return -1;
}

void decodeRowDetails(std::string_view text, const Names& names, Row& row) {
  const Result<bj::value> parsed = json::parse(text);
  if (parsed && parsed->is_object()) readRow(Reader(parsed->get_object(), names), row);
}

void decodeDetails(std::string_view text, const Names& names, Detail& detail) {
  const Result<bj::value> parsed = json::parse(text);
  if (!parsed || !parsed->is_object()) return;
  const Reader in(parsed->get_object(), names);
  readRow(in, detail.row);
  readRest(in, detail);
  for (const bj::value& value : in.array("a"))
    if (value.is_object())
      detail.attempts.push_back(readAttempt(Reader(value.get_object(), names)));
}

}  // namespace sb::ledger
