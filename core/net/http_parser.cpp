#include "core/net/http_parser.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/net/http_grammar.h"

namespace sb::net {
namespace {

constexpr std::uint64_t kResponseHeadLimit = 256 * 1024;

constexpr bool isRequest(const RequestHead*) { return true; }
constexpr bool isRequest(const ResponseHead*) { return false; }

bool readStartLine(std::string_view line, RequestHead& head) { return readRequestLine(line, head); }
bool readStartLine(std::string_view line, ResponseHead& head) { return readStatusLine(line, head); }

bool beginsStartLine(std::string_view part, const RequestHead&) { return beginsRequestLine(part); }
bool beginsStartLine(std::string_view part, const ResponseHead&) { return beginsStatusLine(part); }

Error bad(const char* why) { return Error(ErrorKind::BadRequest, why); }
Error tooLarge() { return Error(ErrorKind::HeadTooLarge, "the request's headers are too large"); }

}  // namespace

template <class Head>
void HeadReader<Head>::start(std::uint64_t limit) {
  head.clear();
  m_part = Part::Start;
  m_limit = limit;
  m_size = 0;
  m_skipped = false;
  m_facts = Facts();
}

template <class Head>
Result<std::size_t> HeadReader<Head>::feed(std::string_view bytes) {
  std::size_t taken = 0;
  while (!done() && taken < bytes.size()) {
    const Result<std::size_t> line = this->line(bytes.substr(taken));
    if (!line) return line.error();
    if (*line == 0) break;
    taken += *line;
  }
  return taken;
}

template <class Head>
Result<std::size_t> HeadReader<Head>::line(std::string_view bytes) {
  const Line line = firstLine(bytes);
  if (line.end == Line::End::Missing) {
    const Status fits = missing(bytes);
    if (!fits) return fits.error();
    return std::size_t{0};
  }
  if (m_size + line.size > m_limit) return tooLarge();
  if (line.end == Line::End::Bare) return bad("a line of the head ends with a bare line feed");
  m_size += line.size;
  const Status taken = take(line.text);
  if (!taken) return taken.error();
  return line.size;
}

// A line that has not come to its end yet.
template <class Head>
Status HeadReader<Head>::missing(std::string_view part) const {
  if (m_size + part.size() > m_limit) return tooLarge();
  if (m_part == Part::Start && part != "\r" && !beginsStartLine(part, head))
    return bad("the first line is not one of HTTP");
  return {};
}

template <class Head>
Status HeadReader<Head>::take(std::string_view line) {
  if (m_part == Part::Start) {
    // RFC 9112 section 2.2.
    if (line.empty() && isRequest(&head) && !m_skipped) {
      m_skipped = true;
      return {};
    }
    if (!readStartLine(line, head)) return bad("the first line is not one of HTTP");
    m_part = Part::Fields;
    return {};
  }
  if (line.empty()) {
    m_part = Part::Done;
    return {};
  }
  const auto field = readFieldLine(line);
  if (!field) return bad("a line of the head is not a field");
  head.headers.addLine(line, field->name, field->value);
  note(field->name, field->value);
  return {};
}

// By the length of the name first: most fields are none of these.
template <class Head>
void HeadReader<Head>::note(std::string_view name, std::string_view value) {
  if (name.size() == 4 && equalNoCase(name, "Host")) {
    ++m_facts.hosts;
  } else if (name.size() == 10 && equalNoCase(name, "Connection")) {
    noteConnection(value);
  } else if (name.size() == 14 && equalNoCase(name, "Content-Length")) {
    ++m_facts.lengths;
    m_facts.length = readLength(value);
    m_facts.badLength = m_facts.badLength || !m_facts.length;
  } else if (name.size() == 17 && equalNoCase(name, "Transfer-Encoding")) {
    ++m_facts.codings;
    m_facts.chunked = equalNoCase(value, "chunked");
  }
}

template <class Head>
void HeadReader<Head>::noteConnection(std::string_view value) {
  for (std::size_t at = 0; at <= value.size();) {
    const std::size_t comma = std::min(value.find(',', at), value.size());
    const std::string_view option = trim(value.substr(at, comma - at));
    m_facts.close = m_facts.close || equalNoCase(option, "close");
    m_facts.keepAlive = m_facts.keepAlive || equalNoCase(option, "keep-alive");
    at = comma + 1;
  }
}

RequestParser::RequestParser(std::uint64_t headLimit) : m_headLimit(headLimit) { start(); }

void RequestParser::start() {
  m_head.start(m_headLimit);
  m_body.startNone();
  m_begun = false;
}

// See RFC 9112 sections 3.2 and 6.1.
Status RequestParser::check() {
  RequestHead& head = m_head.head;
  const auto& facts = m_head.facts();
  if (facts.hosts > 1 || (facts.hosts == 0 && head.version == 11))
    return bad("the request must have exactly one Host header");
  if (facts.codings > 0 && facts.lengths > 0)
    return bad("the request has both Content-Length and Transfer-Encoding");
  if (facts.lengths > 1) return bad("the request has two Content-Length headers");
  if (facts.badLength) return bad("the Content-Length is not a number");
  if (facts.codings > 0 && (facts.codings > 1 || head.version != 11 || !facts.chunked))
    return bad("the only transfer coding accepted is chunked");
  head.chunked = facts.codings > 0;
  head.contentLength = facts.length;
  head.keepAlive = head.version == 11 ? !facts.close : facts.keepAlive && !facts.close;
  // An HTTP/1.0 client would take the interim answer for the final one (RFC 9110 section 10.1.1).
  head.expectContinue =
      head.version == 11 && equalNoCase(head.headers.get("Expect"), "100-continue");
  if (head.chunked)
    m_body.startChunked();
  else
    m_body.startLength(facts.length.value_or(0));
  return {};
}

Result<std::size_t> RequestParser::feed(std::string_view bytes, BodySink& sink) {
  m_begun = m_begun || !bytes.empty();
  if (m_head.done()) return m_body.feed(bytes, sink);
  Result<std::size_t> taken = m_head.feed(bytes);
  if (!taken || !m_head.done()) return taken;
  const Status checked = check();
  if (!checked) return checked.error();
  return taken;
}

ResponseParser::ResponseParser() { start(); }

void ResponseParser::start(bool headOnly) {
  m_headOnly = headOnly;
  m_begun = m_final = false;
  m_head.start(kResponseHeadLimit);
  m_body.startNone();
}

// RFC 9112 section 6.3.
Status ResponseParser::check() {
  ResponseHead& head = m_head.head;
  const auto& facts = m_head.facts();
  if (facts.codings > 0 && facts.lengths > 0)
    return bad("both Content-Length and Transfer-Encoding");
  if (facts.lengths > 1 || facts.badLength) return bad("no valid Content-Length");
  if (facts.codings > 1 || (facts.codings > 0 && !facts.chunked))
    return bad("a transfer coding that is not known");
  head.chunked = facts.chunked;
  head.contentLength = facts.length;
  head.keepAlive = head.version == 11 ? !facts.close : facts.keepAlive && !facts.close;
  const bool bodiless = m_headOnly || head.status < 200 || head.status == 204 || head.status == 304;
  if (bodiless) {
    m_body.startNone();
  } else if (head.chunked) {
    m_body.startChunked();
  } else if (facts.length) {
    m_body.startLength(*facts.length);
  } else {
    m_body.startOpen();
    head.keepAlive = false;
  }
  m_final = true;
  return {};
}

Result<std::size_t> ResponseParser::feed(std::string_view bytes, BodySink& sink) {
  const auto failed = [](const Error& error) {
    const ErrorKind kind = ErrorKind::UpstreamProtocol;
    return Error(kind, "the upstream did not answer in HTTP", error.message);
  };
  m_begun = m_begun || !bytes.empty();
  std::size_t taken = 0;
  while (!m_final) {
    const Result<std::size_t> part = m_head.feed(bytes.substr(taken));
    if (!part) return failed(part.error());
    taken += *part;
    if (!m_head.done()) return taken;
    const int status = m_head.head.status;
    if (status < 200 && status != 101) {
      m_head.start(kResponseHeadLimit);
      continue;
    }
    const Status checked = check();
    if (!checked) return failed(checked.error());
    return taken;
  }
  const Result<std::size_t> body = m_body.feed(bytes, sink);
  if (!body) return failed(body.error());
  return body;
}

Status ResponseParser::finish() {
  if (done()) return {};
  if (!m_final || !m_body.open())
    return Error(ErrorKind::UpstreamCut, "the upstream closed the connection in its answer");
  m_body.startNone();
  return {};
}

template class HeadReader<RequestHead>;
template class HeadReader<ResponseHead>;

}  // namespace sb::net
