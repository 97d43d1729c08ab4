#include "core/demo/counters.h"

#include <fmt/format.h>

#include "core/base/json.h"

namespace sb::demo {
namespace {

constexpr std::size_t kMostNames = 10'000;

}  // namespace

Counters::Row& Counters::row(std::string_view model) {
  const auto found = m_rows.find(model);
  if (found != m_rows.end()) return found->second;
  if (m_rows.size() >= kMostNames) return m_others;
  return m_rows[std::string(model)];
}

Counters::Call::Call(Counters& counters, std::string_view model)
    : m_row(counters.row(model)), m_number(++m_row.calls) {
  ++m_row.open;
}

Counters::Call::~Call() { --m_row.open; }

void Counters::clear() {
  std::erase_if(m_rows, [](const auto& entry) { return entry.second.open == 0; });
  for (auto& [name, row] : m_rows)
    row.calls = row.aborted = 0;
}

std::string Counters::json() const {
  std::string out = R"({"models":{)";
  for (const auto& [name, row] : m_rows) {
    if (out.back() == '}') out += ',';
    json::appendQuoted(out, name);
    fmt::format_to(std::back_inserter(out), R"(:{{"calls":{},"open":{},"aborted":{}}})", row.calls,
                   row.open, row.aborted);
  }
  return out + "}}";
}

}  // namespace sb::demo
