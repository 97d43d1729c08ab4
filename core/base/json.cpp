#include "core/base/json.h"

#include <fmt/format.h>
#include <algorithm>
#include <boost/json.hpp>
#include <cmath>
#include <iterator>

namespace sb::json {

namespace bj = boost::json;

Result<bj::value> parse(std::string_view text) {
  bj::parse_options options;
  options.max_depth = 512;
  bj::stream_parser parser({}, options);
  boost::system::error_code ec;
  const std::size_t read = parser.write_some(text.data(), text.size(), ec);
  if (!ec && read < text.size()) ec = bj::error::extra_data;
  if (!ec) parser.finish(ec);
  if (ec)
    return Error(ErrorKind::InvalidJson,
                 fmt::format("not valid JSON near byte {}: {}", read, ec.message()));
  return parser.release();
}

namespace {

void append(std::string& out, const bj::value& value);

void appendMembers(std::string& out, const bj::object& object) {
  out += '{';
  bool first = true;
  for (const auto& [name, member] : object) {
    if (!first) out += ',';
    first = false;
    appendQuoted(out, name);
    out += ':';
    append(out, member);
  }
  out += '}';
}

void appendItems(std::string& out, const bj::array& array) {
  out += '[';
  bool first = true;
  for (const bj::value& item : array) {
    if (!first) out += ',';
    first = false;
    append(out, item);
  }
  out += ']';
}

template <class Whole>
void appendWhole(std::string& out, Whole number) {
  const fmt::format_int text(number);
  out.append(text.data(), text.size());
}

// Boost.JSON writes 0.15 as 1.5E-1; people read these too.
void append(std::string& out, const bj::value& value) {
  switch (value.kind()) {
    case bj::kind::object:
      return appendMembers(out, value.get_object());
    case bj::kind::array:
      return appendItems(out, value.get_array());
    case bj::kind::string:
      return appendQuoted(out, value.get_string());
    case bj::kind::double_:
      if (std::isfinite(value.get_double()))
        fmt::format_to(std::back_inserter(out), "{}", value.get_double());
      else
        out += "null";
      return;
    case bj::kind::bool_:
      out += value.get_bool() ? "true" : "false";
      return;
    case bj::kind::int64:
      return appendWhole(out, value.get_int64());
    case bj::kind::uint64:
      return appendWhole(out, value.get_uint64());
    case bj::kind::null:
      out += "null";
  }
}

}  // namespace

std::string write(const bj::value& value) {
  std::string out;
  append(out, value);
  return out;
}

void appendQuoted(std::string& out, std::string_view text) {
  out += '"';
  const auto plain = [](char c) {
    return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
  };
  while (!text.empty()) {
    const auto stop = std::find_if_not(text.begin(), text.end(), plain);
    out.append(text.begin(), stop);
    text.remove_prefix(static_cast<std::size_t>(stop - text.begin()));
    if (text.empty()) break;
    const char c = text.front();
    text.remove_prefix(1);
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        out += fmt::format("\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
  }
  out += '"';
}

std::string quoted(std::string_view text) {
  std::string out;
  appendQuoted(out, text);
  return out;
}

std::string_view text(const bj::object& object, std::string_view name) {
  const bj::value* found = object.if_contains(name);
  if (found == nullptr || !found->is_string()) return {};
  return {found->get_string().data(), found->get_string().size()};
}

}  // namespace sb::json
