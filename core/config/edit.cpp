#include "core/config/edit.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "core/base/text.h"
#include "core/config/patch_item.h"
#include "core/config/yaml_layout.h"
#include "core/config/yaml_tree.h"

namespace sb::config {
namespace {

using Kind = Yaml::Kind;

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::string_view kItemIndent = "  ";

Error invalid(std::string what) { return {ErrorKind::ConfigInvalid, std::move(what)}; }

Error tooComplex() {
  return invalid("the file is written in a way that cannot be edited safely, edit it by hand");
}

Result<Yaml> parsed(std::string_view text, std::string_view what) {
  Yaml tree;
  if (const auto problem = parseYaml(text, tree))
    return invalid(fmt::format("{}:{}:{}: {}", what, problem->where.line, problem->where.column,
                               problem->what));
  return tree;
}

std::string_view trimmedEnd(std::string_view value) {
  while (!value.empty() && std::string_view(" \t\r\n").find(value.back()) != kNone)
    value.remove_suffix(1);
  return value;
}

// The text being edited and what it says now.
struct Document {
  std::string text;
  Yaml root;
  std::string newline;

  std::size_t member(std::string_view name) const {
    for (std::size_t i = 0; i < root.members(); ++i)
      if (root.key(i).kind == Kind::Scalar && root.key(i).text == name) return i;
    return kNone;
  }

  void replace(Range range, std::string_view piece) {
    text.replace(range.begin, range.end - range.begin, withNewlines(piece, newline));
  }

  // Whole lines after a place that should be the end of a line.
  void insertLines(std::size_t at, std::string_view lines) {
    const bool open = at > 0 && text[at - 1] != '\n';
    text.insert(at, withNewlines((open ? "\n" : "") + std::string(lines), newline));
  }
};

Result<Document> open(std::string_view text) {
  auto root = parsed(text, "the file");
  if (!root) return root.error();
  if (root->kind != Kind::Null && (root->kind != Kind::Map || root->flow)) return tooComplex();
  Document document;
  document.text = text;
  document.root = std::move(*root);
  document.newline = newlineOf(text);
  if (document.root.kind == Kind::Null) {
    document.insertLines(text.size(), "version: 1\n");
    auto again = parsed(document.text, "the file");
    if (!again || again->kind != Kind::Map) return tooComplex();
    document.root = std::move(*again);
  }
  return document;
}

bool says(const Yaml& item, std::string_view field, std::string_view id) {
  const Yaml* value = item.find(field);
  return value && value->kind == Kind::Scalar && value->text == id;
}

std::size_t itemAt(const Yaml& list, std::string_view fields, std::string_view ids) {
  const std::vector<std::string_view> names = split(fields, '\n'), wanted = split(ids, '\n');
  const auto found = std::ranges::find_if(list.items, [&](const Yaml& item) {
    for (std::size_t i = 0; i < names.size(); ++i)
      if (i >= wanted.size() || !says(item, names[i], wanted[i])) return false;
    return names.size() == wanted.size();
  });
  return found == list.items.end() ? kNone : static_cast<std::size_t>(found - list.items.begin());
}

// What the edited section must say; the key keeps its place among the others.
Result<std::string> checked(const Document& document, std::string_view section,
                            const std::optional<Yaml>& wanted) {
  auto now = parsed(document.text, "the edited file");
  if (!now) return tooComplex();
  Yaml expected = document.root;
  const std::size_t at = document.member(section);
  const auto pair = expected.items.begin() + static_cast<std::ptrdiff_t>(2 * at);
  if (at == kNone) {
    Yaml key;
    key.kind = Kind::Scalar;
    key.plain = true;
    key.text = section;
    expected.items.push_back(std::move(key));
    expected.items.push_back(*wanted);
  } else if (wanted) {
    *(pair + 1) = *wanted;
  } else {
    expected.items.erase(pair, pair + 2);
  }
  const bool empty = expected.items.empty() && now->kind == Kind::Null;
  if (!empty && !sameContent(*now, expected)) return tooComplex();
  return document.text;
}

std::string asItem(std::string_view item, const std::string& indent) {
  return indented(trimmedEnd(item), indent + "- ", indent + "  ");
}

// Behind `key:` (or an explicit null) on lines of their own.
void fillEmptySection(Document& document, std::size_t member, std::string_view lines) {
  const std::size_t colon = afterColon(document.text, document.root.key(member));
  const std::size_t end = lineEnd(document.text, colon);
  document.insertLines(end, lines);
  for (const std::string_view null : {" ~", " null"})
    if (std::string_view(document.text).substr(colon).starts_with(null))
      document.text.erase(colon, null.size());
}

// One piece of a [ list ] as lines of a block list; comments before it get lines of their own.
std::string pieceAsItem(std::string_view piece) {
  std::string out;
  while (piece.starts_with('#')) {
    const std::size_t end = lineEnd(piece, 0);
    out += fmt::format("{}{}\n", kItemIndent, trim(piece.substr(0, end)));
    piece = trim(piece.substr(end));
  }
  if (!piece.empty()) out += indented(piece, "  - ", "      ");
  return out;
}

// Rewrites a [ list ] with dashes, one item replaced, removed (nullopt) or added at the end.
void rewriteFlowList(Document& document, const Yaml& list, std::size_t item,
                     std::optional<std::string_view> with) {
  const Range range{list.offset, flowEnd(document.text, list.offset)};
  if (range.end == kNone) return;
  std::string lines;
  std::size_t index = 0;
  for (const std::string_view piece : flowPieces(document.text, range)) {
    if (index != item)
      lines += pieceAsItem(piece);
    else if (with)
      lines += asItem(*with, std::string(kItemIndent));
    if (!piece.empty()) ++index;
  }
  if (item == kNone && with) lines += asItem(*with, std::string(kItemIndent));
  document.insertLines(lineEnd(document.text, range.end), lines);
  const std::size_t begin = document.text.find_last_not_of(" ", range.begin - 1) + 1;
  document.text.erase(begin, range.end - begin);
}

Result<std::string> editList(Document document, std::string_view section, std::size_t item,
                             std::optional<std::string_view> with, const Yaml& wanted) {
  const std::size_t member = document.member(section);
  const Yaml& list = document.root.value(member);
  if (list.flow) {
    rewriteFlowList(document, list, item, with);
    return checked(document, section, wanted);
  }
  const Range lines = sectionLines(document.text, document.root, member);
  const auto items = itemLines(document.text, list, lines);
  if (items.size() != list.items.size()) return tooComplex();
  const std::string indent(list.offset - lineStart(document.text, list.offset), ' ');
  const std::string piece = with ? asItem(*with, indent) : "";
  if (item == kNone)
    document.insertLines(items.back().end, piece);
  else
    document.replace(items[item], piece);
  return checked(document, section, wanted);
}

// The list as it must be after the edit; nothing left is an empty section.
Yaml listAfter(const Yaml& list, std::size_t item, const Yaml* with) {
  Yaml after = list;
  after.kind = Kind::List;
  const auto at = after.items.begin() + static_cast<std::ptrdiff_t>(item == kNone ? 0 : item);
  if (item == kNone)
    after.items.push_back(*with);
  else if (with)
    *at = *with;
  else
    after.items.erase(at);
  if (after.items.empty()) after.kind = Kind::Null;
  return after;
}

Result<std::string> addToMissingList(Document document, std::string_view section,
                                     std::string_view item, const Yaml& wanted) {
  const std::size_t member = document.member(section);
  const std::string lines = asItem(item, std::string(kItemIndent));
  if (member == kNone)
    document.insertLines(documentEnd(document.text), fmt::format("{}:\n{}", section, lines));
  else
    fillEmptySection(document, member, lines);
  return checked(document, section, wanted);
}

bool isOneLine(std::string_view value, const Yaml& tree) {
  return value.find('\n') == kNone && (tree.kind != Kind::Map || tree.flow) &&
         (tree.kind != Kind::List || tree.flow);
}

// The bytes of a value that stands on its key's line; nothing if it does not or cannot be told.
std::optional<Range> inlineRange(const Document& document, std::size_t member) {
  const Yaml& value = document.root.value(member);
  if (value.kind == Kind::Null) return std::nullopt;
  const std::string_view text = document.text;
  const bool raw = value.plain && text.substr(value.offset).starts_with(value.text);
  if (!value.flow && value.kind != Kind::Scalar) return std::nullopt;
  if (value.plain && !raw) return std::nullopt;
  const std::size_t end = raw ? value.offset + value.text.size() : flowEnd(text, value.offset);
  const std::size_t key = document.root.key(member).offset;
  if (end == kNone || lineEnd(text, key) < end) return std::nullopt;
  return Range{value.offset, end};
}

std::string sectionText(std::string_view section, std::string_view value, const Yaml& tree) {
  if (isOneLine(value, tree)) return fmt::format("{}: {}\n", section, value);
  return fmt::format("{}:\n{}", section, indented(value, "  ", "  "));
}

// The value's own lines below its key's line, where a block value stands.
std::optional<Range> blockLines(const Document& document, std::size_t member) {
  const Yaml& value = document.root.value(member);
  const std::size_t below =
      lineEnd(document.text, afterColon(document.text, document.root.key(member)));
  const bool block = value.kind == Kind::Map || value.kind == Kind::List;
  if (!block || value.flow || value.offset < below) return std::nullopt;
  return Range{below, sectionLines(document.text, document.root, member).end};
}

void replaceValue(Document& document, std::size_t member, std::string_view value,
                  const Yaml& tree) {
  const bool oneLine = isOneLine(value, tree);
  if (const auto range = inlineRange(document, member); range && oneLine)
    return document.replace(*range, value);
  if (const auto range = blockLines(document, member); range && !oneLine)
    return document.replace(*range, indented(value, "  ", "  "));
  if (const auto range = inlineRange(document, member)) {
    // What stands behind it is about the section, as a comment that it begins with.
    const std::size_t colon = afterColon(document.text, document.root.key(member));
    const std::size_t end = lineEnd(document.text, range->end);
    const std::string behind = document.text.substr(range->end, end - range->end);
    const std::string comment = trim(behind).empty() ? "" : " " + std::string(trim(behind));
    return document.replace({colon, end}, comment + "\n" + indented(value, "  ", "  "));
  }
  const Range lines = sectionLines(document.text, document.root, member);
  document.replace(lines, sectionText(document.root.key(member).text, value, tree));
}

}  // namespace

Result<std::string> upsertItem(std::string_view text, std::string_view section,
                               std::string_view field, std::string_view id, std::string_view item) {
  auto document = open(text);
  if (!document) return document.error();
  const auto tree = parsed(item, "the new item");
  if (!tree) return tree.error();
  if (tree->kind != Kind::Map) return Error(ErrorKind::BadRequest, "the new item is no map");
  const std::size_t member = document->member(section);
  const Yaml none;
  const Yaml& list = member == kNone ? none : document->root.value(member);
  if (list.kind != Kind::List && list.kind != Kind::Null)
    return invalid(fmt::format("{} is no list", section));
  const std::size_t at = itemAt(list, field, id);
  if (at != kNone)
    if (auto patched = patchItem(document->text, document->root, section, at, item))
      return std::move(*patched);
  const Yaml wanted = listAfter(list, at, &*tree);
  if (list.kind == Kind::Null) return addToMissingList(std::move(*document), section, item, wanted);
  return editList(std::move(*document), section, at, item, wanted);
}

Result<std::string> removeItem(std::string_view text, std::string_view section,
                               std::string_view field, std::string_view id) {
  auto document = open(text);
  if (!document) return document.error();
  const Yaml* list = document->root.find(section);
  const std::size_t at = list && list->kind == Kind::List ? itemAt(*list, field, id) : kNone;
  if (at == kNone)
    return Error(ErrorKind::NotFound, fmt::format("there is no such item in {}", section));
  const Yaml wanted = listAfter(*list, at, nullptr);
  return editList(std::move(*document), section, at, std::nullopt, wanted);
}

Result<std::string> upsertMap(std::string_view text, std::string_view section,
                              std::string_view value) {
  auto document = open(text);
  if (!document) return document.error();
  value = trimmedEnd(value);
  const auto tree = parsed(value, "the new value");
  if (!tree) return tree.error();
  const std::size_t member = document->member(section);
  if (member == kNone) {
    document->insertLines(documentEnd(document->text), sectionText(section, value, *tree));
    return checked(*document, section, *tree);
  }
  if (auto patched = patchSection(document->text, document->root, member, value))
    return std::move(*patched);
  replaceValue(*document, member, value, *tree);
  return checked(*document, section, *tree);
}

Result<std::string> removeMap(std::string_view text, std::string_view section) {
  auto document = open(text);
  if (!document) return document.error();
  const std::size_t member = document->member(section);
  if (member == kNone) return Error(ErrorKind::NotFound, fmt::format("there is no {}", section));
  document->replace(sectionLines(document->text, document->root, member), "");
  return checked(*document, section, std::nullopt);
}

}  // namespace sb::config
