#include "core/net/http.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <ctime>

#include "core/base/text.h"

namespace sb::net {

void Headers::clear() {
  m_text.clear();
  m_fields.clear();
  m_known = 0;
}

void Headers::add(std::string_view name, std::string_view value) {
  const auto at = static_cast<std::uint32_t>(m_text.size());
  const auto nameSize = static_cast<std::uint32_t>(name.size());
  m_text.append(name).append(value);
  m_known |= bit(name);
  m_fields.push_back({at, nameSize, at + nameSize, static_cast<std::uint32_t>(value.size())});
}

void Headers::addLine(std::string_view line, std::string_view name, std::string_view value) {
  const auto at = static_cast<std::uint32_t>(m_text.size());
  const auto valueAt = static_cast<std::uint32_t>(value.data() - line.data());
  m_text.append(line);
  m_known |= bit(name);
  m_fields.push_back({at, static_cast<std::uint32_t>(name.size()), at + valueAt,
                      static_cast<std::uint32_t>(value.size())});
}

std::size_t Headers::find(std::string_view wanted, std::size_t at) const {
  if ((m_known & bit(wanted)) == 0) return m_fields.size();
  for (; at < m_fields.size(); ++at) {
    const Field& field = m_fields[at];
    if (field.nameSize == wanted.size() && ((m_text[field.name] ^ wanted.front()) & ~0x20) == 0 &&
        sameNoCase(m_text.data() + field.name, wanted.data(), wanted.size()))
      break;
  }
  return at;
}

std::string_view Headers::get(std::string_view wanted) const {
  const std::size_t at = find(wanted, 0);
  return at == size() ? std::string_view() : value(at);
}

std::size_t Headers::count(std::string_view wanted) const {
  std::size_t n = 0;
  for (std::size_t at = find(wanted, 0); at < size(); at = find(wanted, at + 1))
    ++n;
  return n;
}

bool Headers::hasToken(std::string_view wanted, std::string_view token) const {
  for (std::size_t at = find(wanted, 0); at < size(); at = find(wanted, at + 1))
    for (const std::string_view part : split(value(at), ','))
      if (equalNoCase(trim(part), token)) return true;
  return false;
}

std::string_view RequestHead::path() const {
  const std::string_view all = target;
  return all.substr(0, all.find('?'));
}

std::string_view RequestHead::query() const {
  const std::string_view all = target;
  const std::size_t at = all.find('?');
  return at == std::string_view::npos ? std::string_view() : all.substr(at + 1);
}

void RequestHead::clear() {
  method.clear();
  target.clear();
  version = 11;
  headers.clear();
  keepAlive = true;
  chunked = false;
  expectContinue = false;
  contentLength.reset();
}

void ResponseHead::clear() {
  status = 0;
  reason.clear();
  version = 11;
  headers.clear();
  keepAlive = true;
  chunked = false;
  contentLength.reset();
}

std::string_view reasonPhrase(int status) {
  struct Row {
    int status;
    std::string_view phrase;
  };
  if (status == 200) return "OK";
  static constexpr std::array kRows{
      Row{100, "Continue"},
      Row{200, "OK"},
      Row{201, "Created"},
      Row{202, "Accepted"},
      Row{204, "No Content"},
      Row{301, "Moved Permanently"},
      Row{302, "Found"},
      Row{304, "Not Modified"},
      Row{307, "Temporary Redirect"},
      Row{308, "Permanent Redirect"},
      Row{400, "Bad Request"},
      Row{401, "Unauthorized"},
      Row{402, "Payment Required"},
      Row{403, "Forbidden"},
      Row{404, "Not Found"},
      Row{405, "Method Not Allowed"},
      Row{406, "Not Acceptable"},
      Row{408, "Request Timeout"},
      Row{409, "Conflict"},
      Row{410, "Gone"},
      Row{411, "Length Required"},
      Row{412, "Precondition Failed"},
      Row{413, "Content Too Large"},
      Row{414, "URI Too Long"},
      Row{415, "Unsupported Media Type"},
      Row{416, "Range Not Satisfiable"},
      Row{417, "Expectation Failed"},
      Row{422, "Unprocessable Content"},
      Row{424, "Failed Dependency"},
      Row{425, "Too Early"},
      Row{429, "Too Many Requests"},
      Row{431, "Request Header Fields Too Large"},
      Row{499, "Client Closed Request"},
      Row{500, "Internal Server Error"},
      Row{501, "Not Implemented"},
      Row{502, "Bad Gateway"},
      Row{503, "Service Unavailable"},
      Row{504, "Gateway Timeout"},
      Row{508, "Loop Detected"},
      Row{529, "Overloaded"},
  };
  const auto found = std::find_if(kRows.begin(), kRows.end(),
                                  [&](const Row& row) { return row.status == status; });
  return found == kRows.end() ? "Unknown" : found->phrase;
}

std::string_view httpDate() {
  thread_local std::time_t last = 0;
  thread_local std::array<char, 40> text{};
  const std::time_t now = std::time(nullptr);
  if (now != last) {
    last = now;
    std::tm parts{};
    gmtime_r(&now, &parts);
    static constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT",
                  kDays[static_cast<std::size_t>(parts.tm_wday)], parts.tm_mday,
                  kMonths[static_cast<std::size_t>(parts.tm_mon)], parts.tm_year + 1900,
                  parts.tm_hour, parts.tm_min, parts.tm_sec);
  }
  return text.data();
}

void appendStatusLine(std::string& out, int status) {
  std::array<char, 12> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), status).ptr;
  out.append("HTTP/1.1 ").append(digits.data(), end).append(" ").append(reasonPhrase(status));
  out.append("\r\nDate: ").append(httpDate()).append("\r\n");
}

void appendHeader(std::string& out, std::string_view name, std::string_view value) {
  const std::size_t at = out.size();
  out.resize(at + name.size() + value.size() + 4);
  char* to = std::copy(name.begin(), name.end(), out.data() + at);
  *to++ = ':';
  *to++ = ' ';
  to = std::copy(value.begin(), value.end(), to);
  *to++ = '\r';
  *to = '\n';
}

bool isHopByHop(std::string_view name) {
  static constexpr std::array<std::string_view, 12> kNames{"connection",
                                                           "keep-alive",
                                                           "proxy-authenticate",
                                                           "proxy-authorization",
                                                           "proxy-connection",
                                                           "te",
                                                           "trailer",
                                                           "transfer-encoding",
                                                           "upgrade",
                                                           "content-length",
                                                           "host",
                                                           "expect"};
  return std::any_of(kNames.begin(), kNames.end(),
                     [&](std::string_view known) { return equalNoCase(known, name); });
}

bool validHeaderValue(std::string_view value) {
  // Eight at once: the top bit of each byte of `odd` says that it is below 0x20 or 0x7f.
  constexpr std::uint64_t kOnes = ~std::uint64_t{0} / 255, kTops = kOnes * 0x80;
  while (value.size() >= sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, value.data(), sizeof word);
    const std::uint64_t del = word ^ (kOnes * 0x7f);
    const std::uint64_t odd = ((word - kOnes * 0x20) & ~word) | ((del - kOnes) & ~del);
    if ((odd & kTops) != 0) break;
    value.remove_prefix(sizeof word);
  }
  return std::all_of(value.begin(), value.end(), [](char c) {
    const auto u = static_cast<unsigned char>(c);
    return c == '\t' || (u >= 0x20 && u != 0x7f);
  });
}

bool validHeaderName(std::string_view name) {
  static constexpr std::string_view kSpecial = "!#$%&'*+-.^_`|~";
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kSpecial.find(c) != std::string_view::npos;
  });
}

}  // namespace sb::net
