#include "app/ctl/table.h"

#include <algorithm>
#include <boost/json.hpp>

#include "core/base/json.h"
#include "core/base/text.h"

namespace sb::ctl {

namespace bj = boost::json;

namespace {

// Characters, as far as each takes one place.
std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  }));
}

std::string padded(const std::string& text, std::size_t wanted, bool right, bool last) {
  const std::size_t blanks = wanted - std::min(wanted, width(text));
  if (right) return std::string(blanks, ' ') + text;
  return last ? text : text + std::string(blanks, ' ');
}

std::string plain(const bj::value& value) {
  if (value.is_null()) return "-";
  if (value.is_string()) return std::string(value.get_string());
  if (!value.is_array()) return json::write(value);
  std::string all;
  for (const bj::value& one : value.get_array())
    all += (all.empty() ? "" : ",") + plain(one);
  return all.empty() ? "-" : all;
}

void indent(std::string& out, const bj::value& value, const std::string& margin) {
  const std::string inner = margin + "  ";
  bool first = true;
  const auto next = [&] {
    out += first ? "\n" : ",\n";
    out += inner;
    first = false;
  };
  if (value.is_object() && !value.get_object().empty()) {
    out += '{';
    for (const auto& [name, member] : value.get_object()) {
      next();
      out += json::quoted(name) + ": ";
      indent(out, member, inner);
    }
    out += "\n" + margin + "}";
  } else if (value.is_array() && !value.get_array().empty()) {
    out += '[';
    for (const bj::value& item : value.get_array()) {
      next();
      indent(out, item, inner);
    }
    out += "\n" + margin + "]";
  } else {
    out += json::write(value);
  }
}

}  // namespace

Table::Table(std::vector<std::string> headings) {
  for (std::string& heading : headings) {
    m_right.push_back(heading.starts_with('>'));
    m_headings.push_back(heading.starts_with('>') ? heading.substr(1) : heading);
  }
}

void Table::add(std::vector<std::string> cells) {
  for (std::string& one : cells)
    one = printable(one);
  cells.resize(m_headings.size());
  m_rows.push_back(std::move(cells));
}

std::string Table::text() const {
  std::vector<std::vector<std::string>> all{m_headings};
  all.insert(all.end(), m_rows.begin(), m_rows.end());
  std::vector<std::size_t> widths(m_headings.size(), 0);
  for (const auto& row : all)
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], width(row[i]));
  std::string out;
  for (const auto& row : all) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) out += "  ";
      out += padded(row[i], widths[i], m_right[i], i + 1 == row.size());
    }
    out += '\n';
  }
  return out;
}

std::string printable(std::string_view text) {
  std::string out = excerpt(text, text.size() + 4);
  std::replace_if(
      out.begin(), out.end(),
      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
  return out;
}

std::string cell(const bj::object& object, std::string_view name) {
  const bj::value* value = object.if_contains(name);
  return value == nullptr ? "-" : plain(*value);
}

std::string cell(const bj::object& object, std::string_view name, std::string_view inner) {
  const bj::value* value = object.if_contains(name);
  return value == nullptr || !value->is_object() ? "-" : cell(value->get_object(), inner);
}

std::string pretty(const bj::value& value) {
  std::string out;
  indent(out, value, "");
  return out + "\n";
}

}  // namespace sb::ctl
