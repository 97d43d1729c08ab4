// Durations in buckets that grow with the value (HdrHistogram's layout: 128 to each power of two),
// so a percentile is at most 1 % off, from nanoseconds to an hour, in constant memory and time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace sb::bench {

class Histogram {
 public:
  Histogram();
  void add(std::int64_t nanoseconds);  // a negative one counts as 0
  std::uint64_t count() const { return m_count; }
  // The smallest bucket's upper end that `percent` of the values do not exceed; 0 without values.
  std::int64_t percentile(double percent) const;
  std::int64_t largest() const { return m_largest; }
  // {"count":…,"p50":…,"p90":…,"p99":…,"p999":…,"max":…} in microseconds.
  std::string json() const;

 private:
  std::vector<std::uint64_t> m_buckets;
  std::uint64_t m_count = 0;
  std::int64_t m_largest = 0;
};

}  // namespace sb::bench
