// The one mapping from request paths to endpoints (docs/openapi.yaml): with and without /v1,
// doubled and trailing slashes ignored, queries kept aside. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace sb::gateway {

enum class Endpoint {
  ChatCompletions,
  Completions,
  Embeddings,
  Messages,
  CountTokens,
  Responses,
  Response,  // one that is kept; `rest` is its id
  DeleteResponse,
  GenerateContent,  // Gemini's; `rest` is the model
  StreamContent,
  CountContent,
  EmbedContents,
  EmbedContent,
  Models,
  Model,  // one model; `rest` is its id
  Feedback,
  Health,
  Ready,
  Metrics,
  Root,
};

struct Match {
  Endpoint endpoint = Endpoint::Root;
  std::string rest;  // decoded
  std::string key;   // the gateway key of /k/KEY/…, or ""
};

// Below /v1beta, where only the Gemini API has paths.
bool belowBeta(std::string_view path);

// NotFound; MethodNotAllowed with the allowed methods in `detail`. HEAD counts as GET.
Result<Match> matchPath(std::string_view method, std::string_view path);

// "chat.completions": for the log.
std::string_view endpointName(Endpoint endpoint);

// A path fit for logs and messages: the key of /k/KEY/… replaced.
std::string redactedPath(std::string_view path);

}  // namespace sb::gateway
