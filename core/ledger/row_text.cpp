#include "core/ledger/row_text.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/base/text.h"

namespace sb::ledger {
namespace {

constexpr std::size_t kUsual = 768;  // bytes of a row

// What came from outside need not be text.
void appendText(std::string& out, std::string_view text) {
  if (validUtf8(text))
    json::appendQuoted(out, text);
  else
    json::appendQuoted(out, excerpt(text, text.size() + 4));
}

// Members behind each other; a comma stands behind each until the object is closed.
class Members {
 public:
  explicit Members(std::string& out) : m_out(out) { m_out += '{'; }

  void close() {
    if (m_out.back() == ',') m_out.pop_back();
    m_out += '}';
  }
  void key(std::string_view name) {
    m_out += '"';
    m_out += name;
    m_out += "\":";
  }
  void text(std::string_view name, std::string_view value) {
    key(name);
    appendText(m_out, value);
    m_out += ',';
  }
  void textOrNull(std::string_view name, std::string_view value) {
    value.empty() ? null(name) : text(name, value);
  }
  void null(std::string_view name) {
    key(name);
    m_out += "null,";
  }
  void flag(std::string_view name, bool value) {
    key(name);
    m_out += value ? "true," : "false,";
  }
  void whole(std::string_view name, std::int64_t value) {
    key(name);
    const fmt::format_int digits(value);
    m_out.append(digits.data(), digits.size());
    m_out += ',';
  }
  void wholeIfAny(std::string_view name, std::int64_t value) {
    if (value != 0) whole(name, value);
  }
  // To a microsecond; one that nobody measured is left out.
  void millis(std::string_view name, const std::optional<double>& ms) {
    if (!ms) return;
    key(name);
    const double value = std::round(*ms * 1000) / 1000;
    if (std::isfinite(value))
      fmt::format_to(std::back_inserter(m_out), "{},", value);
    else
      m_out += "null,";
  }

 private:
  std::string& m_out;
};

void writeTiming(std::string& out, const Timing& ms) {
  Members members(out);
  members.millis("queue", ms.queue);
  members.millis("connect", ms.connect);
  members.millis("first_token", ms.firstToken);
  members.millis("total", ms.total);
  members.close();
}

void writeUsage(std::string& out, const Usage& usage) {
  Members members(out);
  members.whole("input", usage.input);
  members.whole("cache_read", usage.cacheRead);
  members.whole("cache_write", usage.cacheWrite);
  members.whole("output", usage.output);
  members.whole("reasoning", usage.reasoning);
  members.wholeIfAny("cache_write_1h", usage.cacheWrite1h);
  members.wholeIfAny("input_audio", usage.inputAudio);
  members.wholeIfAny("output_audio", usage.outputAudio);
  members.close();
}

void writeTags(std::string& out, const std::vector<std::string>& tags) {
  out += '[';
  for (const std::string& tag : tags) {
    if (out.back() != '[') out += ',';
    appendText(out, tag);
  }
  out += ']';
}

void writeNames(Members& members, const Row& row) {
  members.text("id", row.id);
  members.text("at", rfc3339(row.at));
  members.text("endpoint", row.endpoint);
  members.text("dialect", row.dialect);
  members.textOrNull("key", row.key);
  members.textOrNull("team", row.team);
  members.textOrNull("route", row.route);
  members.text("model_asked", row.modelAsked);
  members.textOrNull("provider", row.provider);
  members.textOrNull("model", row.model);
}

void writeEnd(Members& members, const Row& row) {
  if (row.status == 0)
    members.null("status");
  else
    members.whole("status", row.status);
  members.text("outcome", outcomeName(row.outcome, row.error));
  members.textOrNull("error", row.errorMessage);
  members.flag("stream", row.stream);
}

}  // namespace

std::string rowText(const Row& row) {
  std::string out;
  out.reserve(kUsual);
  Members members(out);
  members.whole("seq", row.seq);
  writeNames(members, row);
  writeEnd(members, row);
  members.key("ms");
  writeTiming(out, row.ms);
  out += ',';
  members.whole("overhead_us", row.overheadMicros);
  members.key("usage");
  writeUsage(out, row.usage);
  out += ',';
  members.flag("usage_estimated", row.usageEstimated);
  members.textOrNull("cost_usd", row.priced ? toString(row.cost) : std::string());
  members.flag("priced", row.priced);
  members.text("cache", row.cache);
  members.textOrNull("saved_usd", row.saved ? toString(*row.saved) : std::string());
  members.whole("attempts", row.attempts);
  members.key("tags");
  writeTags(out, row.tags);
  out += ',';
  members.flag("mirror", row.mirror);
  members.flag("demo", row.demo);
  members.flag("may_have_been_charged", row.mayHaveBeenCharged);
  members.close();
  return out;
}

}  // namespace sb::ledger
