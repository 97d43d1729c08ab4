// Server-sent events, as bytes arrive: a small state machine that hands out each complete event
// with its exact bytes, so that a relay can read an event and forward it untouched. Source: WHATWG
// HTML, section 9.2 "Server-sent events" (parsing and interpreting an event stream). One parser per
// stream; one thread at a time; no I/O.
//
// An item is everything up to and including a blank line. The `raw` of all items, that of finish()
// included, put together are exactly the bytes that were fed, wherever they were cut.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace sb::net {

// `raw` is valid until the next feed() or finish() (it may point into the fed bytes), the rest
// during the call of the sink only.
struct SseEvent {
  std::string_view type;  // the `event` field; "" = the default, "message"
  std::string_view data;  // the `data` lines joined by LF
  std::string_view id;    // the `id` field of this event, "" if it has none
  std::string_view raw;
  bool comment =
      false;  // nothing to dispatch: only comments, fields without data, or an empty line
};

class SseSink {
 public:
  // False: nothing further is wanted; the parser drops the rest of the stream.
  virtual bool event(const SseEvent& event) = 0;

 protected:
  ~SseSink() = default;
};

enum class SseEnd { Clean, Unterminated };

class SseParser {
 public:
  static constexpr std::size_t kLineCap = 16 * 1024 * 1024;

  // `cap`: the most bytes that one line, or one event with all its lines, may have.
  explicit SseParser(std::size_t cap = kLineCap) : m_cap(cap) {}

  // UpstreamTooLarge once a line or event is over the cap; it stays so.
  Status feed(std::string_view bytes, SseSink& sink);

  // The stream has ended. What is left is parsed as if a blank line stood behind it, handed out,
  // and the stream called unterminated.
  Result<SseEnd> finish(SseSink& sink);

  // The sink wanted no more.
  bool stopped() const { return m_stopped; }

  // Bytes held back for an event that is not complete.
  std::size_t held() const { return m_buffer.size() - m_taken; }

 private:
  enum class LineEnds { Unknown, Usual, BareCr };

  Status run(std::string_view bytes, bool last, SseSink& sink);
  bool quickEvent(std::string_view bytes, SseSink& sink);
  bool lineEnd(std::string_view bytes, bool last);
  void skipLineFeed(std::string_view bytes);
  void emit(std::string_view raw, SseSink& sink);
  void emitData(std::string_view raw, std::string_view data, SseSink& sink);
  bool tooLong(std::size_t size) const { return size - m_block > m_cap; }

  std::size_t m_cap;
  std::string m_buffer;     // the beginning of an event that is not complete yet
  std::size_t m_taken = 0;  // bytes of m_buffer already handed out
  std::string m_data;       // lines joined
  std::size_t m_block = 0;  // where the current event begins, in the bytes being parsed
  std::size_t m_line = 0;   // … its current line
  std::size_t m_seek = 0;   // … and from where that line's end is looked for
  std::size_t m_next = 0;   // where the line found by lineEnd() is followed by the next
  LineEnds m_ends = LineEnds::Unknown;
  bool m_afterCr = false;  // BareCr: a line feed that comes now belongs to the line before
  bool m_first = true;     // no event yet: a byte order mark may stand in front
  bool m_stopped = false;
  bool m_failed = false;
};

}  // namespace sb::net
