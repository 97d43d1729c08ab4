#include "core/gateway/labels.h"

#include <boost/json/value.hpp>

#include "core/base/json.h"
#include "core/base/text.h"

namespace sb::gateway {
namespace {

constexpr std::size_t kMostTags = 32;
constexpr std::size_t kMostText = 256;  // of a tag, user, session
constexpr std::size_t kMostMetadata = 8192;

}  // namespace

void readLabels(const net::Headers& headers, const dialects::Look& look, const std::string& body,
                ledger::Record& record) {
  if (const std::string_view tags = headers.get("x-signalbox-tags"); !tags.empty())
    for (const std::string_view tag : split(tags, ','))
      if (!trim(tag).empty() && record.tags.size() < kMostTags)
        record.tags.push_back(excerpt(trim(tag), kMostText));
  record.user = excerpt(headers.get("x-signalbox-user"), kMostText);
  if (record.user.empty()) record.user = excerpt(look.user, kMostText);
  record.session = excerpt(headers.get("x-signalbox-session"), kMostText);
  if (record.session.empty())
    record.session = excerpt(headers.get("x-claude-code-session-id"), kMostText);
  std::string_view metadata = headers.get("x-signalbox-metadata");
  if (metadata.empty() && look.metadata.present()) metadata = look.metadata.of(body);
  if (metadata.size() <= kMostMetadata && metadata.starts_with('{') && json::parse(metadata))
    record.metadata = metadata;
}

}  // namespace sb::gateway
