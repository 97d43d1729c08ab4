#include "core/net/http_parser.h"

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <limits>
#include <optional>

#include "core/base/text.h"

namespace sb::net {
namespace {

namespace http = boost::beast::http;
using boost::system::error_code;

constexpr std::uint32_t kResponseHeadLimit = 256 * 1024;

// Beast calls these while it parses; what they keep is ours.
template <bool isRequest, class Head>
class Core : public http::basic_parser<isRequest> {
 public:
  Head head;
  BodySink* sink = nullptr;

 private:
  void on_request_impl(http::verb, boost::core::string_view method, boost::core::string_view target,
                       int version, error_code&) override {
    if constexpr (isRequest) {
      head.method.assign(method.data(), method.size());
      head.target.assign(target.data(), target.size());
      head.version = version;
    }
  }
  void on_response_impl(int status, boost::core::string_view reason, int version,
                        error_code&) override {
    if constexpr (!isRequest) {
      head.status = status;
      head.reason.assign(reason.data(), reason.size());
      head.version = version;
    }
  }
  void on_field_impl(http::field, boost::core::string_view name, boost::core::string_view value,
                     error_code&) override {
    head.headers.add({name.data(), name.size()}, {value.data(), value.size()});
  }
  void on_header_impl(error_code&) override {}
  void on_body_init_impl(boost::optional<std::uint64_t> const&, error_code&) override {}
  std::size_t on_body_impl(boost::core::string_view body, error_code&) override {
    sink->bodyPart({body.data(), body.size()});
    return body.size();
  }
  void on_chunk_header_impl(std::uint64_t, boost::core::string_view, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, boost::core::string_view body,
                                 error_code&) override {
    sink->bodyPart({body.data(), body.size()});
    return body.size();
  }
  void on_finish_impl(error_code&) override {}
};

// One round of parsing: until Beast needs more, the head ends, or the message ends.
template <class Parser>
std::size_t pump(Parser& parser, std::string_view bytes, bool stopBehindHead, error_code& ec) {
  std::size_t taken = 0;
  while (!parser.is_done()) {
    const std::string_view rest = bytes.substr(taken);
    if (rest.empty()) break;
    const bool hadHead = parser.is_header_done();
    const std::size_t n = parser.put(boost::asio::const_buffer(rest.data(), rest.size()), ec);
    taken += n;
    if (ec == http::error::need_more) {
      ec = {};
      if (n == 0) break;
      continue;
    }
    if (ec) break;
    if (stopBehindHead && !hadHead && parser.is_header_done()) break;
    if (n == 0) break;
  }
  return taken;
}

}  // namespace

struct RequestParser::Impl {
  std::optional<Core<true, RequestHead>> core;
  std::uint64_t headLimit;
  bool begun = false;
  bool checked = false;

  Status check();
};

RequestParser::RequestParser(std::uint64_t headLimit) : m_impl(std::make_unique<Impl>()) {
  m_impl->headLimit = headLimit;
  start();
}

RequestParser::~RequestParser() = default;

void RequestParser::start() {
  RequestHead kept;
  if (m_impl->core) kept = std::move(m_impl->core->head);
  kept.clear();
  m_impl->core.emplace();
  m_impl->core->head = std::move(kept);
  m_impl->core->header_limit(static_cast<std::uint32_t>(m_impl->headLimit));
  m_impl->core->body_limit(boost::none);
  m_impl->core->eager(false);
  m_impl->begun = false;
  m_impl->checked = false;
}

// What Beast lets pass and must not: see RFC 9112 sections 3.2 and 6.1.
Status RequestParser::Impl::check() {
  RequestHead& head = core->head;
  const std::size_t codings = head.headers.count("Transfer-Encoding");
  const std::size_t lengths = head.headers.count("Content-Length");
  const std::size_t hosts = head.headers.count("Host");
  if (hosts > 1 || (hosts == 0 && head.version == 11))
    return Error(ErrorKind::BadRequest, "the request must have exactly one Host header");
  if (codings > 0 && lengths > 0)
    return Error(ErrorKind::BadRequest,
                 "the request has both Content-Length and Transfer-Encoding");
  if (lengths > 1)
    return Error(ErrorKind::BadRequest, "the request has two Content-Length headers");
  if (codings > 0) {
    if (codings > 1 || head.version != 11 ||
        !equalNoCase(trim(head.headers.get("Transfer-Encoding")), "chunked"))
      return Error(ErrorKind::BadRequest, "the only transfer coding accepted is chunked");
    head.chunked = true;
  }
  // Beast takes "3, 3" for a 3.
  if (head.headers.get("Content-Length").find_first_not_of("0123456789") != std::string_view::npos)
    return Error(ErrorKind::BadRequest, "the Content-Length is not a number");
  if (lengths == 1) head.contentLength = core->content_length().value_or(0);
  head.keepAlive = core->keep_alive();
  // An HTTP/1.0 client would take the interim answer for the final one (RFC 9110 section 10.1.1).
  head.expectContinue =
      head.version == 11 && equalNoCase(head.headers.get("Expect"), "100-continue");
  return {};
}

Result<std::size_t> RequestParser::feed(std::string_view bytes, BodySink& sink) {
  Core<true, RequestHead>& core = *m_impl->core;
  core.sink = &sink;
  m_impl->begun = m_impl->begun || !bytes.empty();
  error_code ec;
  const std::size_t taken = pump(core, bytes, true, ec);
  if (ec == http::error::header_limit)
    return Error(ErrorKind::HeadTooLarge, "the request's headers are too large");
  if (ec) return Error(ErrorKind::BadRequest, "not a valid HTTP request: " + ec.message());
  if (core.is_header_done() && !m_impl->checked) {
    m_impl->checked = true;
    const Status checked = m_impl->check();
    if (!checked) return checked.error();
  }
  return taken;
}

bool RequestParser::headDone() const { return m_impl->core->is_header_done(); }
bool RequestParser::done() const { return m_impl->core->is_done(); }
bool RequestParser::begun() const { return m_impl->begun; }
const RequestHead& RequestParser::head() const { return m_impl->core->head; }
RequestHead& RequestParser::head() { return m_impl->core->head; }

struct ResponseParser::Impl {
  std::optional<Core<false, ResponseHead>> core;
  bool headOnly = false;
  bool begun = false;
  bool checked = false;

  void renew() {
    ResponseHead kept;
    if (core) kept = std::move(core->head);
    kept.clear();
    core.emplace();
    core->head = std::move(kept);
    core->header_limit(kResponseHeadLimit);
    core->body_limit(boost::none);
    core->skip(headOnly);
    checked = false;
  }
  void check() {
    ResponseHead& head = core->head;
    head.keepAlive = core->keep_alive() && !core->need_eof();
    head.chunked = core->chunked();
    if (const auto length = core->content_length()) head.contentLength = *length;
    checked = true;
  }
};

ResponseParser::ResponseParser() : m_impl(std::make_unique<Impl>()) { start(); }
ResponseParser::~ResponseParser() = default;

void ResponseParser::start(bool headOnly) {
  m_impl->headOnly = headOnly;
  m_impl->begun = false;
  m_impl->renew();
}

Result<std::size_t> ResponseParser::feed(std::string_view bytes, BodySink& sink) {
  m_impl->begun = m_impl->begun || !bytes.empty();
  std::size_t taken = 0;
  for (;;) {
    Core<false, ResponseHead>& core = *m_impl->core;
    core.sink = &sink;
    error_code ec;
    taken += pump(core, bytes.substr(taken), true, ec);
    if (ec)
      return Error(ErrorKind::UpstreamProtocol, "the upstream did not answer in HTTP",
                   ec.message());
    const bool interim = core.is_header_done() && core.head.status >= 100 &&
                         core.head.status < 200 && core.head.status != 101;
    if (!interim) break;
    m_impl->renew();  // a fresh parser for what follows an interim head
  }
  if (m_impl->core->is_header_done() && !m_impl->checked) m_impl->check();
  return taken;
}

Status ResponseParser::finish(BodySink& sink) {
  Core<false, ResponseHead>& core = *m_impl->core;
  core.sink = &sink;
  if (core.is_done()) return {};
  if (!core.is_header_done() || !core.need_eof())
    return Error(ErrorKind::UpstreamCut, "the upstream closed the connection in its answer");
  error_code ec;
  core.put_eof(ec);
  if (ec) return Error(ErrorKind::UpstreamCut, "the upstream's answer is incomplete", ec.message());
  return {};
}

bool ResponseParser::headDone() const { return m_impl->checked; }
bool ResponseParser::done() const { return m_impl->core->is_done(); }
bool ResponseParser::begun() const { return m_impl->begun; }
const ResponseHead& ResponseParser::head() const { return m_impl->core->head; }

}  // namespace sb::net
