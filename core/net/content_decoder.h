// Undoes Content-Encoding as bytes arrive: for upstreams that compress although they were asked not
// to. gzip and deflate (zlib), br (Brotli), zstd. One answer's; one thread.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace sb::net {

class ContentDecoder {
 public:
  virtual ~ContentDecoder() = default;

  // What can be decoded so far, appended to `out`. UpstreamProtocol for bytes that are not in the
  // coding; UpstreamTooLarge when one call would yield more than 256 MB.
  virtual Status decode(std::string_view bytes, std::string& out) = 0;
  // The answer has ended: UpstreamCut if the coding has not.
  virtual Status finish() = 0;
};

// For the value of a Content-Encoding header; null for "" and "identity". UpstreamProtocol names a
// coding that is not known.
Result<std::unique_ptr<ContentDecoder>> makeDecoder(std::string_view contentEncoding);

}  // namespace sb::net
