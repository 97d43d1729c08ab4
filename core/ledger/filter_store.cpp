#include "core/ledger/filter_store.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/text.h"
#include "core/ledger/id_rows_store.h"
#include "core/ledger/rollup.h"
#include "core/ledger/row_codec.h"

namespace sb::ledger {
namespace {

// A column that holds numbers of the dictionary, and where the text is if the dictionary was full.
struct NameColumn {
  Field field;
  const char* column;
  NameKind kind;
  const char* overflow;  // member of the details; null = cannot be
};

constexpr NameColumn kColumns[] = {
    {Field::Model, "model", NameKind::Model, "model"},
    {Field::Model, "asked", NameKind::Asked, "asked"},
    {Field::Asked, "asked", NameKind::Asked, "asked"},
    {Field::Provider, "provider", NameKind::Provider, nullptr},
    {Field::Key, "key", NameKind::Key, nullptr},
    {Field::Team, "team", NameKind::Team, nullptr},
    {Field::Route, "route", NameKind::Route, nullptr},
    {Field::Endpoint, "endpoint", NameKind::Endpoint, nullptr},
    {Field::Tag, "tags", NameKind::TagSet, "tags"},
    {Field::Word, "asked", NameKind::Asked, "asked"},
    {Field::Word, "model", NameKind::Model, "model"},
    {Field::Word, "provider", NameKind::Provider, nullptr},
    {Field::Word, "key", NameKind::Key, nullptr},
    {Field::Word, "route", NameKind::Route, nullptr},
    {Field::Word, "message", NameKind::Message, "msg"},
};

struct NumberColumn {
  Field field;
  const char* column;
};

constexpr NumberColumn kNumbers[] = {{Field::Status, "status"}, {Field::Cost, "cost"},
                                     {Field::Saved, "saved"},   {Field::Ms, "total"},
                                     {Field::FirstMs, "first"}, {Field::Since, "at"},
                                     {Field::Until, "at"},      {Field::Attempts, "attempts"}};

struct FlagColumn {
  Field field;
  std::int64_t mask;
  const char* value;
  std::int64_t expected;
};

constexpr FlagColumn kFlags[] = {{Field::Stream, flag::kStream, "true", flag::kStream},
                                 {Field::Stream, flag::kStream, "false", 0},
                                 {Field::Priced, flag::kUnpriced, "true", 0},
                                 {Field::Priced, flag::kUnpriced, "false", flag::kUnpriced},
                                 {Field::Estimated, flag::kEstimated, "true", flag::kEstimated},
                                 {Field::Estimated, flag::kEstimated, "false", 0},
                                 {Field::Mirror, flag::kMirror, "true", flag::kMirror},
                                 {Field::Mirror, flag::kMirror, "false", 0},
                                 {Field::Cache, flag::kCacheMask, "off", 0},
                                 {Field::Cache, flag::kCacheMask, "miss", flag::kCacheMiss},
                                 {Field::Cache, flag::kCacheMask, "hit", flag::kCacheHit},
                                 {Field::Cache, flag::kCacheMask, "joined", flag::kCacheMask}};

constexpr std::pair<const char*, OutcomeClass> kOutcomes[] = {
    {"ok", OutcomeClass::Ok},
    {"error", OutcomeClass::Failed},
    {"client_closed", OutcomeClass::ClientGone},
    {"interrupted", OutcomeClass::Interrupted}};

// A list of the rows that came within so many milliseconds is not too long to be made.
constexpr WallMillis kFewRows = 60'000;

// GLOB knows [ ] besides * and ?.
std::string sqlGlob(const std::string& pattern) {
  std::string glob;
  for (const char c : pattern) {
    if (c == '[')
      glob += "[[]";
    else
      glob += c;
  }
  return glob;
}

class Builder {
 public:
  explicit Builder(const Names& names) : m_names(names) {}

  Where run(const Filter& filter) {
    for (const Condition& condition : filter.conditions)
      add(condition);
    return std::move(m_where);
  }

 private:
  void add(const Condition& condition) {
    m_any.clear();
    for (const Range& range : condition.ranges)
      number(condition.field, range);
    for (const std::string& text : condition.texts)
      value(condition.field, text);
    if (condition.field == Field::Since && !condition.negated) since(condition);
    const std::string any = m_any.empty() ? "0" : m_any;
    m_where.sql += (condition.negated ? " AND NOT (" : " AND (") + any + ")";
  }

  void either(const std::string& sql) {
    if (!m_any.empty()) m_any += " OR ";
    m_any += sql;
  }

  void since(const Condition& condition) {
    WallMillis earliest = Range().high;
    for (const Range& range : condition.ranges)
      earliest = std::min(earliest, range.low);
    m_where.since = std::max(m_where.since.value_or(earliest), earliest);
  }

  void number(Field field, const Range& range) {
    for (const NumberColumn& number : kNumbers)
      if (number.field == field)
        either(fmt::format("{} BETWEEN {} AND {}", number.column, range.low, range.high));
  }

  void value(Field field, const std::string& text) {
    if (field == Field::Id) return id(text);
    if (field == Field::Outcome) return outcome(text);
    for (const FlagColumn& flag : kFlags)
      if (flag.field == field && text == flag.value)
        either(fmt::format("flags & {} = {}", flag.mask, flag.expected));
    for (const NameColumn& column : kColumns)
      if (column.field == field) name(column, text);
    if (field == Field::Word && text.starts_with("req_")) id(text);
  }

  void name(const NameColumn& column, const std::string& text) {
    const bool word = column.field == Field::Word;
    const auto fits = [&](std::string_view part) {
      const std::string known = lower(part);
      return word ? known.find(text) != std::string::npos : globMatch(text, known);
    };
    numbers(column.column, m_names.matching(column.kind, [&](std::string_view known) {
      return matches(column.kind, known, fits);
    }));
    if (column.overflow != nullptr) overflow(column, text, word);
  }

  template <class Fits>
  static bool matches(NameKind kind, std::string_view known, const Fits& fits) {
    if (kind == NameKind::Key) return fits(keyNameOf(known)) || fits(keyIdOf(known));
    if (kind != NameKind::TagSet) return fits(known);
    const std::vector<std::string_view> tags = split(known, kJoin);
    return std::any_of(tags.begin(), tags.end(), fits);
  }

  void numbers(std::string_view column, std::vector<NameId> ids) {
    if (ids.empty()) return;
    std::sort(ids.begin(), ids.end());
    either(fmt::format("{} IN ({})", column, fmt::join(ids, ",")));
  }

  void overflow(const NameColumn& column, const std::string& text, bool word) {
    const bool tags = column.kind == NameKind::TagSet;
    const std::string value = fmt::format("lower(d.wide ->> '$.{}')", column.overflow);
    const std::string test = word ? "instr(" + value + ",?)>0" : value + " GLOB ?";
    either(fmt::format("({}={} AND EXISTS(SELECT 1 FROM details d WHERE d.seq=rows.seq AND {}))",
                       column.column, kOther, test));
    m_where.texts.push_back(word ? text : tags ? "*" + sqlGlob(text) + "*" : sqlGlob(text));
  }

  void outcome(const std::string& text) {
    for (const auto& [name, outcome] : kOutcomes)
      if (text == name) either(fmt::format("outcome & 7 = {}", static_cast<int>(outcome)));
    numbers("outcome >> 3", m_names.matching(NameKind::Error, [&](std::string_view known) {
      return globMatch(text, known);
    }));
  }

  void id(const std::string& text) {
    const auto times = idTimes(text);
    if (!times) return;
    if (times->last - times->first > kFewRows)
      return either(fmt::format("at BETWEEN {} AND {}", times->first, times->last));
    either("seq IN (" + rowsOfIdSql(*times, text) + ")");
    if (needsPrefix(text)) m_where.texts.push_back(text);
  }

  const Names& m_names;
  Where m_where;
  std::string m_any;
};

}  // namespace

Where whereOf(const Filter& filter, const Names& names) { return Builder(names).run(filter); }

}  // namespace sb::ledger
