// Just enough HTTP/1.1 for the two ends of a measurement: messages that our own tools and
// well-behaved proxies send (RFC 9112). No value here is trusted further than that.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace sb::bench {

// The value of the field in a head; case-insensitive; nothing if it is missing.
std::optional<std::string_view> headerValue(std::string_view head, std::string_view name);

// Bytes that content-length announces; 0 without one; nothing if it is no number.
std::optional<std::size_t> contentLength(std::string_view head);

// Takes one response after another from a connection without pipelining.
class ResponseReader {
 public:
  enum class State { Head, Body, Done, Broken };

  // Takes the next bytes; appends those of the content to `body` if it is given. A response begins
  // with the first feed after Done.
  State feed(std::string_view bytes, std::string* body = nullptr);
  State state() const { return m_state; }
  int status() const { return m_status; }

 private:
  enum class Part { Size, Data, DataEnd, Trailer };

  std::string_view takeHead(std::string_view bytes);
  void parseHead(std::string_view head);
  std::string_view takePlain(std::string_view bytes, std::string* body);
  std::string_view takeChunked(std::string_view bytes, std::string* body);
  std::string_view takeLine(std::string_view bytes, bool& complete);
  void chunkLine();
  void startChunk();

  State m_state = State::Done;
  Part m_part = Part::Size;
  bool m_chunked = false;
  int m_status = 0;
  std::size_t m_left = 0;  // bytes of the body, or of the chunk with its line end
  std::string m_pending;   // an incomplete head or line
};

}  // namespace sb::bench
