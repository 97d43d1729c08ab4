#include "core/config/patch_item.h"

#include <algorithm>
#include <boost/json.hpp>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/config/yaml_layout.h"

namespace sb::config {
namespace {

using Kind = Yaml::Kind;

constexpr std::size_t kNone = std::string_view::npos;

// A word without quotes that means something else than its letters: true, 5, ~.
bool isSpecial(const Yaml& scalar) {
  if (!scalar.plain) return false;
  const auto parsed = json::parse(scalar.text);
  return scalar.text == "~" || scalar.text.empty() || (parsed && !parsed->is_string());
}

// The same to a reader of values: quotes around words and the order of members do not count.
bool sameMeaning(const Yaml& a, const Yaml& b) {
  if (a.kind != b.kind) return false;
  if (a.kind == Kind::Scalar)
    return a.text == b.text && (a.plain == b.plain || (!isSpecial(a) && !isSpecial(b)));
  if (a.items.size() != b.items.size()) return false;
  if (a.kind == Kind::List) return std::ranges::equal(a.items, b.items, sameMeaning);
  for (std::size_t i = 0; i < a.members(); ++i) {
    const Yaml* other = b.find(a.key(i).text);
    if (other == nullptr || !sameMeaning(a.value(i), *other)) return false;
  }
  return true;
}

struct Edit {
  Range range;
  std::string text;
};

bool isBlock(const Yaml& yaml, Kind kind) { return yaml.kind == kind && !yaml.flow; }

// Collects edits of `m_text` that make it say what `m_item` says. False: not understood.
class Patch {
 public:
  Patch(std::string_view text, std::string_view item) : m_text(text), m_item(item) {}

  bool map(const Yaml& old, const Yaml& wanted, std::size_t end);
  bool list(const Yaml& old, const Yaml& wanted, std::size_t end);
  std::string apply();

 private:
  bool value(const Yaml& key, const Yaml& old, const Yaml& wantedKey, const Yaml& wanted,
             std::size_t end);
  bool reordered(const Yaml& old, const Yaml& wanted, const std::vector<Range>& lines);
  std::size_t columnOf(std::string_view text, std::size_t at) const {
    return at - lineStart(text, at);
  }
  // Of the wanted item, from `at` to the end of what hangs on that line, behind so many blanks.
  std::string rendered(std::size_t at, std::size_t column) const;
  std::string renderedItem(const Yaml& one, std::size_t column) const;

  std::string_view m_text, m_item;
  std::vector<Edit> m_edits;
};

std::string Patch::rendered(std::size_t at, std::size_t column) const {
  const std::size_t from = columnOf(m_item, at);
  std::string out(column, ' ');
  std::size_t line = lineEnd(m_item, at);
  out += m_item.substr(at, line - at);
  for (; line < m_item.size(); line = lineEnd(m_item, line)) {
    const std::string_view whole = m_item.substr(line, lineEnd(m_item, line) - line);
    if (whole.find_first_not_of(' ') <= from) break;
    out.append(column, ' ').append(whole.substr(from));
  }
  if (!out.ends_with('\n')) out += '\n';
  return out;
}

std::string Patch::renderedItem(const Yaml& one, std::size_t column) const {
  // The dash stands two before the first word.
  std::string out =
      rendered(one.kind == Kind::Map && !one.flow ? one.key(0).offset : one.offset, column + 2);
  out[column] = '-';
  return out;
}

bool Patch::value(const Yaml& key, const Yaml& old, const Yaml& wantedKey, const Yaml& wanted,
                  std::size_t end) {
  if (isBlock(old, Kind::Map) && isBlock(wanted, Kind::Map)) return map(old, wanted, end);
  if (isBlock(old, Kind::List) && isBlock(wanted, Kind::List)) return list(old, wanted, end);
  const std::size_t begin = key.offset, line = lineEnd(m_text, begin);
  const std::string fresh = rendered(wantedKey.offset, columnOf(m_text, begin));
  const bool oneLine = fresh.find('\n') + 1 == fresh.size();
  const bool inPlace = (old.kind == Kind::Scalar || old.flow) && old.offset < line;
  if (inPlace && oneLine) {
    const bool raw = old.plain && m_text.substr(old.offset).starts_with(old.text);
    const std::size_t stop = raw ? old.offset + old.text.size() : flowEnd(m_text, old.offset);
    if (stop == kNone || stop > line || (old.plain && !raw)) return false;
    const std::string_view words =
        trim(m_item.substr(wanted.offset, lineEnd(m_item, wanted.offset) - wanted.offset));
    m_edits.push_back({{old.offset, stop}, std::string(words)});
    return true;
  }
  // Anything from the key's name on; what stands before it on its line (a dash) stays.
  m_edits.push_back({{begin, end}, fresh.substr(columnOf(m_text, begin))});
  return true;
}

bool Patch::map(const Yaml& old, const Yaml& wanted, std::size_t end) {
  if (old.members() == 0) return false;
  const std::size_t column = columnOf(m_text, old.key(0).offset);
  std::size_t last = old.key(0).offset;
  for (std::size_t i = 0; i < old.members(); ++i) {
    const Yaml& key = old.key(i);
    const std::size_t limit =
        i + 1 < old.members() ? lineStart(m_text, old.key(i + 1).offset) : end;
    const std::size_t stop = contentEnd(m_text, lineStart(m_text, key.offset), limit);
    std::size_t there = 0;
    while (there < wanted.members() && wanted.key(there).text != key.text)
      ++there;
    if (there < wanted.members()) {
      last = std::max(last, stop);
      if (sameMeaning(old.value(i), wanted.value(there))) continue;
      if (!value(key, old.value(i), wanted.key(there), wanted.value(there), stop)) return false;
      continue;
    }
    const std::size_t begin = lineStart(m_text, key.offset);
    if (trim(m_text.substr(begin, key.offset - begin)).size() > 0) return false;  // a dash
    m_edits.push_back({{begin, stop}, ""});
  }
  if (last == old.key(0).offset) return false;
  std::string more;
  for (std::size_t i = 0; i < wanted.members(); ++i)
    if (old.find(wanted.key(i).text) == nullptr) more += rendered(wanted.key(i).offset, column);
  if (!more.empty()) m_edits.push_back({{last, last}, more});
  return true;
}

bool Patch::list(const Yaml& old, const Yaml& wanted, std::size_t end) {
  const std::vector<Range> lines = itemLines(m_text, old, {lineStart(m_text, old.offset), end});
  if (lines.size() != old.items.size() || wanted.items.empty()) return false;
  const auto isKnown = [&](const Yaml& one) {
    return std::ranges::any_of(old.items,
                               [&](const Yaml& other) { return sameMeaning(one, other); });
  };
  bool inPlace = old.items.size() == wanted.items.size();
  for (std::size_t i = 0; inPlace && i < old.items.size(); ++i)
    inPlace = sameMeaning(old.items[i], wanted.items[i]) || !isKnown(wanted.items[i]);
  if (!inPlace) return reordered(old, wanted, lines);
  for (std::size_t i = 0; i < old.items.size(); ++i) {
    const Yaml &was = old.items[i], &now = wanted.items[i];
    if (sameMeaning(was, now)) continue;
    if (isBlock(was, Kind::Map) && isBlock(now, Kind::Map)) {
      if (!map(was, now, lines[i].end)) return false;
    } else {
      m_edits.push_back({lines[i], renderedItem(now, columnOf(m_text, old.offset))});
    }
  }
  return true;
}

// Items that stay take their lines along, with the comments above them.
bool Patch::reordered(const Yaml& old, const Yaml& wanted, const std::vector<Range>& lines) {
  const std::size_t begin = lines.front().begin;
  std::vector<bool> used(old.items.size(), false);
  std::string out;
  for (const Yaml& one : wanted.items) {
    std::size_t from = 0;
    while (from < old.items.size() && (used[from] || !sameMeaning(old.items[from], one)))
      ++from;
    if (from == old.items.size()) {
      out += renderedItem(one, columnOf(m_text, old.offset));
      continue;
    }
    used[from] = true;
    const std::size_t above = from == 0 ? begin : lines[from - 1].end;
    out += m_text.substr(above, lines[from].end - above);
    if (!out.ends_with('\n')) out += '\n';
  }
  m_edits.push_back({{begin, lines.back().end}, out});
  return true;
}

std::string Patch::apply() {
  std::ranges::stable_sort(m_edits, std::ranges::greater(),
                           [](const Edit& edit) { return edit.range.begin; });
  std::string text(m_text);
  const std::string newline(newlineOf(m_text));
  for (const Edit& edit : m_edits)
    text.replace(edit.range.begin, edit.range.end - edit.range.begin,
                 withNewlines(edit.text, newline));
  return text;
}

bool isWhatWasWanted(const std::string& text, const Yaml& root, std::string_view section,
                     std::size_t at, const Yaml& wanted) {
  Yaml now;
  if (parseYaml(text, now)) return false;
  const Yaml* list = now.find(section);
  if (list == nullptr || list->items.size() <= at || !sameMeaning(list->items[at], wanted))
    return false;
  // All else as it was: with the old item back in its place there is no difference.
  for (std::size_t i = 0; i < now.members(); ++i)
    if (now.key(i).text == section) now.items[2 * i + 1].items[at] = root.find(section)->items[at];
  return sameContent(now, root);
}

}  // namespace

std::optional<std::string> patchItem(std::string_view text, const Yaml& root,
                                     std::string_view section, std::size_t at,
                                     std::string_view item) {
  Yaml wanted;
  const Yaml* list = root.find(section);
  if (list == nullptr || !isBlock(*list, Kind::List) || list->items.size() <= at) return {};
  if (parseYaml(item, wanted) || !isBlock(wanted, Kind::Map)) return {};
  const Yaml& old = list->items[at];
  if (!isBlock(old, Kind::Map) || !text.ends_with('\n')) return {};
  std::size_t member = 0;
  while (root.key(member).text != section)
    ++member;
  const auto lines = itemLines(text, *list, sectionLines(text, root, member));
  if (lines.size() != list->items.size()) return {};
  Patch patch(text, item);
  if (!patch.map(old, wanted, lines[at].end)) return {};
  std::string patched = patch.apply();
  if (!isWhatWasWanted(patched, root, section, at, wanted)) return {};
  return patched;
}

std::optional<std::string> patchSection(std::string_view text, const Yaml& root, std::size_t member,
                                        std::string_view value) {
  Yaml wanted, now;
  const Yaml& old = root.value(member);
  if (parseYaml(value, wanted) || wanted.flow || !text.ends_with('\n')) return {};
  if (!isBlock(old, wanted.kind) || wanted.items.empty()) return {};
  Patch patch(text, value);
  const std::size_t end = sectionLines(text, root, member).end;
  const bool understood = wanted.kind == Kind::Map    ? patch.map(old, wanted, end)
                          : wanted.kind == Kind::List ? patch.list(old, wanted, end)
                                                      : false;
  if (!understood) return {};
  std::string patched = patch.apply();
  if (parseYaml(patched, now) || now.members() != root.members()) return {};
  if (!sameMeaning(now.value(member), wanted)) return {};
  now.items[2 * member + 1] = old;
  if (!sameContent(now, root)) return {};
  return patched;
}

}  // namespace sb::config
