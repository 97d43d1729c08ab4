// An answer that was given and may be given again. Immutable once made; any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "core/base/clock.h"
#include "core/base/money.h"
#include "core/cache/request_digest.h"

namespace sb::cache {

struct StoredAnswer {
  RequestDigest key{};
  WallMillis storedAt = 0, expiresAt = 0;
  std::string route, provider, model, finishReason;
  std::optional<NanoUsd> cost;  // what it had cost; nothing where nobody knows the price
  std::string body;             // as the caller got it: a whole answer, or all bytes of a stream

  // What it takes in memory, about.
  std::int64_t size() const {
    constexpr std::size_t kAround = 512;  // the object, its texts, its places in two containers
    return static_cast<std::int64_t>(body.size() + kAround);
  }
};

using StoredAnswerPtr = std::shared_ptr<const StoredAnswer>;

}  // namespace sb::cache
