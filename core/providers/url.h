// The one builder of provider URLs: traffic, the provider test and the console's preview all ask
// it, so that what is tested is what is used. Pure; any thread. Errors: ConfigInvalid with what to
// write instead, NotFound where an exact address leaves a call without one.
//
// The rule, from the base URL (the configuration's, else the preset's) to one call's URL:
//  1. A trailing "#" means: exactly this address, nothing appended. It serves the call whose path
//     it ends with (if none, chat in the dialect that is the preset's own); the others use its
//     siblings if it ends with a known path, else they have no address.
//  2. Trailing and doubled slashes do not count.
//  3. A full address ("…/chat/completions", "…/completions", "…/embeddings"; after a version also
//     "…/models", "…/responses", "…/messages") is cut back to what stands before that path.
//  4. Otherwise a path that is the beginning of the preset's own ("" or "/openai" of "/openai/v1",
//     "/v1beta" of "/v1beta/openai"), or one of its aliases, is completed to it. Any other path is
//     taken as it is: "https://host/llm" has its chat at "/llm/chat/completions".
//  5. The call's path is appended. If it brings a version of its own and the base ends with one,
//     that one is replaced: never "/v1/v1". "/.." before it takes the base's last folder away.
//  6. A query is kept. User info and fragments are refused: secrets do not stand in a URL.
// Sources: RFC 3986; the base_url conventions of the official OpenAI clients.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/providers/preset.h"

namespace sb::providers {

struct Endpoint {
  bool https = true;
  std::string host;  // name in lower case, or address; IPv6 without brackets
  std::uint16_t port = 443;
  std::string target;     // path and query, for the request line
  std::string authority;  // for the Host header: port only where it is not the scheme's
  std::string origin;     // "https://api.openai.com"
  std::string preview;    // the whole URL, for people and logs
  bool operator==(const Endpoint&) const = default;
};

Result<Endpoint> resolve(const Preset& preset, const std::optional<std::string>& baseUrl,
                         Call call);

}  // namespace sb::providers
