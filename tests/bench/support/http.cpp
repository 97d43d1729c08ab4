#include "tests/bench/support/http.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "core/base/text.h"

namespace sb::bench {
namespace {

constexpr std::string_view kHeadEnd = "\r\n\r\n";

std::optional<std::size_t> number(std::string_view text, int base) {
  std::size_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (problem != std::errc{} || end == text.data()) return std::nullopt;
  return value;
}

}  // namespace

std::optional<std::string_view> headerValue(std::string_view head, std::string_view name) {
  std::size_t at = head.find("\r\n");
  while (at != std::string_view::npos) {
    const std::string_view line = head.substr(at + 2, head.find("\r\n", at + 2) - at - 2);
    if (line.size() > name.size() && line[name.size()] == ':' && startsWithNoCase(line, name))
      return trim(line.substr(name.size() + 1));
    at = head.find("\r\n", at + 2);
  }
  return std::nullopt;
}

std::optional<std::size_t> contentLength(std::string_view head) {
  const auto value = headerValue(head, "content-length");
  if (!value) return 0;
  return number(*value, 10);
}

ResponseReader::State ResponseReader::feed(std::string_view bytes, std::string* body) {
  if (m_state == State::Done && !bytes.empty()) m_state = State::Head;
  if (m_state == State::Head) bytes = takeHead(bytes);
  if (m_state == State::Body) bytes = m_chunked ? takeChunked(bytes, body) : takePlain(bytes, body);
  if (m_state == State::Done && !bytes.empty()) m_state = State::Broken;
  return m_state;
}

// Gives what follows the head. The usual head comes in one piece and is not copied.
std::string_view ResponseReader::takeHead(std::string_view bytes) {
  const std::size_t had = m_pending.size();
  if (had > 0) m_pending.append(bytes);
  const std::string_view all = had > 0 ? std::string_view(m_pending) : bytes;
  const std::size_t end = all.find(kHeadEnd);
  if (end == std::string_view::npos) {
    if (had == 0) m_pending = bytes;
    return {};
  }
  parseHead(all.substr(0, end + 2));
  m_pending.clear();
  return bytes.substr(end + kHeadEnd.size() - had);
}

void ResponseReader::parseHead(std::string_view head) {
  const auto status = head.size() > 12 ? number(head.substr(9, 3), 10) : std::nullopt;
  const auto length = contentLength(head);
  if (!status || !length || !head.starts_with("HTTP/1.1 ")) {
    m_state = State::Broken;
    return;
  }
  m_status = static_cast<int>(*status);
  m_chunked = headerValue(head, "transfer-encoding").has_value();
  m_part = Part::Size;
  m_left = *length;
  m_state = m_chunked || m_left > 0 ? State::Body : State::Done;
}

std::string_view ResponseReader::takePlain(std::string_view bytes, std::string* body) {
  const std::size_t taken = std::min(m_left, bytes.size());
  if (body) body->append(bytes.substr(0, taken));
  m_left -= taken;
  if (m_left == 0) m_state = State::Done;
  return bytes.substr(taken);
}

std::string_view ResponseReader::takeChunked(std::string_view bytes, std::string* body) {
  while (!bytes.empty() && m_state == State::Body) {
    if (m_part == Part::Data) {
      const std::size_t taken = std::min(m_left, bytes.size());
      if (body) body->append(bytes.substr(0, taken));
      m_left -= taken;
      bytes.remove_prefix(taken);
      if (m_left == 0) m_part = Part::DataEnd;
      continue;
    }
    bool complete = false;
    bytes = takeLine(bytes, complete);
    if (complete) chunkLine();
  }
  return bytes;
}

// Collects a line in m_pending, without its end once it is complete.
std::string_view ResponseReader::takeLine(std::string_view bytes, bool& complete) {
  const std::size_t end = bytes.find('\n');
  m_pending.append(bytes.substr(0, end));
  if (end == std::string_view::npos) return {};
  if (m_pending.ends_with('\r')) m_pending.pop_back();
  complete = true;
  return bytes.substr(end + 1);
}

void ResponseReader::chunkLine() {
  if (m_part == Part::Size)
    startChunk();
  else if (m_part == Part::DataEnd)
    m_part = Part::Size;
  else if (m_pending.empty())
    m_state = State::Done;
  m_pending.clear();
}

void ResponseReader::startChunk() {
  const auto size = number(m_pending, 16);
  if (!size) {
    m_state = State::Broken;
    return;
  }
  m_left = *size;
  m_part = m_left > 0 ? Part::Data : Part::Trailer;
}

}  // namespace sb::bench
