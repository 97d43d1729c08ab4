// Media that a request gives by URL and its target wants as bytes. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/dialects/codec.h"

namespace sb::gateway {

// What a URL of a request held.
struct FetchedMedia {
  std::string url, bytes;
  std::string problem;  // why it could not be had; "" = it could
};

// So many URLs of one request are fetched, and so much text their bytes become in all its parts.
inline constexpr std::size_t kMostFetches = 20;
inline constexpr std::size_t kMostMediaText = 64 * 1024 * 1024;

// The URLs whose bytes the target wants and that are not among the fetched: each once, in order,
// and with the fetched at most kMostFetches.
std::vector<std::string> mediaToFetch(dialects::chat::Request& request,
                                      const dialects::Codec& provider,
                                      const dialects::Target& target,
                                      const std::vector<FetchedMedia>& fetched);

// The bytes in place of their URLs, noted in `converted`. What cannot be had, or is not what the
// request calls it, is taken out of the request and named in `lost`.
void putMedia(dialects::chat::Request& request, const dialects::Codec& provider,
              const dialects::Target& target, const std::vector<FetchedMedia>& fetched,
              std::vector<std::string>& lost, std::vector<std::string>& converted);

}  // namespace sb::gateway
