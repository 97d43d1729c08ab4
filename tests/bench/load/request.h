// The request that is sent over and over: a realistic chat body of 2.2 KB.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sb::bench {

// Head and body. An empty key leaves the Authorization header out.
std::string chatRequest(std::uint16_t port, std::string_view key, std::string_view model,
                        bool stream);

}  // namespace sb::bench
