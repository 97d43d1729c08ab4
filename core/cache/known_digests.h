// The digests of requests that came lately, found by the requests' own bytes: most that are the
// same are so byte by byte, and to compare them is a tenth of the work of a digest. One thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/cache/request_digest.h"

namespace sb::cache {

class KnownDigests {
 public:
  // Longer bodies are not kept, so that all of it is 4 MB at most.
  static constexpr std::size_t kMostBody = 16 * 1024;

  // `rest` is whatever decides about the answer beside the body. Null: not known. Valid until the
  // next call of keep().
  const RequestDigest* find(std::string_view rest, std::string_view body) const;
  void keep(std::string_view rest, std::string_view body, const RequestDigest& digest);

 private:
  struct Entry {
    std::string rest, body;
    RequestDigest digest{};
  };
  static std::size_t placeOf(std::string_view body);

  std::vector<Entry> m_entries;  // each at the place of its body; empty until the first is kept
};

}  // namespace sb::cache
