#include "core/ledger/details.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <charconv>
#include <cmath>

#include "core/base/json.h"
#include "core/base/text.h"

namespace sb::ledger {
namespace {

namespace bj = boost::json;

constexpr std::size_t kMaxText = 4'096;
constexpr std::size_t kMaxMetadata = 32'768;

constexpr std::size_t kDigits = 20;  // of the longest number

using Buckets = std::array<std::int64_t, 8>;
constexpr std::array<std::string_view, 8> kBuckets{"input",          "cache_read",  "cache_write",
                                                   "cache_write_1h", "input_audio", "output",
                                                   "reasoning",      "output_audio"};

Buckets bucketsOf(const Usage& u) {
  return {u.input,      u.cacheRead, u.cacheWrite, u.cacheWrite1h,
          u.inputAudio, u.output,    u.reasoning,  u.outputAudio};
}

Usage usageOf(const Buckets& b) { return {b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7]}; }

std::int64_t bucketIndex(std::string_view name) {
  for (std::size_t i = 0; i < kBuckets.size(); ++i)
    if (kBuckets[i] == name) return static_cast<std::int64_t>(i);
  return -1;
}

// Writes members of one JSON object, leaving out what is empty.
class Writer {
 public:
  explicit Writer(Names& names) : m_names(names) { m_out.resize(2048); }

  void open(char bracket) {
    char* to = room(2);
    to = comma(to);
    *to++ = bracket;
    wrote(to);
    m_first = true;
  }
  void close(char bracket) {
    *room(1) = bracket;
    ++m_size;
    m_first = false;
  }
  void key(std::string_view name) {
    char* to = comma(room(name.size() + 4));
    *to++ = '"';
    to = std::copy(name.begin(), name.end(), to);
    *to++ = '"';
    *to++ = ':';
    wrote(to);
    m_first = true;
  }
  void number(std::int64_t value) {
    char* to = comma(room(kDigits + 1));
    wrote(std::to_chars(to, to + kDigits, value).ptr);
  }
  void quoted(std::string_view text, std::size_t most = kMaxText) {
    m_quoted.clear();
    if (text.size() <= most && validUtf8(text))
      json::appendQuoted(m_quoted, text);
    else
      json::appendQuoted(m_quoted, excerpt(text, most));
    char* to = comma(room(m_quoted.size() + 1));
    wrote(std::copy(m_quoted.begin(), m_quoted.end(), to));
  }
  void member(std::string_view name, std::int64_t value) {
    if (value == 0) return;
    key(name);
    number(value);
  }
  void member(std::string_view name, bool value) { member(name, std::int64_t{value}); }
  void member(std::string_view name, std::string_view text, std::size_t most = kMaxText) {
    if (text.empty()) return;
    key(name);
    quoted(text, most);
  }
  void named(std::string_view name, NameKind kind, std::string_view text) {
    if (text.empty()) return;
    const NameId id = m_names.intern(kind, text);
    if (id != kOther) return member(name, id);
    member(name, text);
  }
  // In microseconds.
  void member(std::string_view name, const std::optional<double>& ms) {
    if (!ms || !std::isfinite(*ms)) return;
    key(name);
    number(std::llround(*ms * 1000));
  }
  // A text that lists can search: only if the dictionary could not take it.
  void overflow(std::string_view name, NameKind kind, std::string_view text) {
    if (!text.empty() && m_names.intern(kind, text) == kOther) member(name, text);
  }
  std::string take() {
    m_out.resize(m_size);
    return std::move(m_out);
  }

 private:
  // Where the next bytes go; at least so many fit.
  char* room(std::size_t bytes) {
    if (m_out.size() - m_size < bytes) m_out.resize(2 * m_out.size() + bytes);
    return m_out.data() + m_size;
  }
  char* comma(char* to) {
    if (!m_first) *to++ = ',';
    m_first = false;
    return to;
  }
  void wrote(const char* end) { m_size = static_cast<std::size_t>(end - m_out.data()); }

  Names& m_names;
  std::string m_out, m_quoted;
  std::size_t m_size = 0;
  bool m_first = true;
};

void writeUsage(Writer& out, const Usage& usage) {
  if (usage == Usage{}) return;
  out.key("u");
  out.open('[');
  for (const std::int64_t tokens : bucketsOf(usage))
    out.number(tokens);
  out.close(']');
}

void writeCost(Writer& out, const catalog::Cost& cost) {
  if (!cost.priced) return;
  out.key("c");
  out.number(cost.usd.value);
  if (cost.lines.empty()) return;
  out.key("l");
  out.open('[');
  for (const catalog::PriceLine& line : cost.lines) {
    out.open('[');
    out.number(bucketIndex(line.bucket));
    out.number(line.tokens);
    out.number(line.price.picoUsdPerToken);
    out.number(line.usd.value);
    out.close(']');
  }
  out.close(']');
}

void writeTiming(Writer& out, const Timing& ms) {
  out.member("tq", ms.queue);
  out.member("tc", ms.connect);
  out.member("tf", ms.firstToken);
  out.member("tt", ms.total);
}

void writeAttempt(Writer& out, const Attempt& attempt) {
  out.open('{');
  out.member("n", std::int64_t{attempt.n});
  out.named("p", NameKind::Provider, attempt.provider);
  out.named("m", NameKind::Model, attempt.model);
  out.named("k", NameKind::ProviderKey, attempt.keyName);
  out.member("s", std::int64_t{attempt.status});
  out.member("ok", attempt.ok);
  if (attempt.error) out.member("e", errorName(*attempt.error));
  out.member("d", attempt.detail);
  out.named("w", NameKind::Why, attempt.why);
  out.named("url", NameKind::Url, attempt.url);
  out.named("f", NameKind::Finish, attempt.finishReason);
  writeTiming(out, attempt.ms);
  out.member("re", attempt.reusedConnection);
  out.member("ch", attempt.mayHaveBeenCharged);
  out.member("es", attempt.usageEstimated);
  writeUsage(out, attempt.usage);
  writeCost(out, attempt.cost);
  out.close('}');
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) {
    if (!all.empty()) all += kJoin;
    all += text;
  }
  return all;
}

void writeRequest(Writer& out, const Record& record) {
  out.named("d", NameKind::Dialect, record.dialect);
  out.member("ki", record.keyId);
  out.member("o", record.overheadMicros);
  writeTiming(out, record.ms);
  out.named("f", NameKind::Finish, record.finishReason);
  out.named("ua", NameKind::Agent, record.userAgent);
  out.member("us", record.user);
  out.member("se", record.session);
  out.member("ip", record.clientAddress);
  out.member("md", record.metadata, kMaxMetadata);
  out.member("dp", joined(record.droppedParams));
  out.member("qs", record.request.fullSize);
  out.member("rs", record.response.fullSize);
  out.overflow("asked", NameKind::Asked, record.modelAsked);
  out.overflow("model", NameKind::Model, record.model);
  out.overflow("msg", NameKind::Message, record.errorMessage);
  out.overflow("tags", NameKind::TagSet, joined(record.tags));
}

// Reads members, with the same shapes.
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
  detail.requestSize = in.number("qs");
  detail.responseSize = in.number("rs");
}

}  // namespace

std::string encodeDetails(const Record& record, Names& names) {
  Writer out(names);
  out.open('{');
  writeRequest(out, record);
  const Usage usage = record.usage();
  if (usage.cacheWrite1h + usage.inputAudio + usage.outputAudio > 0) {
    out.key("x");
    out.open('[');
    for (const auto tokens : {usage.cacheWrite1h, usage.inputAudio, usage.outputAudio})
      out.number(tokens);
    out.close(']');
  }
  if (!record.attempts.empty()) {
    out.key("a");
    out.open('[');
    for (const Attempt& attempt : record.attempts)
      writeAttempt(out, attempt);
    out.close(']');
  }
  out.close('}');
  return out.take();
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
