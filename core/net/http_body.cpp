#include "core/net/http_body.h"

#include <algorithm>

#include "core/net/http_grammar.h"

namespace sb::net {
namespace {

constexpr std::size_t kChunkLine = 4'096;
constexpr std::size_t kTrailers = 65'536;

Error badChunk(const char* why) {
  return Error(ErrorKind::BadRequest, std::string("the chunked body is not valid: ") + why);
}

}  // namespace

void BodyReader::startLength(std::uint64_t length) {
  m_left = length;
  m_state = length > 0 ? State::Length : State::Done;
}

void BodyReader::startChunked() {
  m_state = State::Size;
  m_trailers = 0;
}

Result<std::size_t> BodyReader::feed(std::string_view bytes, BodySink& sink) {
  std::size_t taken = 0;
  while (taken < bytes.size() && !done()) {
    const Result<std::size_t> step = this->step(bytes.substr(taken), sink);
    if (!step) return step.error();
    if (*step == 0) break;
    taken += *step;
  }
  return taken;
}

Result<std::size_t> BodyReader::step(std::string_view bytes, BodySink& sink) {
  switch (m_state) {
    case State::Length:
    case State::Data:
      return takeData(bytes, sink);
    case State::Size:
      return takeSize(bytes);
    case State::DataEnd:
      return takeDataEnd(bytes);
    case State::Trailer:
      return takeTrailer(bytes);
    case State::Open:
      sink.bodyPart(bytes);
      return bytes.size();
    case State::Done:
      break;
  }
  return std::size_t{0};
}

std::size_t BodyReader::takeData(std::string_view bytes, BodySink& sink) {
  const std::size_t n = std::min<std::uint64_t>(bytes.size(), m_left);
  sink.bodyPart(bytes.substr(0, n));
  m_left -= n;
  if (m_left == 0) m_state = m_state == State::Data ? State::DataEnd : State::Done;
  return n;
}

Result<std::size_t> BodyReader::takeSize(std::string_view bytes) {
  const Line line = firstLine(bytes);
  if (line.end == Line::End::Missing) {
    if (bytes.size() > kChunkLine) return badChunk("a chunk's first line is too long");
    return std::size_t{0};
  }
  if (line.size > kChunkLine) return badChunk("a chunk's first line is too long");
  const auto size = line.end == Line::End::Whole ? readChunkLine(line.text) : std::nullopt;
  if (!size) return badChunk("a chunk's size is not a number");
  m_left = *size;
  m_state = m_left > 0 ? State::Data : State::Trailer;
  return line.size;
}

Result<std::size_t> BodyReader::takeDataEnd(std::string_view bytes) {
  constexpr std::string_view kEnd = "\r\n";
  if (bytes.substr(0, kEnd.size()) != kEnd.substr(0, bytes.size()))
    return badChunk("a chunk is longer than it says");
  if (bytes.size() < kEnd.size()) return std::size_t{0};
  m_state = State::Size;
  return kEnd.size();
}

// Fields behind the body are checked and left out: nothing that decides anything may come late.
Result<std::size_t> BodyReader::takeTrailer(std::string_view bytes) {
  const Line line = firstLine(bytes);
  const std::size_t size = line.end == Line::End::Missing ? bytes.size() : line.size;
  if (m_trailers + size > kTrailers) return badChunk("its trailers are too large");
  if (line.end == Line::End::Missing) return std::size_t{0};
  m_trailers += line.size;
  if (line.end == Line::End::Whole && line.text.empty())
    m_state = State::Done;
  else if (line.end == Line::End::Bare || !readFieldLine(line.text))
    return badChunk("a trailer is not a field");
  return line.size;
}

}  // namespace sb::net
