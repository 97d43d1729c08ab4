// Finds a model's line in the sorted text of models.jsonl by binary search over its bytes and keeps
// what it has parsed in an insert-only table: readers of any thread take no lock, and memory grows
// with the models in use, not with the catalogue.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/catalog/catalog.h"

namespace sb::catalog {

// "gpt-4o-2024-08-06" → "gpt-4o", "claude-x-20250929" and "claude-x@20250929" → "claude-x"; empty
// for a name without a date at its end.
std::string_view undated(std::string_view model);

class LineIndex {
 public:
  // `text` must outlive the index.
  explicit LineIndex(std::string_view text);
  explicit LineIndex(std::unique_ptr<const std::string> text);
  LineIndex(const LineIndex&) = delete;
  LineIndex& operator=(const LineIndex&) = delete;
  ~LineIndex();

  // The heading's date ("2026-11-23"; empty: none) and the number of models.
  const std::string& date() const { return m_date; }
  std::size_t size() const { return m_size; }

  // By the exact name, by an alias, or by the name without the date at its end (undated()): never
  // by what it begins with. Null where there is no such line or it is malformed.
  const ModelFacts* find(std::string_view kind, std::string_view model) const;

  // The models of all kinds, in order, without "*" and other names of a model: `limit` of them from
  // `offset` on, parsed anew and not kept. `total` is how many there are.
  std::vector<ModelFacts> list(std::size_t offset, std::size_t limit, std::size_t& total) const;

  // The names of a kind, in order.
  std::vector<std::string_view> models(std::string_view kind) const;

 private:
  struct Node {
    ModelFacts facts;
    Node* next = nullptr;
  };
  using Slot = std::atomic<Node*>;

  const ModelFacts* exact(std::string_view kind, std::string_view model) const;
  std::size_t lowerBound(std::string_view kind, std::string_view model) const;
  const ModelFacts* insert(Slot& slot, ModelFacts facts) const;

  std::unique_ptr<const std::string> m_owned;
  std::string_view m_text;
  std::string m_date;
  std::size_t m_size = 0;
  mutable std::array<Slot, 512> m_slots{};
};

}  // namespace sb::catalog
