// Finds a model's line in the sorted text of models.jsonl by binary search over its bytes and keeps
// what it has parsed in an insert-only table: readers of any thread take no lock, and memory grows
// with the models in use, not with the catalogue.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <string_view>
#include <vector>

#include "core/catalog/catalog.h"

namespace sb::catalog {

class LineIndex {
 public:
  // `text` must outlive the index.
  explicit LineIndex(std::string_view text);
  LineIndex(const LineIndex&) = delete;
  LineIndex& operator=(const LineIndex&) = delete;
  ~LineIndex();

  // Null where there is no such line or it is malformed.
  const ModelFacts* find(std::string_view kind, std::string_view model) const;

  // The names of a kind, in order.
  std::vector<std::string_view> models(std::string_view kind) const;

 private:
  struct Node {
    ModelFacts facts;
    Node* next = nullptr;
  };
  using Slot = std::atomic<Node*>;

  std::size_t lowerBound(std::string_view kind, std::string_view model) const;
  const ModelFacts* insert(Slot& slot, ModelFacts facts) const;

  std::string_view m_text;
  mutable std::array<Slot, 512> m_slots{};
};

}  // namespace sb::catalog
