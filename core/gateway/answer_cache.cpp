#include "core/gateway/answer_cache.h"

#include <algorithm>
#include <utility>

namespace sb::gateway {
namespace {

bool keepsAnswers(const config::Node& node) {
  return (node.cache && node.cache->ttl) || std::ranges::any_of(node.children, keepsAnswers);
}

}  // namespace

AnswerCache::AnswerCache(const std::string& file, const Clock& clock) {
  if (!file.empty()) m_disk = std::make_unique<cache::CacheDisk>(file, clock);
}

CacheShare& AnswerCache::addShare(Lane& lane, net::Worker& worker) {
  m_shares.push_back(std::make_unique<CacheShare>(lane, worker, config::CacheRoom().memory));
  return *m_shares.back();
}

void AnswerCache::use(const config::Config& config) {
  const std::int64_t each =
      config.cache.memory / static_cast<std::int64_t>(std::max<std::size_t>(1, m_shares.size()));
  for (const auto& share : m_shares)
    share->worker.post([&shelf = share->shelf, each] { shelf.setMost(each); });
  if (!m_disk) return;
  const bool wanted = std::ranges::any_of(
      config.routes, [](const config::Route& route) { return keepsAnswers(route.flow); });
  m_disk->setMost(wanted ? config.cache.disk : 0);
}

void AnswerCache::close() { m_disk.reset(); }

CacheShare& AnswerCache::owner(const cache::RequestDigest& key) {
  return *m_shares[cache::shortOf(key) % m_shares.size()];
}

void AnswerCache::put(const CacheShare& here, cache::StoredAnswerPtr answer, bool disk) {
  m_counts.stored.fetch_add(1, std::memory_order_relaxed);
  if (disk && m_disk) m_disk->put(answer);
  CacheShare& at = owner(answer->key);
  if (&at == &here)
    at.shelf.put(std::move(answer));
  else
    at.worker.post([&at, answer = std::move(answer)] { at.shelf.put(answer); });
}

void AnswerCache::clear(const std::string& route) {
  for (const auto& share : m_shares)
    share->worker.post([&shelf = share->shelf, route] { shelf.clear(route); });
  if (m_disk) m_disk->clear(route);
}

std::int64_t AnswerCache::entries() const {
  std::int64_t n = 0;
  for (const auto& share : m_shares)
    n += share->shelf.entries();
  return n;
}

std::int64_t AnswerCache::bytes() const {
  std::int64_t n = 0;
  for (const auto& share : m_shares)
    n += share->shelf.bytes();
  return n;
}

}  // namespace sb::gateway
