#include "core/cache/known_digests.h"

#include <functional>

namespace sb::cache {
namespace {

constexpr std::size_t kPlaces = 256;

}  // namespace

// Whoever makes bodies of one place has them forgotten, and no more.
std::size_t KnownDigests::placeOf(std::string_view body) {
  return std::hash<std::string_view>()(body) % kPlaces;
}

const RequestDigest* KnownDigests::find(std::string_view rest, std::string_view body) const {
  if (m_entries.empty() || body.empty() || body.size() > kMostBody) return nullptr;
  const Entry& entry = m_entries[placeOf(body)];
  return entry.body == body && entry.rest == rest ? &entry.digest : nullptr;
}

void KnownDigests::keep(std::string_view rest, std::string_view body, const RequestDigest& digest) {
  if (body.empty() || body.size() > kMostBody) return;
  m_entries.resize(kPlaces);
  Entry& entry = m_entries[placeOf(body)];
  entry.rest = rest;
  entry.body = body;
  entry.digest = digest;
}

}  // namespace sb::cache
