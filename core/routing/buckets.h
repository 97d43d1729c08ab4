// Log-linear buckets: eight of equal width in each power of two, so that what a bucket says of a
// value is wrong by 6 % at most (half of 1/8, see middle()). Below the first power of two the
// buckets are eight equal parts of it. Pure.
// Source: HdrHistogram (Gil Tene), "recording and analysing values with a dynamic range".
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>

namespace sb::routing {

// Values are whole units of 1/8 of something: of a millisecond, of a token per second.
// `octaves`: how many powers of two above the linear part; what is larger falls into the last one.
template <int octaves>
struct Buckets {
  static constexpr int kCount = 8 * (octaves + 1);
  static constexpr std::uint64_t kMax = (std::uint64_t{8} << octaves) - 1;

  static constexpr int indexOf(std::uint64_t value) {
    value = std::min(value, kMax);
    if (value < 8) return static_cast<int>(value);
    const int octave = static_cast<int>(std::bit_width(value)) - 4;  // 0 for 8 … 15
    return 8 * octave + static_cast<int>(value >> octave);
  }

  // The value whose relative distance to both ends of the bucket is the same: 2ab / (a + b).
  static constexpr double middle(int index) {
    const int octave = std::max(0, index / 8 - 1);
    const double low = static_cast<double>(std::uint64_t(index - 8 * octave) << octave);
    const double high = low + static_cast<double>(std::uint64_t{1} << octave);
    return index == 0 ? 0.5 : 2 * low * high / (low + high);
  }
};

using TimeBuckets = Buckets<21>;  // 1/8 ms … 35 minutes
using RateBuckets = Buckets<13>;  // 1/8 … 8,192 tokens/s

}  // namespace sb::routing
