#include "core/ledger/filter.h"

#include <array>

#include "core/base/text.h"
#include "core/ledger/filter_values.h"

namespace sb::ledger {
namespace {

using Reader = bool (*)(std::string_view value, WallMillis now, Condition& into);

struct FieldRow {
  std::string_view name;
  Field field;
  Reader read;
  std::string_view expected;
};

constexpr std::string_view kName = "a name, * and ? are wildcards";
constexpr std::string_view kTruth = "true or false";
constexpr std::string_view kTime = "1h, 30m, 7d, 2026-11-22 or 2026-11-22T10:00:00Z";

constexpr std::array<FieldRow, 26> kFields{{
    {"text", Field::Word, readName, "a word in quotes"},
    {"status", Field::Status, readStatus, "200, 5xx or >=400"},
    {"outcome", Field::Outcome, readName, "ok, error, client_closed, interrupted or an error kind"},
    {"model", Field::Model, readName, kName},
    {"asked", Field::Asked, readName, kName},
    {"provider", Field::Provider, readName, kName},
    {"key", Field::Key, readName, kName},
    {"team", Field::Team, readName, kName},
    {"route", Field::Route, readName, kName},
    {"endpoint", Field::Endpoint, readName, kName},
    {"tag", Field::Tag, readName, kName},
    {"tags", Field::Tag, readName, kName},
    {"cache", Field::Cache, readCache, "off, miss, hit or joined"},
    {"stream", Field::Stream, readTruth, kTruth},
    {"priced", Field::Priced, readTruth, kTruth},
    {"estimated", Field::Estimated, readTruth, kTruth},
    {"mirror", Field::Mirror, readTruth, kTruth},
    {"cost", Field::Cost, readCost, "US dollars: >0.01"},
    {"saved", Field::Saved, readCost, "US dollars: >0.01"},
    {"ms", Field::Ms, readMillis, "milliseconds: >1000"},
    {"first_ms", Field::FirstMs, readMillis, "milliseconds: >1000"},
    {"attempts", Field::Attempts, readCount, "a number: >1"},
    {"id", Field::Id, readId, "req_… or its beginning"},
    {"since", Field::Since, readSince, kTime},
    {"until", Field::Until, readUntil, kTime},
    {"before", Field::Until, readUntil, kTime},
}};

const FieldRow* fieldNamed(std::string_view name) {
  for (const FieldRow& row : kFields)
    if (equalNoCase(row.name, name)) return &row;
  return nullptr;
}

struct Token {
  std::size_t at = 0;
  std::string_view whole;
};

// The next run without blanks; blanks within quotes belong to it.
std::optional<Token> nextToken(std::string_view text, std::size_t& at) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (at < text.size() && blank(text[at]))
    ++at;
  if (at == text.size()) return std::nullopt;
  const std::size_t begin = at;
  bool quoted = false;
  for (; at < text.size() && (quoted || !blank(text[at])); ++at)
    if (text[at] == '"') quoted = !quoted;
  return Token{begin, text.substr(begin, at - begin)};
}

// Splits at commas outside quotes and takes the quotes off.
std::vector<std::string> valuesOf(std::string_view text) {
  std::vector<std::string> values(1);
  bool quoted = false;
  for (const char c : text) {
    if (c == '"')
      quoted = !quoted;
    else if (c == ',' && !quoted)
      values.emplace_back();
    else
      values.back() += c;
  }
  return values;
}

std::string unquoted(std::string_view text) {
  std::string plain;
  for (const char c : text)
    if (c != '"') plain += c;
  return plain;
}

class Parser {
 public:
  Parser(std::string_view text, WallMillis now, std::vector<FilterProblem>& problems)
      : m_text(text), m_now(now), m_problems(problems) {}

  Filter run() {
    std::size_t at = 0;
    while (const auto token = nextToken(m_text, at))
      word(*token);
    return std::move(m_filter);
  }

 private:
  void problem(std::size_t at, std::size_t length, std::string message) {
    m_problems.push_back({at, length, std::move(message)});
  }

  void word(Token token) {
    Condition condition;
    if (token.whole.size() > 1 && token.whole.front() == '-') {
      condition.negated = true;
      token = {token.at + 1, token.whole.substr(1)};
    }
    const std::size_t colon = token.whole.find(':');
    const bool free = colon == std::string_view::npos || token.whole.front() == '"';
    if (free)
      freeWord(token, std::move(condition));
    else
      fielded(token, colon, std::move(condition));
  }

  void freeWord(const Token& token, Condition condition) {
    const std::string plain = lower(unquoted(token.whole));
    if (plain.empty()) return problem(token.at, token.whole.size(), "An empty word.");
    condition.texts.push_back(plain);
    m_filter.conditions.push_back(std::move(condition));
  }

  void fielded(const Token& token, std::size_t colon, Condition condition) {
    const std::string_view name = token.whole.substr(0, colon);
    const FieldRow* row = fieldNamed(name);
    if (row == nullptr) return unknown(token, name);
    condition.field = row->field;
    const std::string_view list = token.whole.substr(colon + 1);
    for (const std::string& value : valuesOf(list)) {
      if (!value.empty() && row->read(value, m_now, condition)) continue;
      return problem(token.at + colon + 1, list.size(),
                     "'" + value + "' is no value for " + std::string(row->name) + "; expected " +
                         std::string(row->expected) + ".");
    }
    m_filter.conditions.push_back(std::move(condition));
  }

  void unknown(const Token& token, std::string_view name) {
    std::string message = "There is no field '" + std::string(name) + "'";
    const auto near = nearNames(name, filterFields(), 1);
    message += near.empty() ? "; put the word in quotes to search for it."
                            : "; did you mean '" + near.front() + "'?";
    problem(token.at, name.size(), message);
  }

  std::string_view m_text;
  WallMillis m_now;
  std::vector<FilterProblem>& m_problems;
  Filter m_filter;
};

}  // namespace

Filter parseFilter(std::string_view text, WallMillis now, std::vector<FilterProblem>& problems) {
  constexpr std::size_t kMostText = 4'096;
  if (text.size() > kMostText || !validUtf8(text)) {
    problems.push_back({0, text.size(), "A filter is text of at most 4,096 bytes."});
    return {};
  }
  return Parser(text, now, problems).run();
}

Result<Filter> parseFilter(std::string_view text, WallMillis now) {
  std::vector<FilterProblem> problems;
  Filter filter = parseFilter(text, now, problems);
  if (problems.empty()) return filter;
  const FilterProblem& first = problems.front();
  return Error(ErrorKind::BadRequest,
               "At character " + std::to_string(first.at + 1) + ": " + first.message);
}

std::vector<std::string> filterFields() {
  std::vector<std::string> names;
  for (const FieldRow& row : kFields)
    names.emplace_back(row.name);
  return names;
}

}  // namespace sb::ledger
