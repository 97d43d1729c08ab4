#include "core/ledger/names.h"

#include <algorithm>

#include "core/base/text.h"

namespace sb::ledger {
namespace {

constexpr std::size_t kMaxText = 1024;

std::size_t indexOf(NameKind kind) { return static_cast<std::size_t>(kind); }

}  // namespace

std::size_t Names::capOf(NameKind kind) {
  switch (kind) {
    case NameKind::Agent:
    case NameKind::Url:
    case NameKind::Why:
    case NameKind::Finish:
      return 4'000;
    default:
      return 20'000;
  }
}

void Names::add(NameId id, NameKind kind, std::string_view text) {
  if (id <= 0 || indexOf(kind) >= kNameKinds) return;
  const auto [at, isNew] = m_ids[indexOf(kind)].emplace(text, id);
  const auto slot = static_cast<std::size_t>(id);
  if (m_texts.size() <= slot) m_texts.resize(slot + 1, nullptr);
  m_texts[slot] = &at->first;
  m_last = std::max(m_last, id);
}

NameId Names::look(NameKind kind, std::string_view text) {
  const Index& ids = m_ids[indexOf(kind)];
  if (const auto found = ids.find(text); found != ids.end()) {
    m_latest[indexOf(kind)] = {found->first, found->second};
    return found->second;
  }
  if (full(kind) || text.size() > kMaxText || !validUtf8(text)) return kOther;
  const NameId id = m_last + 1;
  add(id, kind, text);
  m_fresh.push_back({id, kind, std::string(text)});
  return id;
}

std::string_view Names::text(NameId id) const {
  const auto slot = static_cast<std::size_t>(id);
  if (id <= 0 || slot >= m_texts.size() || m_texts[slot] == nullptr) return {};
  return *m_texts[slot];
}

bool Names::full(NameKind kind) const { return m_ids[indexOf(kind)].size() >= capOf(kind); }

void Names::forEach(NameKind kind,
                    const std::function<void(NameId, std::string_view)>& visit) const {
  for (const auto& [text, id] : m_ids[indexOf(kind)])
    visit(id, text);
}

std::vector<NameId> Names::matching(NameKind kind,
                                    const std::function<bool(std::string_view)>& matches) const {
  std::vector<NameId> found;
  forEach(kind, [&](NameId id, std::string_view text) {
    if (matches(text)) found.push_back(id);
  });
  return found;
}

void Names::clear() { *this = Names(); }

}  // namespace sb::ledger
