#include "core/dialects/openai_responses/call_ids.h"

#include "core/dialects/shortened.h"

namespace sb::dialects::openai_responses {
namespace {

constexpr std::size_t kMostId = 64;

}  // namespace

std::string callId(std::string_view id) {
  return id.empty() ? std::string("call_0") : shortened(id, kMostId);
}

}  // namespace sb::dialects::openai_responses
