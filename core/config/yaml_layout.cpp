#include "core/config/yaml_layout.h"

#include <algorithm>

#include "core/base/text.h"

namespace sb::config {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// A blank line or one that holds only a comment.
bool saysNothing(std::string_view line) {
  const std::string_view content = trim(line);
  return content.empty() || content.front() == '#';
}

std::size_t quoteEnd(std::string_view text, std::size_t at) {
  const char quote = text[at];
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (quote == '"' && text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      if (quote == '\'' && i + 1 < text.size() && text[i + 1] == '\'')
        ++i;
      else
        return i + 1;
    }
  }
  return kNone;
}

// Walks through a flow value. `onComma` is called for commas of the outermost bracket.
template <class OnComma>
std::size_t walkFlow(std::string_view text, std::size_t at, OnComma onComma) {
  int depth = 0;
  bool fresh = true;  // a quote here would begin a scalar
  for (std::size_t i = at; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '#' && i > 0 && isBlank(text[i - 1])) {
      i = lineEnd(text, i) - 1;
    } else if (fresh && (c == '"' || c == '\'')) {
      i = quoteEnd(text, i);
      if (i == kNone) return kNone;
      if (depth == 0) return i;
      --i;
      fresh = false;
    } else if (c == '[' || c == '{') {
      ++depth;
      fresh = true;
    } else if (c == ']' || c == '}') {
      if (--depth <= 0) return depth == 0 ? i + 1 : kNone;
      fresh = false;
    } else if (c == ',' || c == ':') {
      if (c == ',' && depth == 1) onComma(i);
      fresh = true;
    } else if (!isBlank(c)) {
      fresh = false;
    }
  }
  return kNone;
}

bool isDashAt(std::string_view line, std::size_t column) {
  if (line.size() <= column || line[column] != '-') return false;
  const bool indent = line.substr(0, column).find_first_not_of(' ') == kNone;
  return indent && (line.size() == column + 1 || isBlank(line[column + 1]));
}

}  // namespace

std::size_t lineStart(std::string_view text, std::size_t at) {
  const std::size_t newline = at == 0 ? kNone : text.rfind('\n', at - 1);
  return newline == kNone ? 0 : newline + 1;
}

std::size_t lineEnd(std::string_view text, std::size_t at) {
  const std::size_t newline = text.find('\n', at);
  return newline == kNone ? text.size() : newline + 1;
}

std::size_t contentEnd(std::string_view text, std::size_t begin, std::size_t end) {
  std::size_t last = begin;
  for (std::size_t at = begin; at < end; at = lineEnd(text, at)) {
    const std::size_t stop = std::min(lineEnd(text, at), end);
    if (!saysNothing(text.substr(at, stop - at))) last = stop;
  }
  return last;
}

std::size_t documentEnd(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); at = lineEnd(text, at)) {
    const std::string_view line = text.substr(at, lineEnd(text, at) - at);
    if (line.starts_with("...") && (line.size() == 3 || isBlank(line[3]))) return at;
  }
  return text.size();
}

std::size_t flowEnd(std::string_view text, std::size_t at) {
  return walkFlow(text, at, [](std::size_t) {});
}

std::vector<std::string_view> flowPieces(std::string_view text, Range list) {
  std::vector<std::string_view> pieces;
  std::size_t from = list.begin + 1;
  walkFlow(text, list.begin, [&](std::size_t comma) {
    pieces.push_back(trim(text.substr(from, comma - from)));
    from = comma + 1;
  });
  pieces.push_back(trim(text.substr(from, list.end - 1 - from)));
  return pieces;
}

Range sectionLines(std::string_view text, const Yaml& root, std::size_t member) {
  const bool last = member + 1 == root.members();
  const std::size_t begin = lineStart(text, root.key(member).offset);
  const std::size_t limit = last ? documentEnd(text) : lineStart(text, root.key(member + 1).offset);
  return {begin, contentEnd(text, begin, std::max(begin, limit))};
}

std::size_t afterColon(std::string_view text, const Yaml& key) {
  const std::size_t end = key.plain ? key.offset + key.text.size() : flowEnd(text, key.offset);
  const std::size_t colon = end == kNone ? kNone : text.find(':', end);
  return colon == kNone ? text.size() : colon + 1;
}

std::vector<Range> itemLines(std::string_view text, const Yaml& list, Range section) {
  const std::size_t begin = lineStart(text, list.offset);
  const std::size_t column = list.offset - begin;
  std::vector<Range> items;
  for (std::size_t at = begin; at < section.end; at = lineEnd(text, at))
    if (isDashAt(text.substr(at, lineEnd(text, at) - at), column))
      items.push_back({at, section.end});
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::size_t limit = i + 1 < items.size() ? items[i + 1].begin : section.end;
    items[i].end = contentEnd(text, items[i].begin, limit);
  }
  return items;
}

std::string indented(std::string_view value, const std::string& first, const std::string& rest) {
  std::string out;
  bool begun = false;
  for (std::string_view line : split(value, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.empty()) out.append(begun ? rest : first).append(line);
    begun = true;
    out += '\n';
  }
  return out;
}

std::string_view newlineOf(std::string_view text) {
  const std::size_t first = text.find('\n');
  return first != kNone && first > 0 && text[first - 1] == '\r' ? "\r\n" : "\n";
}

std::string withNewlines(std::string_view piece, std::string_view newline) {
  std::string out;
  for (const char c : piece) {
    if (c == '\n')
      out += newline;
    else
      out += c;
  }
  return out;
}

}  // namespace sb::config
