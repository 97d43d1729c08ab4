// Tables for a terminal: columns as wide as their widest cell. Control characters of foreign texts
// (model names, error messages) never reach the terminal.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace sb::ctl {

class Table {
 public:
  // A heading that begins with ">" is a column of numbers, aligned to the right.
  explicit Table(std::vector<std::string> headings);
  void add(std::vector<std::string> cells);
  std::string text() const;

 private:
  std::vector<std::string> m_headings;
  std::vector<bool> m_right;
  std::vector<std::vector<std::string>> m_rows;
};

std::string printable(std::string_view text);

// A member as text: strings as they are, null and missing as "-", lists joined by commas.
std::string cell(const boost::json::object& object, std::string_view name);
// A member of a member: at(row, "usage", "input").
std::string cell(const boost::json::object& object, std::string_view name, std::string_view inner);

// JSON with line breaks and indentation.
std::string pretty(const boost::json::value& value);

}  // namespace sb::ctl
