// Saving the configuration, whole or one item of a list, and what to answer. Control thread.
#pragma once

#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/admin/operations.h"

namespace sb::admin {

// Whose program calls, by what it calls itself.
config::ChangedBy changedBy(const Call& call);
// With the call's `message`. BadRequest: that is no plain short text.
Result<config::ChangedBy> changedByWithMessage(const Call& call);

boost::json::array problemsJson(const std::vector<config::Problem>& problems);

// {revision, changed, needs_restart, warnings}; 422 with the problems; 409 with the text on disk.
net::Task<Result<Answer>> savedAnswer(Call& call, Result<gateway::Settings::Reloaded> done);

// The item of a route as the file holds it, of what a client sent.
boost::json::object routeItem(const std::string& name, const boost::json::value& sent);

// Writes the item of the list `section` whose `field` is `id`; without an item it is removed.
net::Task<Result<Answer>> saveItem(Call& call, std::string section, std::string field,
                                   std::string id, std::optional<boost::json::object> item);

}  // namespace sb::admin
