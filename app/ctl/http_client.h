// A blocking HTTP/1.1 client for one plain address: what a command-line tool needs and no more. Not
// thread-safe. Every error is ConnectRefused: the server cannot be reached, or breaks off.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace sb::ctl {

struct Address {
  std::string host;  // without brackets
  std::uint16_t port = 0;
};

// "http://127.0.0.1:7412". BadRequest for anything else.
Result<Address> parseAddress(std::string_view url);

struct Request {
  std::string method = "GET";
  std::string target;  // path and query, encoded
  std::string token;
  std::string body;  // empty = none
  std::string contentType = "application/json";
};

struct Response {
  int status = 0;
  std::string contentType;
  std::string body;
};

// Called with each piece of a body as it arrives; false ends the call.
using OnBytes = std::function<bool(std::string_view)>;

// With `onBytes`, the body of a 200 goes there and not into the response.
Result<Response> send(const Address& to, const Request& request, const OnBytes& onBytes = {});

// For a part of a path or a query: everything but letters, digits, - . _ ~ as %XX.
std::string percentEncode(std::string_view text);

}  // namespace sb::ctl
