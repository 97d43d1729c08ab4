#include "core/ledger/row_json.h"

#include <array>
#include <boost/json.hpp>
#include <cmath>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/ledger/row_text.h"

namespace sb::ledger {
namespace {

namespace bj = boost::json;

bj::value textOrNull(const std::string& text) {
  if (text.empty()) return nullptr;
  return bj::value(text);
}

bj::array texts(const std::vector<std::string>& all) {
  bj::array array;
  for (const std::string& text : all)
    array.emplace_back(text);
  return array;
}

void addMillis(bj::object& to, std::string_view name, const std::optional<double>& ms) {
  if (ms) to[name] = std::round(*ms * 1000) / 1000;
}

bj::object timing(const Timing& ms) {
  bj::object object;
  addMillis(object, "queue", ms.queue);
  addMillis(object, "connect", ms.connect);
  addMillis(object, "first_token", ms.firstToken);
  addMillis(object, "total", ms.total);
  return object;
}

bj::object usageJson(const Usage& usage) {
  bj::object object{{"input", usage.input},
                    {"cache_read", usage.cacheRead},
                    {"cache_write", usage.cacheWrite},
                    {"output", usage.output},
                    {"reasoning", usage.reasoning}};
  const auto ifAny = [&object](std::string_view name, std::int64_t tokens) {
    if (tokens != 0) object[name] = tokens;
  };
  ifAny("cache_write_1h", usage.cacheWrite1h);
  ifAny("input_audio", usage.inputAudio);
  ifAny("output_audio", usage.outputAudio);
  return object;
}

bj::value money(bool known, NanoUsd usd) {
  if (!known) return nullptr;
  return bj::value(toString(usd));
}

// A JSON number, exact up to what a double holds; prices have at most twelve digits.
bj::value price(PricePerMtok price) {
  const Result<bj::value> number = json::parse(toString(price));
  return number ? *number : bj::value(nullptr);
}

bool used(const Attempt& attempt) {
  return attempt.usage.totalInput() + attempt.usage.totalOutput() > 0;
}

bj::object attemptJson(const Attempt& attempt) {
  bj::object object{{"n", attempt.n},
                    {"provider", attempt.provider},
                    {"model", attempt.model},
                    {"key", textOrNull(attempt.keyName)},
                    {"status", nullptr}};
  if (attempt.status != 0) object["status"] = attempt.status;
  const auto outcome = attempt.ok ? OutcomeClass::Ok : OutcomeClass::Failed;
  object["outcome"] = outcomeName(outcome, attempt.error);
  object["dialect"] = textOrNull(attempt.dialect);
  object["detail"] = textOrNull(attempt.detail);
  object["why"] = textOrNull(attempt.why);
  object["url"] = textOrNull(attempt.url);
  object["finish_reason"] = textOrNull(attempt.finishReason);
  object["ms"] = timing(attempt.ms);
  object["reused_connection"] = attempt.reusedConnection;
  object["may_have_been_charged"] = attempt.mayHaveBeenCharged;
  object["usage"] = usageJson(attempt.usage);
  object["usage_estimated"] = attempt.usageEstimated;
  object["priced"] = !hasUnknownPrice(attempt);
  object["cost_usd"] = money(attempt.cost.priced || !used(attempt), attempt.cost.usd);
  return object;
}

bj::object lineJson(const Attempt& attempt, const catalog::PriceLine& line) {
  const bool calls = catalog::countsCalls(line.bucket);
  const NanoUsd perCall{line.price.picoUsdPerToken / 1'000};
  return {{"attempt", attempt.n},
          {"bucket", line.bucket},
          {"tokens", calls ? 0 : line.tokens},
          {"calls", calls ? line.tokens : 0},
          {"usd_per_mtok", calls ? bj::value(nullptr) : price(line.price)},
          {"usd_per_call", calls ? bj::value(toString(perCall)) : bj::value(nullptr)},
          {"usd", toString(line.usd)}};
}

bj::array priceLines(const std::vector<Attempt>& attempts) {
  bj::array lines;
  for (const Attempt& attempt : attempts)
    for (const catalog::PriceLine& line : attempt.cost.lines)
      lines.push_back(lineJson(attempt, line));
  return lines;
}

bj::value bodyJson(const std::optional<StoredBody>& body) {
  if (!body) return nullptr;
  if (!body->preview)
    if (Result<bj::value> parsed = json::parse(body->bytes); parsed && parsed->is_structured())
      return std::move(*parsed);
  return bj::object{{"text", excerpt(body->bytes, body->bytes.size() + 4)}};
}

bj::value bodyInfo(const std::optional<StoredBody>& body, std::int64_t size, bool wasKept) {
  bj::object info{{"bytes", size}, {"kept", body.has_value()}, {"expired", wasKept && !body}};
  if (!body) return info;
  info["bytes"] = body->fullSize;
  info["preview"] = body->preview;
  info["redacted"] = body->redacted;
  if (!body->sha256.empty()) info["sha256"] = body->sha256;
  return info;
}

bj::array feedbackJson(const std::vector<Feedback>& all) {
  bj::array array;
  for (const Feedback& one : all)
    array.push_back(bj::object{
        {"at", rfc3339(one.at)}, {"score", one.score}, {"comment", textOrNull(one.comment)}});
  return array;
}

bj::value metadataJson(const std::string& text) {
  if (text.empty()) return nullptr;
  const Result<bj::value> parsed = json::parse(text);
  return parsed ? *parsed : bj::value(text);
}

}  // namespace

bj::object rowJson(const Row& row) {
  Result<bj::value> parsed = json::parse(rowText(row));
  return parsed ? std::move(parsed->get_object()) : bj::object();
}

bj::object detailJson(const Detail& detail) {
  bj::object object = rowJson(detail.row);
  bj::array attempts;
  for (const Attempt& attempt : detail.attempts)
    attempts.push_back(attemptJson(attempt));
  object["attempts"] = std::move(attempts);
  object["price_lines"] = priceLines(detail.attempts);
  object["key_id"] = textOrNull(detail.keyId);
  object["finish_reason"] = textOrNull(detail.finishReason);
  object["metadata"] = metadataJson(detail.metadata);
  object["user"] = textOrNull(detail.user);
  object["session"] = textOrNull(detail.session);
  object["client_address"] = textOrNull(detail.clientAddress);
  object["user_agent"] = textOrNull(detail.userAgent);
  object["dropped_params"] = texts(detail.droppedParams);
  object["converted_params"] = texts(detail.convertedParams);
  object["feedback"] = feedbackJson(detail.feedback);
  object["bodies_shed"] = detail.row.bodiesShed;
  object["request"] = bodyJson(detail.request);
  object["request_body"] = bodyInfo(detail.request, detail.requestSize, detail.row.hasRequest);
  object["response"] = bodyJson(detail.response);
  object["response_body"] = bodyInfo(detail.response, detail.responseSize, detail.row.hasResponse);
  return object;
}

bj::object spendJson(const SpendCell& cell) {
  return {{"start", rfc3339(cell.start)},
          {"name", textOrNull(cell.name)},
          {"provider", textOrNull(cell.provider)},
          {"requests", cell.requests},
          {"errors", cell.errors},
          {"attempts", cell.attempts},
          {"usage", usageJson(cell.usage)},
          {"cost_usd", toString(cell.cost)},
          {"unpriced", cell.unpriced}};
}

std::string jsonLine(const Row& row) { return rowText(row) + "\n"; }

namespace {

struct Column {
  const char* name;
  std::string (*value)(const Row& row);
};

std::string millisText(const std::optional<double>& ms) {
  return ms ? json::write(std::round(*ms * 10) / 10) : std::string();
}

std::string tagsText(const Row& row) {
  std::string all;
  for (const std::string& tag : row.tags)
    all += (all.empty() ? "" : " ") + tag;
  return all;
}

constexpr std::array<Column, 25> kColumns{{
    {"id", [](const Row& r) { return r.id; }},
    {"at", [](const Row& r) { return rfc3339(r.at); }},
    {"endpoint", [](const Row& r) { return r.endpoint; }},
    {"key", [](const Row& r) { return r.key; }},
    {"team", [](const Row& r) { return r.team; }},
    {"route", [](const Row& r) { return r.route; }},
    {"model_asked", [](const Row& r) { return r.modelAsked; }},
    {"provider", [](const Row& r) { return r.provider; }},
    {"model", [](const Row& r) { return r.model; }},
    {"status", [](const Row& r) { return std::to_string(r.status); }},
    {"outcome", [](const Row& r) { return std::string(outcomeName(r.outcome, r.error)); }},
    {"error", [](const Row& r) { return r.errorMessage; }},
    {"stream", [](const Row& r) { return std::string(r.stream ? "true" : "false"); }},
    {"first_token_ms", [](const Row& r) { return millisText(r.ms.firstToken); }},
    {"total_ms", [](const Row& r) { return millisText(r.ms.total); }},
    {"input", [](const Row& r) { return std::to_string(r.usage.input); }},
    {"cache_read", [](const Row& r) { return std::to_string(r.usage.cacheRead); }},
    {"cache_write",
     [](const Row& r) { return std::to_string(r.usage.cacheWrite + r.usage.cacheWrite1h); }},
    {"output", [](const Row& r) { return std::to_string(r.usage.output); }},
    {"reasoning", [](const Row& r) { return std::to_string(r.usage.reasoning); }},
    {"cost_usd", [](const Row& r) { return r.priced ? toString(r.cost) : std::string(); }},
    {"cache", [](const Row& r) { return r.cache; }},
    {"saved_usd", [](const Row& r) { return r.saved ? toString(*r.saved) : std::string(); }},
    {"attempts", [](const Row& r) { return std::to_string(r.attempts); }},
    {"tags", tagsText},
}};

// RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe in front.
std::string csvCell(std::string text) {
  if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos)
    text.insert(0, 1, '\'');
  if (text.find_first_of("\",\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text)
    quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

}  // namespace

std::string csvHeader() {
  std::string line;
  for (const Column& column : kColumns)
    line += (line.empty() ? "" : ",") + std::string(column.name);
  return line + "\r\n";
}

std::string csvLine(const Row& row) {
  std::string line;
  for (const Column& column : kColumns) {
    if (&column != kColumns.data()) line += ',';
    line += csvCell(column.value(row));
  }
  return line + "\r\n";
}

}  // namespace sb::ledger
