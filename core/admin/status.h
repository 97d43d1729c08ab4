// What runs and how it is, as JSON (docs/openapi.yaml, Status). Control thread.
#pragma once

#include <boost/json/object.hpp>
#include <vector>

#include "core/admin/inside.h"

namespace sb::admin {

boost::json::object statusJson(const Inside& inside);
// Of the configuration: path, revision, writable, loaded_at, warnings, and whether the demo
// provider is on. Settings must be there.
boost::json::object configState(const Inside& inside);
// Of the facts about models: source, date, models. Settings must be there.
boost::json::object catalogState(const Inside& inside);
boost::json::object liveJson(const std::vector<gateway::LiveExchange>& all, WallMillis at);

// "http://127.0.0.1:7411"
std::string urlOf(const net::ListenAddress& address);

// From a name to null where it is empty.
boost::json::value textOrNull(std::string_view text);
// RFC 3339, or null.
boost::json::value timeOrNull(const std::optional<WallMillis>& at);
boost::json::array texts(const std::vector<std::string>& all);

}  // namespace sb::admin
