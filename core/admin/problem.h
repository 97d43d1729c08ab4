// Refusals as RFC 9457 problem documents (application/problem+json): `type` (a URN of the error
// kind), `title`, `status`, `detail` (the sentence for a person), `kind` (errorName) and `params`.
// Pure; any thread.
#pragma once

#include <boost/json/object.hpp>

#include "core/base/error.h"

namespace sb::admin {

// `more`: members besides the standard ones, e.g. the list of problems of a configuration.
boost::json::object problem(const Error& error, boost::json::object more = {});

}  // namespace sb::admin
