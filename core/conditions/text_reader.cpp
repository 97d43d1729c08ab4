// The text form by recursive descent; docs/conditions.md has the grammar.
#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <charconv>

#include "core/base/text.h"
#include "core/conditions/fact_table.h"
#include "core/conditions/readers.h"

namespace sb::conditions {
namespace {

using Wrong = std::optional<ConditionProblem>;

constexpr std::array<std::string_view, 10> kKeywords{"and",      "or",     "not", "in",   "matches",
                                                     "contains", "exists", "has", "true", "false"};
struct Symbol {
  std::string_view text;
  Op op;
};
// The longer first.
constexpr std::array<Symbol, 8> kSymbols{{{"==", Op::Equal},
                                          {"!=", Op::NotEqual},
                                          {">=", Op::GreaterEqual},
                                          {"<=", Op::LessEqual},
                                          {"=~", Op::Matches},
                                          {"=", Op::Equal},
                                          {">", Op::Greater},
                                          {"<", Op::Less}}};

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

// Each read…() leaves its result in an argument and gives the problem, if there is one.
class TextReader {
 public:
  explicit TextReader(std::string_view text) : m_text(text) { skipBlanks(); }

  Checked<Term> read() {
    Term root;
    if (auto wrong = readOr(root)) return *std::move(wrong);
    if (m_at < m_text.size()) return expected("`and`, `or` or the end");
    if (std::string wrong = tooLarge(root); !wrong.empty())
      return problemAt(m_text, 0, std::move(wrong));
    return root;
  }

 private:
  Wrong readOr(Term& term) { return readJoined(Op::Or, term); }

  Wrong readJoined(Op op, Term& term) {
    std::vector<Term> terms;
    do {
      Term next;
      if (auto wrong = op == Op::Or ? readJoined(Op::And, next) : readUnary(next)) return wrong;
      terms.push_back(std::move(next));
    } while (takeKeyword(symbolOf(op)));
    term = joined(op, std::move(terms));
    return {};
  }

  Wrong readUnary(Term& term) {
    if (++m_level > kMaxLevels + 1) return problem(m_at, tooDeep());
    Wrong wrong = readUnaryWithin(term);
    --m_level;
    return wrong;
  }

  Wrong readUnaryWithin(Term& term) {
    if (takeKeyword("not")) {
      Term inner;
      if (auto wrong = readUnary(inner)) return wrong;
      term = negated(std::move(inner));
      return {};
    }
    if (take("(")) {
      if (auto wrong = readOr(term)) return wrong;
      if (!take(")")) return expected("`and`, `or` or `)`");
      return {};
    }
    for (const bool value : {true, false}) {
      if (!takeKeyword(value ? "true" : "false")) continue;
      term = constantTerm(value);
      return {};
    }
    for (const Op op : {Op::Has, Op::Exists})
      if (takeKeyword(symbolOf(op))) return readPresence(op, term);
    return readComparison(term);
  }

  // has(PATH), exists(PATH); the name has been taken.
  Wrong readPresence(Op op, Term& term) {
    if (!take("(")) return expected(fmt::format("( after `{}`", symbolOf(op)));
    term.op = op;
    if (auto wrong = readFact(term.path)) return wrong;
    if (!take(")")) return expected("`)`");
    return {};
  }

  Wrong readFact(FactPath& path) {
    if (m_at == m_text.size() || keyword().size() > 0 || !plainName(m_text.substr(m_at, 1)) ||
        isDigit(m_text[m_at]))
      return expected("a fact such as `tokens`, `not` or `(`");
    auto found = readPath(m_text, m_at);
    if (!found) return found.error();
    path = std::move(found->path);
    m_at = found->end;
    skipBlanks();
    return {};
  }

  Wrong readComparison(Term& term) {
    if (auto wrong = readFact(term.path)) return wrong;
    const std::size_t at = m_at;
    const bool turned = takeKeyword("not");
    if (!readOperator(term.op, turned)) {
      if (!turned && rowOf(term.path.fact).type == FactType::Bool) return readBare(term);
      if (turned) return expected("`in`, `matches` or `contains`");
      return expected(fmt::format("a comparison after `{}`", term.path.toText()));
    }
    std::vector<std::size_t> offsets;
    const bool several = term.op == Op::In || term.op == Op::NotIn;
    if (auto wrong = several ? readList(term, offsets) : readLiteral(term, offsets)) return wrong;
    if (const auto misfit = complete(term))
      return problem(misfit->literal ? offsets[*misfit->literal] : at, misfit->what);
    if (turned && term.op != Op::NotIn) term = negated(std::move(term));
    return {};
  }

  // `stream` alone is `stream == true`.
  static Wrong readBare(Term& term) {
    term.op = Op::Equal;
    term.literals.emplace_back(true);
    return {};
  }

  bool readOperator(Op& op, bool turned) {
    for (const Op word : {Op::In, Op::Matches, Op::Contains}) {
      if (!takeKeyword(symbolOf(word))) continue;
      op = turned && word == Op::In ? Op::NotIn : word;
      return true;
    }
    for (const Symbol& symbol : kSymbols) {
      if (turned || !take(symbol.text)) continue;
      op = symbol.op;
      return true;
    }
    return false;
  }

  Wrong readList(Term& term, std::vector<std::size_t>& offsets) {
    if (!take("[")) return expected(fmt::format("a list in [ ] after `{}`", symbolOf(term.op)));
    do {
      if (auto wrong = readLiteral(term, offsets)) return wrong;
    } while (take(","));
    if (!take("]")) return expected("`,` or `]`");
    return {};
  }

  Wrong readLiteral(Term& term, std::vector<std::size_t>& offsets) {
    offsets.push_back(m_at);
    for (const bool value : {true, false}) {
      if (!takeKeyword(value ? "true" : "false")) continue;
      term.literals.emplace_back(value);
      return {};
    }
    const char c = m_at < m_text.size() ? m_text[m_at] : '\0';
    if (c == '"' || c == '\'') {
      auto found = readQuoted(m_text, m_at);
      if (!found) return found.error();
      term.literals.emplace_back(std::move(found->text));
      m_at = found->end;
      skipBlanks();
      return {};
    }
    if (isDigit(c) || c == '-') return readNumber(term);
    const std::string_view word = run();
    if (keyword().empty() && !word.empty())
      return problem(m_at, fmt::format("a text stands in quotes: \"{}\"", excerpt(word, 60)));
    return expected("a text in quotes, a number, true or false");
  }

  // 1_000, 0.5, 1e6, 100k, 1.5M
  Wrong readNumber(Term& term) {
    std::size_t end = m_at + 1;
    while (end < m_text.size() && partOfNumber(end))
      ++end;
    const std::string_view written = m_text.substr(m_at, end - m_at);
    const auto value = numberOf(written);
    if (!value)
      return problem(m_at, fmt::format("no number: {} (100000, 1_000, 0.5, 100k and 2M are)",
                                       excerpt(written, 60)));
    term.literals.emplace_back(*value);
    m_at = end;
    skipBlanks();
    return {};
  }

  bool partOfNumber(std::size_t at) const {
    const char c = m_text[at], before = m_text[at - 1];
    if (c == '-' || c == '+') return before == 'e' || before == 'E';
    return c == '.' || c == ':' || (c != '-' && plainName({&c, 1}));
  }

  static std::optional<Literal> numberOf(std::string_view written) {
    std::string text;
    for (std::size_t i = 0; i < written.size(); ++i) {
      const bool between =
          i > 0 && i + 1 < written.size() && isDigit(written[i - 1]) && isDigit(written[i + 1]);
      if (written[i] != '_')
        text += written[i];
      else if (!between)
        return std::nullopt;
    }
    const char suffix = text.back();
    if (suffix == 'k' || suffix == 'M') {
      if (text.find_first_of("eE") != std::string::npos) return std::nullopt;
      text.replace(text.size() - 1, 1, suffix == 'k' ? "e3" : "e6");
    }
    const char *first = text.data(), *last = first + text.size();
    if (!isDigit(text[text[0] == '-' ? 1 : 0])) return std::nullopt;
    std::int64_t exact = 0;
    if (const auto [stop, wrong] = std::from_chars(first, last, exact);
        wrong == std::errc() && stop == last)
      return Literal(exact);
    double real = 0;
    if (const auto [stop, wrong] = std::from_chars(first, last, real);
        wrong == std::errc() && stop == last)
      return Literal(real);
    return std::nullopt;
  }

  // Letters, digits, _ and - that stand here.
  std::string_view run() const {
    std::size_t end = m_at;
    while (end < m_text.size() && plainName(m_text.substr(end, 1)))
      ++end;
    return m_text.substr(m_at, end - m_at);
  }

  // The keyword that stands here, or "".
  std::string_view keyword() const {
    const std::string_view word = run();
    const auto found = std::find_if(kKeywords.begin(), kKeywords.end(),
                                    [&](std::string_view each) { return equalNoCase(each, word); });
    return found == kKeywords.end() ? std::string_view() : *found;
  }

  bool takeKeyword(std::string_view word) {
    if (!equalNoCase(run(), word)) return false;
    m_at += word.size();
    skipBlanks();
    return true;
  }

  bool take(std::string_view symbol) {
    if (m_text.substr(m_at, symbol.size()) != symbol) return false;
    m_at += symbol.size();
    skipBlanks();
    return true;
  }

  void skipBlanks() {
    while (m_at < m_text.size() && isBlank(m_text[m_at]))
      ++m_at;
  }

  ConditionProblem problem(std::size_t at, std::string what) const {
    return problemAt(m_text, at, std::move(what));
  }

  ConditionProblem expected(std::string_view what) const {
    if (m_at == m_text.size()) return problem(m_at, fmt::format("expected {}", what));
    const std::string_view rest = m_text.substr(m_at);
    const std::string_view word = run();
    if (rest.starts_with("&&")) return problem(m_at, "`&&` is written `and`");
    if (rest.starts_with("||")) return problem(m_at, "`||` is written `or`");
    if (rest.starts_with("!")) return problem(m_at, "`!` is written `not`");
    const std::string seen = excerpt(word.empty() ? firstOf(rest) : word, 60);
    return problem(m_at, fmt::format("expected {}, not `{}`", what, seen));
  }

  static std::string_view firstOf(std::string_view rest) {
    std::size_t size = 1;
    while (size < rest.size() && (rest[size] & 0xc0) == 0x80)
      ++size;
    return rest.substr(0, size);
  }

  std::string_view m_text;
  std::size_t m_at = 0;
  std::size_t m_level = 0;
};

}  // namespace

Checked<Term> readText(std::string_view text) {
  if (text.size() > kMaxConditionText) return problemAt(text, kMaxConditionText, tooLong());
  if (!validUtf8(text)) return problemAt(text, 0, "a condition is a text in UTF-8");
  return TextReader(text).read();
}

}  // namespace sb::conditions
