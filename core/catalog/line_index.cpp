#include "core/catalog/line_index.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <utility>

#include "core/catalog/model_line.h"

namespace sb::catalog {
namespace {

// The line that `at` lies in: where it begins, and its text without the line end.
struct Line {
  std::size_t begin = 0;
  std::string_view text;
};

Line lineAt(std::string_view text, std::size_t at) {
  const std::size_t before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  return {begin, text.substr(begin, text.find('\n', begin) - begin)};
}

// "d" stands for a digit.
bool matches(std::string_view text, std::string_view form) {
  for (std::size_t i = 0; i < form.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (form[i] == 'd' ? !digit : text[i] != form[i]) return false;
  }
  return true;
}

// Neither the heading, nor all models of a server, nor another name of one.
bool isModel(std::string_view line) {
  const LineKey key = keyOf(line);
  return !key.model.empty() && key.model != "*" && line.find(R"("alias_of":")") == line.npos;
}

std::size_t hashOf(std::string_view kind, std::string_view model) {
  const std::hash<std::string_view> hash;
  return hash(kind) * 31 + hash(model);
}

}  // namespace

std::string_view undated(std::string_view model) {
  for (const std::string_view form : {"-dddd-dd-dd", "-dddddddd", "@dddddddd"})
    if (model.size() > form.size() && matches(model.substr(model.size() - form.size()), form))
      return model.substr(0, model.size() - form.size());
  return {};
}

LineIndex::LineIndex(std::string_view text) : m_text(text) {
  const std::string_view heading = lineAt(m_text, 0).text;
  m_size = static_cast<std::size_t>(std::count(m_text.begin(), m_text.end(), '\n'));
  const auto read = parseHeading(heading);
  if (!read) return;
  m_date = read->date;
  --m_size;
}

LineIndex::LineIndex(std::unique_ptr<const std::string> text) : LineIndex(*text) {
  m_owned = std::move(text);
}

LineIndex::~LineIndex() {
  for (Slot& slot : m_slots) {
    Node* node = slot.load();
    while (node != nullptr)
      delete std::exchange(node, node->next);
  }
}

// Where the first line begins whose key is not before (kind, model).
std::size_t LineIndex::lowerBound(std::string_view kind, std::string_view model) const {
  const LineKey wanted{kind, model};
  std::size_t low = 0;
  std::size_t high = m_text.size();
  while (low < high) {
    const Line line = lineAt(m_text, low + (high - low) / 2);
    if (keyOf(line.text) < wanted)
      low = line.begin + line.text.size() + 1;
    else
      high = line.begin;
  }
  return low;
}

const ModelFacts* LineIndex::find(std::string_view kind, std::string_view model) const {
  const ModelFacts* found = exact(kind, model);
  if (const std::string_view base = undated(model); found == nullptr && !base.empty())
    found = exact(kind, base);
  if (found == nullptr || found->aliasOf.empty()) return found;
  const ModelFacts* target = exact(kind, found->aliasOf);
  return target != nullptr && target->aliasOf.empty() ? target : nullptr;
}

const ModelFacts* LineIndex::exact(std::string_view kind, std::string_view model) const {
  Slot& slot = m_slots[hashOf(kind, model) % m_slots.size()];
  for (const Node* node = slot.load(std::memory_order_acquire); node != nullptr; node = node->next)
    if (node->facts.id == model && node->facts.provider == kind) return &node->facts;
  const std::size_t at = lowerBound(kind, model);
  if (at >= m_text.size()) return nullptr;
  const std::string_view line = lineAt(m_text, at).text;
  if (keyOf(line) != LineKey{kind, model}) return nullptr;
  auto facts = parseModelLine(line);
  return facts ? insert(slot, std::move(*facts)) : nullptr;
}

// Two threads that miss at once add two equal nodes; both stay valid.
const ModelFacts* LineIndex::insert(Slot& slot, ModelFacts facts) const {
  auto node = std::make_unique<Node>();
  node->facts = std::move(facts);
  node->next = slot.load(std::memory_order_relaxed);
  while (!slot.compare_exchange_weak(node->next, node.get(), std::memory_order_release,
                                     std::memory_order_relaxed)) {
  }
  return &node.release()->facts;
}

std::vector<ModelFacts> LineIndex::list(std::size_t offset, std::size_t limit,
                                        std::size_t& total) const {
  std::vector<ModelFacts> facts;
  total = 0;
  for (std::size_t at = 0; at < m_text.size();) {
    const Line line = lineAt(m_text, at);
    at = line.begin + line.text.size() + 1;
    if (!isModel(line.text)) continue;
    if (total >= offset && total - offset < limit)
      if (auto parsed = parseModelLine(line.text)) facts.push_back(std::move(*parsed));
    ++total;
  }
  return facts;
}

std::vector<std::string_view> LineIndex::models(std::string_view kind) const {
  std::vector<std::string_view> names;
  for (std::size_t at = lowerBound(kind, {}); at < m_text.size();) {
    const Line line = lineAt(m_text, at);
    const LineKey key = keyOf(line.text);
    if (key.provider != kind) break;
    if (key.model != "*") names.push_back(key.model);
    at = line.begin + line.text.size() + 1;
  }
  return names;
}

}  // namespace sb::catalog
