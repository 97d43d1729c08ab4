// Incremental HTTP/1.1 parsers over bytes that somebody else has read. Strict where looseness lets
// requests be smuggled (RFC 9112 sections 6 and 11.2). One thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/result.h"
#include "core/net/http.h"
#include "core/net/http_body.h"

namespace sb::net {

// The lines of a head until the empty one.
template <class Head>
class HeadReader {
 public:
  void start(std::uint64_t limit);
  // As the parsers' feed(); stops behind the head.
  Result<std::size_t> feed(std::string_view bytes);
  bool done() const { return m_part == Part::Done; }

  Head head;

  // What the framing of the body depends on.
  struct Facts {
    int hosts = 0, codings = 0, lengths = 0;
    bool chunked = false;  // the coding is "chunked" and nothing else
    bool close = false, keepAlive = false;
    bool badLength = false;
    std::optional<std::uint64_t> length;
  };
  const Facts& facts() const { return m_facts; }

 private:
  enum class Part : std::uint8_t { Start, Fields, Done };

  Result<std::size_t> line(std::string_view bytes);
  Status take(std::string_view line);
  Status missing(std::string_view part) const;
  void note(std::string_view name, std::string_view value);
  void noteConnection(std::string_view value);

  Part m_part = Part::Start;
  std::uint64_t m_limit = 0, m_size = 0;
  bool m_skipped = false;  // an empty line before the request
  Facts m_facts;
};

class RequestParser {
 public:
  explicit RequestParser(std::uint64_t headLimit);

  // Before each request.
  void start();

  // Parses as far as possible and says how many bytes it took; call again with the rest and what
  // follows. Stops behind the head (headDone() turns true): the body is parsed by further calls.
  // BadRequest, HeadTooLarge.
  Result<std::size_t> feed(std::string_view bytes, BodySink& sink);

  bool headDone() const { return m_head.done(); }
  bool done() const { return m_head.done() && m_body.done(); }
  bool begun() const { return m_begun; }  // any byte of this request came
  const RequestHead& head() const { return m_head.head; }
  RequestHead& head() { return m_head.head; }

 private:
  Status check();

  std::uint64_t m_headLimit;
  bool m_begun = false;
  HeadReader<RequestHead> m_head;
  BodyReader m_body;
};

class ResponseParser {
 public:
  ResponseParser();

  // Before each response. `headOnly`: the answer to HEAD or CONNECT, which has no body whatever it
  // says.
  void start(bool headOnly = false);

  // As above; interim (1xx) heads are skipped. UpstreamProtocol.
  Result<std::size_t> feed(std::string_view bytes, BodySink& sink);
  // The connection ended. UpstreamCut unless the body may end so.
  Status finish();

  bool headDone() const { return m_final; }
  bool done() const { return m_final && m_body.done(); }
  bool begun() const { return m_begun; }
  const ResponseHead& head() const { return m_head.head; }

 private:
  Status check();

  bool m_headOnly = false;
  bool m_begun = false;
  bool m_final = false;  // the head is there and no interim one
  HeadReader<ResponseHead> m_head;
  BodyReader m_body;
};

}  // namespace sb::net
