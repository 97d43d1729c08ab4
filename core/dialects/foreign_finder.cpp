#include "core/dialects/foreign_finder.h"

#include <cstring>

namespace sb::dialects {

bool holdsMark(std::string_view body, std::string_view mark) {
  return ::memmem(body.data(), body.size(), mark.data(), mark.size()) != nullptr;
}

const Member* ForeignFinder::member(std::string_view name) const {
  const auto found = std::find_if(m_look.members.begin(), m_look.members.end(),
                                  [&](const Member& one) { return one.name == name; });
  return found == m_look.members.end() ? nullptr : &*found;
}

Foreign ForeignFinder::take() {
  const auto before = [](const Edit& a, const Edit& b) { return a.at < b.at; };
  std::sort(m_found.edits.begin(), m_found.edits.end(), before);
  return std::move(m_found);
}

void ForeignFinder::cut(const Elements& all) {
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!all[i].gone) continue;
    const std::size_t first = i;
    while (i + 1 < all.size() && all[i + 1].gone)
      ++i;
    const bool atEnd = i + 1 == all.size();
    const std::size_t from = atEnd && first > 0 ? all[first - 1].end : all[first].begin;
    const std::size_t to = atEnd ? all[i].end : all[i + 1].begin;
    m_found.edits.push_back(Edit{from, to - from, {}});
  }
}

}  // namespace sb::dialects
