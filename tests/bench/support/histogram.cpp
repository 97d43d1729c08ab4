#include "tests/bench/support/histogram.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>

namespace sb::bench {
namespace {

constexpr unsigned kBits = 7;  // 128 buckets to each power of two
constexpr std::uint64_t kLinear = 1U << (kBits + 1);
constexpr std::uint64_t kMost = 3'600'000'000'000;

// Below kLinear each value has its own bucket; above, the top kBits + 1 bits choose.
std::size_t bucketOf(std::uint64_t value) {
  if (value < kLinear) return value;
  const auto shift = static_cast<unsigned>(std::bit_width(value)) - (kBits + 1);
  return (static_cast<std::size_t>(shift) << kBits) + (value >> shift);
}

std::int64_t upperEnd(std::size_t bucket) {
  if (bucket < kLinear) return static_cast<std::int64_t>(bucket);
  const std::size_t shift = (bucket >> kBits) - 1;
  const std::uint64_t top = (bucket & ((1U << kBits) - 1)) | (1U << kBits);
  return static_cast<std::int64_t>(((top + 1) << shift) - 1);
}

double micros(std::int64_t nanoseconds) { return static_cast<double>(nanoseconds) / 1000.0; }

}  // namespace

Histogram::Histogram() : m_buckets(bucketOf(kMost) + 1) {}

void Histogram::add(std::int64_t nanoseconds) {
  const auto value = static_cast<std::uint64_t>(std::max<std::int64_t>(0, nanoseconds));
  ++m_buckets[bucketOf(std::min(value, kMost))];
  ++m_count;
  m_largest = std::max(m_largest, nanoseconds);
}

std::int64_t Histogram::percentile(double percent) const {
  const double wanted = std::ceil(static_cast<double>(m_count) * percent / 100.0);
  std::uint64_t seen = 0;
  for (std::size_t i = 0; i < m_buckets.size(); ++i) {
    seen += m_buckets[i];
    if (seen > 0 && static_cast<double>(seen) >= wanted) return std::min(upperEnd(i), m_largest);
  }
  return m_largest;
}

std::string Histogram::json() const {
  return fmt::format(
      R"({{"count":{},"p50":{:.1f},"p90":{:.1f},"p99":{:.1f},"p999":{:.1f},"max":{:.1f}}})",
      m_count, micros(percentile(50)), micros(percentile(90)), micros(percentile(99)),
      micros(percentile(99.9)), micros(m_largest));
}

}  // namespace sb::bench
