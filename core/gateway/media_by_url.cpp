#include "core/gateway/media_by_url.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/dialects/losses.h"
#include "core/dialects/media.h"

namespace sb::gateway {
namespace {

namespace chat = dialects::chat;

constexpr std::string_view kTooMany = "more than 20 in one request";
static_assert(kMostFetches == 20);

using chat::Media;
using chat::MediaKind;
using chat::Part;

// keep(where, media) for all that the target wants as bytes; what it is false for goes.
template <class F>
void eachWanted(std::vector<Part>& parts, const std::string& outer, std::size_t message,
                const dialects::Codec& provider, const dialects::Target& target, F& keep) {
  std::size_t index = 0;
  std::erase_if(parts, [&](Part& part) {
    const std::string where = outer.empty() ? dialects::place(message, index++) : outer;
    if (auto* result = std::get_if<chat::ToolResult>(&part.what))
      eachWanted(result->content, where, message, provider, target, keep);
    auto* media = std::get_if<Media>(&part.what);
    const bool wanted = media != nullptr && media->base64.empty() &&
                        startsWithNoCase(media->url, "http") && provider.wantsBytes(*media, target);
    return wanted && !keep(where, *media);
  });
}

template <class F>
void eachWanted(chat::Request& request, const dialects::Codec& provider,
                const dialects::Target& target, F keep) {
  for (std::size_t i = 0; i < request.messages.size(); ++i)
    eachWanted(request.messages[i].content, {}, i, provider, target, keep);
}

const FetchedMedia* find(const std::vector<FetchedMedia>& fetched, const std::string& url) {
  const auto found = std::find_if(fetched.begin(), fetched.end(),
                                  [&](const FetchedMedia& one) { return one.url == url; });
  return found == fetched.end() ? nullptr : &*found;
}

std::string_view nameOf(MediaKind kind) {
  if (kind == MediaKind::Image) return "an image by its URL";
  return kind == MediaKind::Audio ? "audio by its URL" : "a file by its URL";
}

std::size_t base64Size(const std::string& bytes) { return (bytes.size() + 2) / 3 * 4; }

bool fits(std::string_view mime, MediaKind kind) {
  if (mime.empty()) return false;
  return kind == MediaKind::File || dialects::kindOfMime(mime) == kind;
}

}  // namespace

std::vector<std::string> mediaToFetch(chat::Request& request, const dialects::Codec& provider,
                                      const dialects::Target& target,
                                      const std::vector<FetchedMedia>& fetched) {
  std::vector<std::string> urls;
  eachWanted(request, provider, target, [&](const std::string&, const Media& media) {
    const bool full = fetched.size() + urls.size() >= kMostFetches;
    const bool known = full || find(fetched, media.url) != nullptr ||
                       std::find(urls.begin(), urls.end(), media.url) != urls.end();
    if (!known) urls.push_back(media.url);
    return true;
  });
  return urls;
}

void putMedia(chat::Request& request, const dialects::Codec& provider,
              const dialects::Target& target, const std::vector<FetchedMedia>& fetched,
              std::vector<std::string>& lost, std::vector<std::string>& converted) {
  std::size_t room = kMostMediaText;
  eachWanted(request, provider, target, [&](const std::string& where, Media& media) {
    const std::string what = where + ": " + std::string(nameOf(media.kind));
    const FetchedMedia* found = find(fetched, media.url);
    std::string_view problem = fetched.empty() ? "network.fetch_media is off" : kTooMany;
    if (found != nullptr) problem = found->problem;
    const std::string_view mime =
        problem.empty() ? dialects::mimeOfBytes(found->bytes) : std::string_view();
    if (problem.empty() && !fits(mime, media.kind)) problem = "its bytes are something else";
    if (problem.empty() && room < base64Size(found->bytes)) problem = "too much in one request";
    if (!problem.empty()) {
      lost.push_back(what + " (" + std::string(problem) + ")");
      return false;
    }
    room -= base64Size(found->bytes);
    media.mime = mime;
    media.base64 = base64(found->bytes);
    media.url.clear();
    converted.push_back(what + " became its bytes");
    return true;
  });
}

}  // namespace sb::gateway
