// Facts of models as the admin API gives them. Control thread.
#pragma once

#include <boost/json/object.hpp>
#include <set>
#include <string>

#include "core/admin/operations.h"

namespace sb::admin {

// Adds name, mode, context, max_output, supports, price, deprecated; all null without facts.
void addFacts(boost::json::object& to, const catalog::ModelFacts* facts);

// Known for this provider: from the catalogue, the configuration, and its own list.
std::set<std::string> modelNames(const Call& call, const config::Provider& provider);

}  // namespace sb::admin
