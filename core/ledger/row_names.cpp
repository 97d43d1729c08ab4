#include "core/ledger/row_names.h"

#include <algorithm>

namespace sb::ledger {

std::string tagText(const std::vector<std::string>& tags) {
  if (tags.empty()) return {};
  std::vector<std::string> sorted = tags;
  std::sort(sorted.begin(), sorted.end());
  std::string all = std::move(sorted.front());
  for (std::size_t i = 1; i < sorted.size(); ++i)
    all += kJoin + sorted[i];
  return all;
}

RowNames RowNamer::of(const Record& record) {
  RowNames row;
  row.key = key(record);
  row.team = m_names.intern(NameKind::Team, record.team);
  row.route = m_names.intern(NameKind::Route, record.route);
  row.provider = m_names.intern(NameKind::Provider, record.provider);
  row.model = m_names.intern(NameKind::Model, record.model);
  row.asked = m_names.intern(NameKind::Asked, record.modelAsked);
  row.endpoint = m_names.intern(NameKind::Endpoint, record.endpoint);
  row.message = m_names.intern(NameKind::Message, record.errorMessage);
  if (!record.tags.empty()) row.tags = m_names.intern(NameKind::TagSet, tagText(record.tags));
  return row;
}

NameId RowNamer::key(const Record& record) {
  if (record.keyId == m_keyId && record.keyName == m_keyName) return m_key;
  m_keyId = record.keyId;
  m_keyName = record.keyName;
  const bool none = m_keyId.empty() && m_keyName.empty();
  m_key = none ? kNoName : m_names.intern(NameKind::Key, m_keyName + kJoin + m_keyId);
  return m_key;
}

NameId providerOf(const Attempt& attempt, const Record& record, const RowNames& row, Names& names) {
  if (attempt.provider == record.provider) return row.provider;
  return names.intern(NameKind::Provider, attempt.provider);
}

NameId modelOf(const Attempt& attempt, const Record& record, const RowNames& row, Names& names) {
  if (attempt.model == record.model) return row.model;
  return names.intern(NameKind::Model, attempt.model);
}

}  // namespace sb::ledger
