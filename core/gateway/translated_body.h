// The body of an attempt at a provider of another dialect. The attempt's coroutine; one thread.
#pragma once

#include "core/gateway/attempt.h"
#include "core/gateway/translate.h"

namespace sb::gateway {

// Large ones are translated away from the loop. Media by URL are fetched where the configuration
// allows it and the target wants the bytes, at most kMostFetches, of kMostFetchedBytes each, within
// kFetchTime together; what cannot be had is as what the target cannot be told. The errors of
// translateRequest(); Overloaded; or what ended the exchange meanwhile.
net::Task<Status> translateFor(AttemptContext& c, Translated& to);

// Copies of a body are alive at once; counted against the cap once for all attempts of the exchange
// that follow each other.
Status chargeCopies(AttemptContext& c, std::size_t bytes);

inline constexpr std::size_t kMostFetchedBytes = 20'000'000;
inline constexpr Millis kFetchTime{15'000};

}  // namespace sb::gateway
