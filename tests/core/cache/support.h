// Answers for tests of the cache.
#pragma once

#include <memory>
#include <string>

#include "core/cache/stored_answer.h"

namespace sb::test {

inline cache::RequestDigest digestOf(const std::string& text) {
  return cache::DigestMaker().add(text).finish();
}

inline cache::StoredAnswerPtr storedAnswer(const std::string& key, const std::string& body,
                                           WallMillis expires = 1'000'000,
                                           const std::string& route = "r") {
  auto answer = std::make_shared<cache::StoredAnswer>();
  answer->key = digestOf(key);
  answer->storedAt = 1'000;
  answer->expiresAt = expires;
  answer->route = route;
  answer->provider = "p";
  answer->model = "m";
  answer->finishReason = "stop";
  answer->cost = NanoUsd{42};
  answer->body = body;
  return answer;
}

}  // namespace sb::test
