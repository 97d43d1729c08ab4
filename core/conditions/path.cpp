// Reads paths such as `headers.x-app` and `body.messages[-1]["a.b"]`, and quoted texts.
#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <charconv>

#include "core/base/text.h"
#include "core/conditions/fact_table.h"
#include "core/conditions/readers.h"

namespace sb::conditions {
namespace {

// What would end in the log if a condition could show it.
constexpr std::array<std::string_view, 6> kCredentials{
    "authorization", "proxy-authorization", "cookie", "x-api-key", "api-key", "x-goog-api-key"};

std::string_view plainRun(std::string_view text) {
  std::size_t size = 0;
  while (size < text.size() && plainName(text.substr(size, 1)))
    ++size;
  return text.substr(0, size);
}

std::string unknownFact(std::string_view name) {
  std::vector<std::string> names;
  for (int i = 0; i < kFacts; ++i)
    names.emplace_back(factName(static_cast<Fact>(i)));
  std::string what = fmt::format("there is no fact `{}`", excerpt(name, 60));
  const std::vector<std::string> near = nearNames(name, names);
  for (std::size_t i = 0; i < near.size(); ++i)
    what += (i == 0 ? ", did you mean `" : i + 1 == near.size() ? "` or `" : "`, `") + near[i];
  return near.empty() ? what : what + "`?";
}

class PathReader {
 public:
  PathReader(std::string_view text, std::size_t at) : m_text(text), m_at(at) {}

  Checked<FoundPath> read() {
    const std::size_t start = m_at;
    const std::string_view name = plainRun(m_text.substr(m_at));
    const auto fact = factOf(name);
    if (!fact) return problem(start, unknownFact(name));
    m_at += name.size();
    m_path.fact = *fact;
    const bool named = *fact == Fact::Metadata || *fact == Fact::Headers;
    std::string wrong = named ? readName() : *fact == Fact::Body ? readSteps() : std::string();
    if (wrong.empty() && at(".["))
      wrong = named ? fmt::format("a name with other characters is written {}[\"…\"]", name)
                    : fmt::format("`{}` has no parts", m_path.toText());
    if (!wrong.empty()) return problem(m_at, std::move(wrong));
    if (*fact == Fact::Headers && isCredential())
      return problem(start, fmt::format("`{}` carries a credential, which no condition reads; "
                                        "`key` is the name of the gateway key",
                                        m_path.toText()));
    return FoundPath{std::move(m_path), m_at};
  }

 private:
  static std::optional<Fact> factOf(std::string_view name) {
    for (int i = 0; i < kFacts; ++i)
      if (factName(static_cast<Fact>(i)) == name) return static_cast<Fact>(i);
    return std::nullopt;
  }

  bool at(std::string_view any) const {
    return m_at < m_text.size() && any.find(m_text[m_at]) != std::string_view::npos;
  }

  ConditionProblem problem(std::size_t offset, std::string what) const {
    return problemAt(m_text, offset, std::move(what));
  }

  bool isCredential() const {
    return std::find(kCredentials.begin(), kCredentials.end(), m_path.name) != kCredentials.end();
  }

  // Each of these gives what is wrong at m_at, or "".
  std::string readName() {
    BodyStep step;
    if (std::string wrong = readStep(step); !wrong.empty()) return wrong;
    const auto* name = std::get_if<std::string>(&step);
    if (name == nullptr || name->empty()) return nameExpected();
    m_path.name = m_path.fact == Fact::Headers ? lower(*name) : *name;
    return {};
  }

  std::string readSteps() {
    do {
      BodyStep step;
      if (std::string wrong = readStep(step); !wrong.empty()) return wrong;
      m_path.steps.push_back(std::move(step));
    } while (at(".["));
    return {};
  }

  std::string nameExpected() const {
    return fmt::format("expected a name, as in {0}.{1}", factName(m_path.fact),
                       m_path.fact == Fact::Body ? "temperature" : "tier");
  }

  std::string readStep(BodyStep& step) {
    if (at("[")) return readBracket(step);
    if (!at(".")) return nameExpected();
    ++m_at;
    const std::string_view name = plainRun(m_text.substr(m_at));
    if (name.empty()) return nameExpected();
    m_at += name.size();
    step = std::string(name);
    return {};
  }

  std::string readBracket(BodyStep& step) {
    ++m_at;
    if (at("\"'")) {
      auto quoted = readQuoted(m_text, m_at);
      if (!quoted) {
        m_at = quoted.error().offset;
        return quoted.error().what;
      }
      m_at = quoted->end;
      step = std::move(quoted->text);
    } else {
      std::int64_t index = 0;
      const char* const end = m_text.data() + m_text.size();
      const auto [stop, wrong] = std::from_chars(m_text.data() + m_at, end, index);
      if (wrong != std::errc()) return "expected an index or a name in quotes after [";
      m_at = static_cast<std::size_t>(stop - m_text.data());
      step = index;
    }
    if (!at("]")) return "expected ]";
    ++m_at;
    return {};
  }

  std::string_view m_text;
  std::size_t m_at;
  FactPath m_path;
};

void appendCharacter(std::string& out, std::uint32_t c) {
  const auto byte = [&](std::uint32_t value) { out += static_cast<char>(value); };
  const auto follow = [&](int shift) { byte(0x80 | ((c >> shift) & 0x3f)); };
  if (c < 0x80) return byte(c);
  if (c < 0x800) {
    byte(0xc0 | (c >> 6));
    return follow(0);
  }
  if (c < 0x10000) {
    byte(0xe0 | (c >> 12));
  } else {
    byte(0xf0 | (c >> 18));
    follow(12);
  }
  follow(6);
  follow(0);
}

// The four digits after \u at a byte.
std::optional<std::uint32_t> codeUnit(std::string_view text, std::size_t at) {
  if (text.size() < at + 6 || text[at] != '\\' || text[at + 1] != 'u') return std::nullopt;
  std::uint32_t unit = 0;
  const char* const first = text.data() + at + 2;
  const auto [stop, wrong] = std::from_chars(first, first + 4, unit, 16);
  if (wrong != std::errc() || stop != first + 4) return std::nullopt;
  return unit;
}

// Appends the character of \u at a byte; gives the bytes it took, 0 if it is none.
std::size_t readCharacter(std::string_view text, std::size_t at, std::string& out) {
  const auto unit = codeUnit(text, at);
  if (!unit || (*unit >= 0xdc00 && *unit < 0xe000)) return 0;
  if (*unit < 0xd800 || *unit >= 0xe000) {
    appendCharacter(out, *unit);
    return 6;
  }
  const auto second = codeUnit(text, at + 6);
  if (!second || *second < 0xdc00 || *second >= 0xe000) return 0;
  appendCharacter(out, 0x10000 + ((*unit - 0xd800) << 10) + (*second - 0xdc00));
  return 12;
}

// Appends what the backslash at a byte stands for; gives the bytes it took. One before any other
// character stays, so that a regular expression needs no second one.
std::size_t readEscape(std::string_view text, std::size_t at, std::string& out) {
  const char c = at + 1 < text.size() ? text[at + 1] : '\0';
  constexpr std::string_view kNames = "\\\"'nrt", kMeant = "\\\"'\n\r\t";
  if (c == 'u') return readCharacter(text, at, out);
  if (const std::size_t i = kNames.find(c); c != '\0' && i != std::string_view::npos) {
    out += kMeant[i];
    return 2;
  }
  out += '\\';
  return 1;
}

}  // namespace

Checked<FoundPath> readPath(std::string_view text, std::size_t at) {
  return PathReader(text, at).read();
}

Checked<FoundText> readQuoted(std::string_view text, std::size_t at) {
  const char quote = text[at];
  FoundText found;
  for (std::size_t i = at + 1; i < text.size();) {
    if (text[i] == quote) {
      found.end = i + 1;
      return found;
    }
    if (text[i] != '\\') {
      found.text += text[i++];
      continue;
    }
    const std::size_t taken = readEscape(text, i, found.text);
    if (taken == 0) return problemAt(text, i, "expected four digits of a character after \\u");
    i += taken;
  }
  return problemAt(text, at, "this text has no closing quote");
}

ConditionProblem problemAt(std::string_view text, std::size_t offset, std::string what) {
  ConditionProblem problem;
  problem.what = std::move(what);
  problem.offset = std::min(offset, text.size());
  for (const char c : text.substr(0, problem.offset)) {
    if (c == '\n') {
      ++problem.line;
      problem.column = 1;
    } else if ((c & 0xc0) != 0x80) {
      ++problem.column;
    }
  }
  return problem;
}

}  // namespace sb::conditions
