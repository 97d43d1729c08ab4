// A small instance of a JSON schema (draft 2020-12, the subset that tools and structured outputs
// use): required members only, the first choice everywhere. Pure; any thread.
#pragma once

#include <boost/json/value.hpp>

namespace sb::demo {

// Never fails: what cannot be understood becomes null, what is nested over 32 levels too.
boost::json::value sampleOf(const boost::json::value& schema);

}  // namespace sb::demo
