// Incremental HTTP/1.1 parsers over bytes that somebody else has read. Strict where looseness lets
// requests be smuggled (RFC 9112 sections 6 and 11.2). Beast does the grammar. One thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "core/base/result.h"
#include "core/net/http.h"

namespace sb::net {

// Takes the parts of a body as they are parsed; the view is valid during the call only.
class BodySink {
 public:
  virtual ~BodySink() = default;
  virtual void bodyPart(std::string_view bytes) = 0;
};

class RequestParser {
 public:
  explicit RequestParser(std::uint64_t headLimit);
  ~RequestParser();

  // Before each request.
  void start();

  // Parses as far as possible and says how many bytes it took; call again with the rest and what
  // follows. Stops behind the head (headDone() turns true): the body is parsed by further calls.
  // BadRequest, HeadTooLarge.
  Result<std::size_t> feed(std::string_view bytes, BodySink& sink);

  bool headDone() const;
  bool done() const;
  bool begun() const;  // any byte of this request was taken
  const RequestHead& head() const;
  RequestHead& head();

 private:
  struct Impl;
  std::unique_ptr<Impl> m_impl;
};

class ResponseParser {
 public:
  ResponseParser();
  ~ResponseParser();

  // Before each response. `headOnly`: the answer to HEAD or CONNECT, which has no body whatever it
  // says.
  void start(bool headOnly = false);

  // As above; interim (1xx) heads are skipped. UpstreamProtocol.
  Result<std::size_t> feed(std::string_view bytes, BodySink& sink);
  // The connection ended. UpstreamCut unless the body may end so.
  Status finish(BodySink& sink);

  bool headDone() const;
  bool done() const;
  bool begun() const;
  const ResponseHead& head() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> m_impl;
};

}  // namespace sb::net
