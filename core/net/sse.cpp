#include "core/net/sse.h"

#include <algorithm>
#include <cstring>

namespace sb::net {
namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr std::string_view kDataField = "data:";

std::size_t find(std::string_view bytes, char c, std::size_t from, std::size_t to) {
  const void* at = from < to ? std::memchr(bytes.data() + from, c, to - from) : nullptr;
  if (at == nullptr) return npos;
  return static_cast<std::size_t>(static_cast<const char*>(at) - bytes.data());
}

// Takes the first line (without its end) off `block`.
std::string_view takeLine(std::string_view& block) {
  const std::size_t lf = std::min(block.find('\n'), block.size());
  const std::size_t end = std::min(find(block, '\r', 0, lf), lf);
  const std::string_view line = block.substr(0, end);
  block.remove_prefix(std::min(end + 1, block.size()));
  if (end < lf && !block.empty() && block.front() == '\n') block.remove_prefix(1);
  return line;
}

std::string_view withoutSpace(std::string_view value) {
  if (!value.empty() && value.front() == ' ') value.remove_prefix(1);
  return value;
}

struct Fields {
  SseEvent event;
  int dataLines = 0;
};

// Several data lines go through `joined`; one alone is not copied.
void addData(Fields& fields, std::string_view value, std::string& joined) {
  if (fields.dataLines == 1) joined.assign(fields.event.data);
  if (++fields.dataLines == 1) {
    fields.event.data = value;
    return;
  }
  joined += '\n';
  joined += value;
  fields.event.data = joined;
}

void addLine(Fields& fields, std::string_view line, std::string& joined) {
  const std::size_t colon = std::min(line.find(':'), line.size());
  const std::string_view name = line.substr(0, colon);
  const std::string_view value =
      colon < line.size() ? withoutSpace(line.substr(colon + 1)) : std::string_view();
  if (name == "data") addData(fields, value, joined);
  if (name == "event") fields.event.type = value;
  if (name == "id" && value.find('\0') == npos) fields.event.id = value;
}

}  // namespace

void SseParser::emitData(std::string_view raw, std::string_view data, SseSink& sink) {
  SseEvent event;
  event.raw = raw;
  event.data = data;
  m_first = false;
  if (!sink.event(event)) m_stopped = true;
}

void SseParser::emit(std::string_view raw, SseSink& sink) {
  Fields fields;
  std::string_view rest = raw;
  if (m_first && rest.substr(0, kByteOrderMark.size()) == kByteOrderMark)
    rest.remove_prefix(kByteOrderMark.size());
  m_first = false;
  while (!rest.empty())
    addLine(fields, takeLine(rest), m_data);
  fields.event.raw = raw;
  fields.event.comment = fields.dataLines == 0;
  if (!sink.event(fields.event)) m_stopped = true;
}

// The common case: one data line, one blank line, both ended by LF.
bool SseParser::quickEvent(std::string_view bytes, SseSink& sink) {
  if (m_seek != m_block || m_ends == LineEnds::BareCr) return false;
  if (bytes.compare(m_block, kDataField.size(), kDataField) != 0) return false;
  const std::size_t lf = find(bytes, '\n', m_block, bytes.size());
  if (lf == npos || lf + 1 >= bytes.size() || bytes[lf + 1] != '\n') return false;
  if (find(bytes, '\r', m_block, lf) != npos || tooLong(lf + 2)) return false;
  const std::size_t begin = m_block + kDataField.size();
  const std::string_view raw = bytes.substr(m_block, lf + 2 - m_block);
  m_ends = LineEnds::Usual;
  m_block = m_line = m_seek = lf + 2;
  emitData(raw, withoutSpace(bytes.substr(begin, lf - begin)), sink);
  return true;
}

void SseParser::skipLineFeed(std::string_view bytes) {
  if (!m_afterCr || m_line >= bytes.size()) return;
  m_afterCr = false;
  if (bytes[m_line] == '\n') m_seek = ++m_line;
}

// Looks for the end of the line at m_line: sets m_seek to it and m_next behind it. A CR at the very
// end of the bytes is no end yet, for LF may follow, except in a stream that ends its lines with
// bare CRs: there it would hold back each event until the next one comes.
bool SseParser::lineEnd(std::string_view bytes, bool last) {
  skipLineFeed(bytes);
  const std::size_t lf = std::min(find(bytes, '\n', m_seek, bytes.size()), bytes.size());
  const std::size_t cr = find(bytes, '\r', m_seek, lf);
  if (cr == npos) {
    m_seek = lf;
    m_next = lf + 1;
    if (lf < bytes.size() && m_ends == LineEnds::Unknown) m_ends = LineEnds::Usual;
    return lf < bytes.size();
  }
  m_seek = cr;
  m_next = cr + 1;
  if (m_ends == LineEnds::BareCr) return m_afterCr = true;
  if (m_next == bytes.size()) return last;
  const bool pair = bytes[m_next] == '\n';
  if (m_ends == LineEnds::Unknown) m_ends = pair ? LineEnds::Usual : LineEnds::BareCr;
  if (pair) ++m_next;
  return true;
}

// Hands out all complete events of `bytes` from m_block on.
Status SseParser::run(std::string_view bytes, bool last, SseSink& sink) {
  while (!m_stopped && m_block < bytes.size()) {
    if (quickEvent(bytes, sink)) continue;
    if (!lineEnd(bytes, last)) break;
    const bool blank = m_seek == m_line;
    m_line = m_seek = m_next;
    if (!blank) continue;
    if (tooLong(m_line)) break;
    const std::string_view raw = bytes.substr(m_block, m_line - m_block);
    m_block = m_line;
    emit(raw, sink);
  }
  if (m_stopped || !tooLong(bytes.size())) return {};
  m_failed = true;
  return Error(ErrorKind::UpstreamTooLarge,
               "a line or event of the stream is longer than " + std::to_string(m_cap) + " bytes");
}

Status SseParser::feed(std::string_view bytes, SseSink& sink) {
  if (m_stopped) return {};
  if (m_failed) return Error(ErrorKind::UpstreamTooLarge, "the stream was given up");
  m_buffer.erase(0, m_taken);
  m_taken = 0;
  const bool direct = m_buffer.empty();
  if (!direct) m_buffer += bytes;
  const std::string_view all = direct ? bytes : std::string_view(m_buffer);
  const Status done = run(all, false, sink);
  if (direct)
    m_buffer.assign(all.substr(m_block));
  else
    m_taken = m_block;
  m_line -= m_block;
  m_seek -= m_block;
  m_block = 0;
  return done;
}

Result<SseEnd> SseParser::finish(SseSink& sink) {
  if (m_stopped) return SseEnd::Clean;
  if (m_failed) return Error(ErrorKind::UpstreamTooLarge, "the stream was given up");
  m_buffer.erase(0, m_taken);
  m_taken = 0;
  const Status done = run(m_buffer, true, sink);
  if (!done) return done.error();
  const std::string_view rest = std::string_view(m_buffer).substr(m_block);
  m_taken = m_buffer.size();
  m_block = m_line = m_seek = 0;
  if (m_stopped || rest.empty()) return SseEnd::Clean;
  emit(rest, sink);
  // A lone LF here belongs to the CR that ended the last event.
  return rest == "\n" ? SseEnd::Clean : SseEnd::Unterminated;
}

}  // namespace sb::net
