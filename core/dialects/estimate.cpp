#include "core/dialects/estimate.h"

#include <algorithm>

namespace sb::dialects {
namespace {

constexpr std::size_t kLeastMedia = 512;    // characters of base64 in a row; no words are so long
constexpr std::int64_t kMediaTokens = 765;  // an image of 1024 × 1024 at OpenAI
constexpr std::size_t kBytesPerToken = 4;

bool base64(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
         c == '/' || c == '=' || c == '-' || c == '_';
}

struct Media {
  std::size_t bytes = 0;
  std::int64_t pieces = 0;
};

// A run that is long enough covers one of the places that are looked at.
Media mediaIn(std::string_view body) {
  Media media;
  std::size_t done = 0;
  for (std::size_t at = kLeastMedia - 1; at < body.size(); at += kLeastMedia) {
    if (at < done || !base64(body[at])) continue;
    std::size_t begin = at, end = at + 1;
    while (begin > done && base64(body[begin - 1]))
      --begin;
    while (end < body.size() && base64(body[end]))
      ++end;
    done = end;
    if (end - begin < kLeastMedia) continue;
    media.bytes += end - begin;
    ++media.pieces;
  }
  return media;
}

}  // namespace

std::int64_t estimatePrompt(std::string_view body, std::size_t promptBytes) {
  const Media media = mediaIn(body);
  const std::size_t text = promptBytes - std::min(promptBytes, media.bytes);
  return static_cast<std::int64_t>((text + kBytesPerToken - 1) / kBytesPerToken) +
         media.pieces * kMediaTokens;
}

}  // namespace sb::dialects
