// One file from the web, over the way that requests to providers take: system certificates and
// proxies, no redirects, at most 30 seconds. Blocking.
#pragma once

#include <string>

#include "core/base/result.h"

namespace sb::ctl {

// BadRequest for a URL that is none; the network's errors; UpstreamStatus for any answer but 200.
Result<std::string> fetch(const std::string& url, std::size_t most);

}  // namespace sb::ctl
