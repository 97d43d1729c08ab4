#include "core/config/yaml_tree.h"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>

#include "core/base/text.h"
#include "core/config/yaml_layout.h"

namespace sb::config {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

// Thrown through yaml-cpp to end the parse at the first thing that is refused; caught in parseYaml.
struct Refused {
  Problem problem;
};

[[noreturn]] void refuse(Where where, std::string what) { throw Refused{{where, what, ""}}; }

// Turns byte marks into positions that count characters, quickly for marks in reading order.
class Positions {
 public:
  explicit Positions(std::string_view text) : m_text(text) {}

  Where at(const YAML::Mark& mark) {
    if (mark.pos < 0) return {1, 1};
    const auto pos = std::min(static_cast<std::size_t>(mark.pos), m_text.size());
    const auto column = static_cast<std::size_t>(std::max(0, mark.column));
    if (mark.line != m_line || pos < m_pos) start(mark.line, pos - std::min(pos, column));
    for (; m_pos < pos; ++m_pos)
      if ((static_cast<unsigned char>(m_text[m_pos]) & 0xc0) != 0x80) ++m_column;
    return {m_line + 1, m_column + 1};
  }

 private:
  void start(int line, std::size_t pos) {
    m_line = line;
    m_pos = pos;
    m_column = 0;
  }

  std::string_view m_text;
  int m_line = -1;
  int m_column = 0;
  std::size_t m_pos = 0;
};

class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(std::string_view text, std::size_t shift)
      : m_text(text), m_positions(text), m_shift(shift) {}

  Yaml take() { return std::move(m_root); }
  Where where(const YAML::Mark& mark) { return m_positions.at(mark); }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (m_documents++ > 0) refuse(where(mark), "a second document begins here, expected only one");
  }
  void OnDocumentEnd() override {}
  void OnAnchor(const YAML::Mark& mark, const std::string&) override {
    refuse(where(mark), "YAML anchors (&name) are not supported, expected the value itself");
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    refuse(where(mark), "YAML aliases (*name) are not supported, expected the value itself");
  }
  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override {
    put(make(mark, Yaml::Kind::Null));
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                const std::string& value) override {
    refuseTag(mark, tag);
    Yaml node = make(mark, Yaml::Kind::Scalar);
    node.plain = tag == "?";
    if (!node.plain) refuseOpenQuote(node);
    node.text = value;
    put(std::move(node));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                       YAML::EmitterStyle::value style) override {
    open(mark, tag, Yaml::Kind::List, style);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                  YAML::EmitterStyle::value style) override {
    open(mark, tag, Yaml::Kind::Map, style);
  }
  void OnMapEnd() override { close(); }

 private:
  Yaml make(const YAML::Mark& mark, Yaml::Kind kind) {
    Yaml node;
    node.kind = kind;
    node.where = where(mark);
    node.offset = static_cast<std::size_t>(std::max(0, mark.pos)) + m_shift;
    if (++m_nodes > kMaxYamlNodes)
      refuse(node.where, fmt::format("too much here, expected at most {} values", kMaxYamlNodes));
    return node;
  }

  // yaml-cpp lets the end of the text close a quote, which would swallow all that follows it.
  void refuseOpenQuote(const Yaml& node) {
    const std::size_t at = node.offset - m_shift;
    const char first = at < m_text.size() ? m_text[at] : ' ';
    if ((first == '"' || first == '\'') && flowEnd(m_text, at) == std::string_view::npos)
      refuse(node.where, "a quote that is never closed, expected its end");
  }

  void refuseTag(const YAML::Mark& mark, const std::string& tag) {
    if (!tag.empty() && tag != "?" && tag != "!")
      refuse(where(mark), "YAML tags (!name) are not supported, expected the value without one");
  }

  void open(const YAML::Mark& mark, const std::string& tag, Yaml::Kind kind,
            YAML::EmitterStyle::value style) {
    refuseTag(mark, tag);
    Yaml node = make(mark, kind);
    node.flow = style == YAML::EmitterStyle::Flow;
    if (m_open.size() >= kMaxYamlLevels)
      refuse(node.where, fmt::format("too deep, expected at most {} levels", kMaxYamlLevels));
    m_open.push_back(std::move(node));
  }

  void close() {
    Yaml node = std::move(m_open.back());
    m_open.pop_back();
    put(std::move(node));
  }

  void put(Yaml node) {
    if (m_open.empty())
      m_root = std::move(node);
    else
      m_open.back().items.push_back(std::move(node));
  }

  std::string_view m_text;
  Positions m_positions;
  std::size_t m_shift;
  Yaml m_root;
  std::vector<Yaml> m_open;
  std::size_t m_nodes = 0;
  int m_documents = 0;
};

bool allowedByte(char c) {
  const auto u = static_cast<unsigned char>(c);
  return (u >= 0x20 && u != 0x7f) || c == '\n' || c == '\r' || c == '\t';
}

Where whereOf(std::string_view text, std::size_t pos) {
  const std::string_view before = text.substr(0, pos);
  const auto line = static_cast<int>(std::ranges::count(before, '\n'));
  const std::size_t start =
      before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  YAML::Mark mark;
  mark.pos = static_cast<int>(pos);
  mark.line = line;
  mark.column = static_cast<int>(pos - start);
  return Positions(text).at(mark);
}

std::optional<Problem> refusedBytes(std::string_view text) {
  if (text.size() > kMaxText)
    return Problem{{1, 1}, "the file is too large, expected at most 4 MB", ""};
  const auto bad = std::ranges::find_if_not(text, allowedByte);
  if (bad != text.end()) {
    const auto pos = static_cast<std::size_t>(bad - text.begin());
    return Problem{whereOf(text, pos), "a control character, expected plain UTF-8 text", ""};
  }
  if (!validUtf8(text)) return Problem{{1, 1}, "the file is not UTF-8, expected UTF-8 text", ""};
  return std::nullopt;
}

// yaml-cpp's words for it, or ours where its are of little help.
std::string syntaxProblem(std::string_view text, const YAML::Exception& e) {
  const std::size_t pos = std::min(static_cast<std::size_t>(std::max(0, e.mark.pos)), text.size());
  const std::size_t start = pos == 0 ? 0 : text.rfind('\n', pos - 1) + 1;  // npos + 1 = 0
  const std::string_view line = text.substr(start, pos - start);
  const std::string_view indent = line.substr(0, line.find_first_not_of(" \t"));
  if (indent.find('\t') != std::string_view::npos)
    return "not valid YAML here: a tab in the indentation, expected spaces";
  return "not valid YAML here: " + e.msg;
}

void parseInto(std::string_view body, TreeBuilder& builder) {
  std::istringstream in{std::string(body)};
  YAML::Parser parser(in);
  while (parser.HandleNextDocument(builder)) {
  }
}

}  // namespace

const Yaml* Yaml::find(std::string_view name) const {
  if (kind != Kind::Map) return nullptr;
  for (std::size_t i = 0; i < members(); ++i)
    if (key(i).kind == Kind::Scalar && key(i).text == name) return &value(i);
  return nullptr;
}

bool sameContent(const Yaml& a, const Yaml& b) {
  return a.kind == b.kind && a.plain == b.plain && a.text == b.text &&
         std::ranges::equal(a.items, b.items, sameContent);
}

std::optional<Problem> parseYaml(std::string_view text, Yaml& out) {
  if (auto problem = refusedBytes(text)) return problem;
  const std::size_t shift = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  const std::string_view body = text.substr(shift);
  TreeBuilder builder(body, shift);
  try {
    parseInto(body, builder);
  } catch (const Refused& refused) {
    return refused.problem;
  } catch (const YAML::Exception& e) {
    return Problem{builder.where(e.mark), syntaxProblem(body, e), ""};
  } catch (const std::exception& e) {
    return Problem{{1, 1}, std::string("not valid YAML: ") + e.what(), ""};
  }
  out = builder.take();
  return std::nullopt;
}

}  // namespace sb::config
