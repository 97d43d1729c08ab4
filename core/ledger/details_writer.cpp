#include "core/ledger/details_writer.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/ledger/details.h"

namespace sb::ledger {
namespace {

constexpr std::size_t kMaxText = 4'096;
constexpr std::size_t kMaxMetadata = 32'768;
constexpr std::size_t kDigits = 20;  // of the longest number

bool needsNoEscape(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c >= 0x20 && c < 0x7f && c != '"' && c != '\\'; });
}

char* digits(char* to, std::int64_t value) {
  if (value < 0 || value > 9) return std::to_chars(to, to + kDigits, value).ptr;
  *to = static_cast<char>('0' + value);
  return to + 1;
}

// Writes members of one JSON object, leaving out what is empty. A comma stands behind everything
// until the bracket that follows takes its place.
class Writer {
 public:
  Writer(TextBuffer& out, Names& names, std::string& quoted)
      : m_out(out), m_names(names), m_quoted(quoted) {}

  void open(char bracket) {
    char* to = m_out.room(1);
    *to++ = bracket;
    m_out.wrote(to);
  }
  void close(char bracket) {
    char* to = m_out.room(2);
    if (to[-1] == ',') --to;
    *to++ = bracket;
    *to++ = ',';
    m_out.wrote(to);
  }
  // The outermost one.
  void end() { m_out.wrote(m_out.room(0) - 1); }

  template <std::size_t N>
  void key(const char (&name)[N]) {
    m_out.wrote(keyAt(m_out.room(N + 2), name));
  }
  void number(std::int64_t value) {
    char* to = digits(m_out.room(kDigits + 1), value);
    *to++ = ',';
    m_out.wrote(to);
  }
  template <std::size_t N>
  void always(const char (&name)[N], std::int64_t value) {
    char* to = digits(keyAt(m_out.room(N + kDigits + 3), name), value);
    *to++ = ',';
    m_out.wrote(to);
  }
  template <std::size_t N>
  void member(const char (&name)[N], std::int64_t value) {
    if (value != 0) always(name, value);
  }
  template <std::size_t N>
  void member(const char (&name)[N], std::string_view text, std::size_t most = kMaxText) {
    if (text.empty()) return;
    key(name);
    quoted(text, most);
  }
  template <std::size_t N>
  void named(const char (&name)[N], NameId id, std::string_view text) {
    if (id == kOther) return member(name, text);
    member(name, id);
  }
  template <std::size_t N>
  void named(const char (&name)[N], NameKind kind, std::string_view text) {
    if (!text.empty()) named(name, m_names.intern(kind, text), text);
  }
  // In microseconds.
  template <std::size_t N>
  void member(const char (&name)[N], const std::optional<double>& ms) {
    if (ms && std::isfinite(*ms)) always(name, std::llround(*ms * 1000));
  }
  // A text that lists can search: only if the dictionary could not take it.
  template <std::size_t N>
  void overflow(const char (&name)[N], NameId id, std::string_view text) {
    if (id == kOther) member(name, text);
  }

 private:
  // A literal with its end.
  template <std::size_t N>
  static char* keyAt(char* to, const char (&name)[N]) {
    *to++ = '"';
    to = std::copy_n(name, N - 1, to);
    *to++ = '"';
    *to++ = ':';
    return to;
  }
  void quoted(std::string_view text, std::size_t most) {
    if (text.size() > most || !needsNoEscape(text)) return escaped(text, most);
    char* to = m_out.room(text.size() + 3);
    *to++ = '"';
    to = std::copy(text.begin(), text.end(), to);
    *to++ = '"';
    *to++ = ',';
    m_out.wrote(to);
  }
  void escaped(std::string_view text, std::size_t most) {
    m_quoted.clear();
    if (text.size() <= most && validUtf8(text))
      json::appendQuoted(m_quoted, text);
    else
      json::appendQuoted(m_quoted, excerpt(text, most));
    m_quoted += ',';
    m_out.append(m_quoted);
  }

  TextBuffer& m_out;
  Names& m_names;
  std::string& m_quoted;
};

void writeUsage(Writer& out, const Usage& usage) {
  const Buckets buckets = bucketsOf(usage);
  std::size_t count = buckets.size();
  while (count > 0 && buckets[count - 1] == 0)
    --count;
  if (count == 0) return;
  out.key("u");
  out.open('[');
  for (std::size_t i = 0; i < count; ++i)
    out.number(buckets[i]);
  out.close(']');
}

void writeCost(Writer& out, const catalog::Cost& cost) {
  if (!cost.priced) return;
  out.always("c", cost.usd.value);
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

void writeAttempt(Writer& out, const Attempt& attempt, NameId provider, NameId model) {
  out.open('{');
  out.member("n", std::int64_t{attempt.n});
  out.named("p", provider, attempt.provider);
  out.named("m", model, attempt.model);
  out.named("k", NameKind::ProviderKey, attempt.keyName);
  out.named("di", NameKind::Dialect, attempt.dialect);
  out.member("s", std::int64_t{attempt.status});
  out.member("ok", std::int64_t{attempt.ok});
  if (attempt.error) out.member("e", errorName(*attempt.error));
  out.member("d", attempt.detail);
  out.named("w", NameKind::Why, attempt.why);
  out.named("url", NameKind::Url, attempt.url);
  out.named("f", NameKind::Finish, attempt.finishReason);
  writeTiming(out, attempt.ms);
  out.member("re", std::int64_t{attempt.reusedConnection});
  out.member("ch", std::int64_t{attempt.mayHaveBeenCharged});
  out.member("es", std::int64_t{attempt.usageEstimated});
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

void writeRequest(Writer& out, const Record& record, const RowNames& row) {
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
  if (!record.droppedParams.empty()) out.member("dp", joined(record.droppedParams));
  if (!record.convertedParams.empty()) out.member("cp", joined(record.convertedParams));
  out.member("qs", record.request.fullSize);
  out.member("rs", record.response.fullSize);
  out.overflow("asked", row.asked, record.modelAsked);
  out.overflow("model", row.model, record.model);
  out.overflow("msg", row.message, record.errorMessage);
  if (row.tags == kOther) out.member("tags", tagText(record.tags));
}

// What the narrow row has no columns for.
void writeRareUsage(Writer& out, const Usage& usage) {
  if (usage.cacheWrite1h + usage.inputAudio + usage.outputAudio <= 0) return;
  out.key("x");
  out.open('[');
  for (const auto tokens : {usage.cacheWrite1h, usage.inputAudio, usage.outputAudio})
    out.number(tokens);
  out.close(']');
}

}  // namespace

void DetailsWriter::write(const Record& record, const RowNames& row, TextBuffer& to) {
  Writer out(to, m_names, m_quoted);
  out.open('{');
  writeRequest(out, record, row);
  writeRareUsage(out, record.usage());
  if (!record.attempts.empty()) {
    out.key("a");
    out.open('[');
    for (const Attempt& attempt : record.attempts)
      writeAttempt(out, attempt, providerOf(attempt, record, row, m_names),
                   modelOf(attempt, record, row, m_names));
    out.close(']');
  }
  out.close('}');
  out.end();
}

}  // namespace sb::ledger
