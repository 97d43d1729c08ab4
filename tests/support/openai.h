// Requests and answers of OpenAI's dialect, put together and taken apart for tests without the code
// under test. Pure.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/text.h"

namespace sb::test {

inline std::string httpRequest(std::string_view method, std::string_view target,
                               const std::string& body, std::string_view more = {}) {
  std::string text(method);
  text.append(" ").append(target).append(" HTTP/1.1\r\nHost: demo\r\n").append(more);
  if (method == "POST")
    text +=
        "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
  return text + "\r\n" + body;
}

// A chat request with one user message and further members.
inline std::string chatBody(std::string_view model, std::string_view user,
                            std::string_view more = {}) {
  return R"({"model":)" + json::quoted(model) + R"(,"messages":[{"role":"user","content":)" +
         json::quoted(user) + "}]" + std::string(more) + "}";
}

// What follows "data: " in each event of a stream.
inline std::vector<std::string> eventsOf(const std::string& body) {
  std::vector<std::string> events;
  for (std::string_view line : split(body, '\n'))
    if (line.starts_with("data: ")) events.emplace_back(line.substr(6));
  return events;
}

inline boost::json::value parsed(const std::string& text) {
  const auto value = json::parse(text);
  return value ? *value : boost::json::value();
}

inline std::string stringAt(const boost::json::value& value, std::string_view pointer) {
  boost::system::error_code ec;
  const boost::json::value* found = value.find_pointer(pointer, ec);
  return found != nullptr && found->is_string() ? std::string(found->get_string().c_str())
                                                : std::string();
}

inline std::int64_t numberAt(const boost::json::value& value, std::string_view pointer) {
  boost::system::error_code ec;
  const boost::json::value* found = value.find_pointer(pointer, ec);
  return found != nullptr && found->is_int64() ? found->get_int64() : -1;
}

// The text of all content deltas of one choice.
inline std::string streamedText(const std::vector<std::string>& events, int choice = 0) {
  std::string text;
  for (const std::string& event : events) {
    const boost::json::value value = parsed(event);
    if (numberAt(value, "/choices/0/index") == choice)
      text += stringAt(value, "/choices/0/delta/content") + stringAt(value, "/choices/0/text");
  }
  return text;
}

}  // namespace sb::test
