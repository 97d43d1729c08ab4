// Takes the body of one HTTP/1.1 message out of the bytes behind its head (RFC 9112 sections 6 and
// 7). One thread. Internal to core/net.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/base/result.h"

namespace sb::net {

// Takes the parts of a body as they are parsed; the view is valid during the call only.
class BodySink {
 public:
  virtual ~BodySink() = default;
  virtual void bodyPart(std::string_view bytes) = 0;
};

class BodyReader {
 public:
  void startNone() { m_state = State::Done; }
  void startLength(std::uint64_t length);
  void startChunked();
  // All until the connection ends.
  void startOpen() { m_state = State::Open; }

  // Parses as far as possible and says how many bytes it took; call again with the rest and what
  // follows. BadRequest: the chunks are no chunks.
  Result<std::size_t> feed(std::string_view bytes, BodySink& sink);

  bool done() const { return m_state == State::Done; }
  bool open() const { return m_state == State::Open; }

 private:
  enum class State : std::uint8_t { Length, Size, Data, DataEnd, Trailer, Open, Done };

  Result<std::size_t> step(std::string_view bytes, BodySink& sink);
  std::size_t takeData(std::string_view bytes, BodySink& sink);
  Result<std::size_t> takeSize(std::string_view bytes);
  Result<std::size_t> takeDataEnd(std::string_view bytes);
  Result<std::size_t> takeTrailer(std::string_view bytes);

  State m_state = State::Done;
  std::uint64_t m_left = 0;    // bytes of the body, or of the chunk
  std::size_t m_trailers = 0;  // bytes
};

}  // namespace sb::net
