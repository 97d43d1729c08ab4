#include "core/demo/player.h"

#include <fmt/format.h>

#include <array>

#include "core/demo/events.h"
#include "core/demo/output.h"

namespace sb::demo {
namespace {

using net::HttpConnection;
using net::Task;

constexpr std::string_view kJsonType = "application/json";
constexpr std::string_view kEventType = "text/event-stream; charset=utf-8";
constexpr std::string_view kGarbage = "\x16\x03\x01 this is not HTTP \xff\xfe\r\n\r\n";
constexpr std::string_view kPage =
    "<!DOCTYPE html>\n<html><head><title>Bad gateway</title></head>\n"
    "<body><h1>Bad gateway</h1><p>The demo provider pretends to be a proxy's page.</p></body>"
    "</html>\n";

struct ErrorNames {
  int status;
  std::string_view type, code, message;
};

// As api.openai.com names them.
constexpr std::array<ErrorNames, 6> kErrors{{
    {401, "invalid_request_error", "invalid_api_key", "Incorrect API key provided."},
    {403, "invalid_request_error", "unsupported_country_region_territory", "Not allowed."},
    {404, "invalid_request_error", "model_not_found", "The model does not exist."},
    {429, "requests", "rate_limit_exceeded", "Rate limit reached. Please try again later."},
    {503, "server_error", "service_unavailable", "The service is temporarily overloaded."},
    {500, "server_error", "", "The server had an error while processing your request."},
}};

std::string scriptedError(const Script& script, int status) {
  ErrorNames names{status, status < 500 ? "invalid_request_error" : "server_error", "",
                   "The demo provider was asked to fail."};
  for (const ErrorNames& known : kErrors)
    if (known.status == status) names = known;
  if (!script.errorCode.empty()) names.code = script.errorCode;
  if (!script.errorMessage.empty()) names.message = script.errorMessage;
  return errorBody(names.message, names.type, names.code);
}

std::string headLines(const Script& script, std::string_view type, std::string_view requestId) {
  std::string lines;
  net::appendHeader(lines, "Content-Type", type);
  net::appendHeader(lines, "x-request-id", requestId);
  for (const auto& [name, value] : script.headers)
    net::appendHeader(lines, name, value);
  return lines;
}

class Player {
 public:
  Player(HttpConnection& connection, const Ask& ask, const Script& script,
         const RequestFacts& request)
      : m_connection(connection),
        m_ask(ask),
        m_script(script),
        m_answer(answerTo(ask, script, request)),
        m_requestId(request.id),
        m_stamp{fmt::format("{}-{:016x}", ask.endpoint == Endpoint::Chat ? "chatcmpl" : "cmpl",
                            stableHash(request.body)),
                systemClock().wall() / 1000},
        m_output(connection, script) {}

  Task<void> play() {
    const bool streaming = (m_ask.stream || m_script.streamForJson) && !m_script.jsonForStream;
    const bool replaced = co_await instead();
    if (replaced) co_return;
    if (streaming) co_return co_await stream();
    const std::string body = wholeBody(m_ask, m_answer, m_script, m_stamp);
    co_await json(body);
  }

  Task<void> playBody(std::string_view body) {
    const bool replaced = co_await instead();
    if (!replaced) co_await json(body);
  }

 private:
  enum class Fate { GoOn, Over };

  std::string head(std::string_view type) const { return headLines(m_script, type, m_requestId); }

  // What the script puts in the place of an answer. False: nothing.
  Task<bool> instead() {
    const bool failing = m_script.status != 200 || m_script.html || m_script.empty;
    if (!m_script.redirect.empty()) {
      co_await redirect();
    } else if (failing) {
      co_await failure();
    } else {
      co_return false;
    }
    co_return true;
  }

  Task<void> redirect() {
    const int status = m_script.status == 200 ? 307 : m_script.status;
    std::string lines = head(kJsonType);
    net::appendHeader(lines, "Location", m_script.redirect);
    co_await m_output.whole(status, std::move(lines), "{}");
  }

  Task<void> failure() {
    const std::string error = scriptedError(m_script, m_script.status);
    std::string_view body = error;
    std::string_view type = kJsonType;
    if (m_script.html) {
      body = kPage;
      type = "text/html; charset=utf-8";
    }
    if (m_script.empty) {
      body = {};
      if (m_ask.stream) type = kEventType;
    }
    co_await m_output.whole(m_script.status, head(type), body);
  }

  Task<void> json(std::string_view body) {
    const std::string_view type = m_script.contentType.empty() ? kJsonType : m_script.contentType;
    std::string lines = head(type);
    const bool inParts = m_script.silenceBefore.count() > 0 || m_script.silenceAfter ||
                         m_script.cutAfter || m_script.resetAfter || m_script.endAfter;
    if (!inParts) {
      co_await m_output.whole(200, std::move(lines), body);
      co_return;
    }
    const bool begun = co_await m_output.begin(200, std::move(lines));
    if (!begun) co_return;
    const bool waited = co_await silence(m_script.silenceBefore, false);
    if (!waited) co_return;
    const bool written = co_await m_output.write(body.substr(0, body.size() / 2));
    if (!written) co_return;
    m_count = -1;
    const Fate fate = co_await faults(false);
    if (fate == Fate::Over) co_return;
    const bool rest = co_await m_output.write(body.substr(body.size() / 2));
    if (!rest) co_return;
    co_await m_output.end();
  }

  Task<void> stream() {
    const std::string_view type = m_script.contentType.empty() ? kEventType : m_script.contentType;
    std::string lines = head(type);
    lines += "Cache-Control: no-cache\r\n";
    const bool begun = co_await m_output.begin(200, std::move(lines));
    if (!begun) co_return;
    const bool waited = co_await silence(m_script.silenceBefore, true);
    if (!waited) co_return;
    if (m_script.errorBefore) co_return co_await errorEvent();
    m_begin = std::chrono::steady_clock::now();
    Events events(m_ask, m_answer, m_script, m_stamp);
    std::string text;
    for (Events::Kind kind; (kind = events.peek()) != Events::Kind::End;) {
      Fate before = Fate::GoOn;
      if (kind != Events::Kind::Role) before = co_await beforeEvent();
      if (before == Fate::Over) co_return;
      text.clear();
      events.take(text);
      const bool written = co_await m_output.write(text);
      if (!written) co_return;
      if (kind == Events::Kind::Content) ++m_count;
    }
    const Fate fate = co_await faults(true);
    if (fate == Fate::Over) co_return;
    co_await m_output.end();
  }

  // Pace and faults in front of an event that is not the first.
  Task<Fate> beforeEvent() {
    if (m_script.roleOnly) {
      co_await silence(m_script.silenceFor, true);
      co_return Fate::Over;
    }
    const Fate fate = co_await faults(true);
    if (fate == Fate::Over || m_script.rate <= 0) co_return fate;
    const auto due =
        m_begin + std::chrono::duration_cast<Steady::duration>(
                      std::chrono::duration<double>(static_cast<double>(m_count) / m_script.rate));
    const auto wait = std::chrono::ceil<Millis>(due - std::chrono::steady_clock::now());
    const bool here = wait.count() <= 0 || co_await m_connection.guard().sleep(wait);
    co_return here ? Fate::GoOn : Fate::Over;
  }

  bool due(const std::optional<std::int64_t>& at) const {
    return at && (m_count < 0 || m_count == *at);
  }

  // What the script has in store behind the events sent so far (all of them: -1).
  Task<Fate> faults(bool events) {
    if (due(m_script.silenceAfter) && !m_wasSilent) {
      m_wasSilent = true;
      const Steady begin = std::chrono::steady_clock::now();
      const bool waited = co_await silence(m_script.silenceFor, events);
      if (!waited) co_return Fate::Over;
      m_begin += std::chrono::steady_clock::now() - begin;
    }
    if (events && due(m_script.errorAfter)) {
      co_await errorEvent();
      co_return Fate::Over;
    }
    if (due(m_script.endAfter)) {
      co_await m_output.end();
      co_return Fate::Over;
    }
    if (!due(m_script.cutAfter) && !due(m_script.resetAfter)) co_return Fate::GoOn;
    m_connection.breakOff(due(m_script.resetAfter));
    co_return Fate::Over;
  }

  // An error in the middle of a 200, and the end without a terminal marker.
  Task<void> errorEvent() {
    const std::string body = scriptedError(m_script, 500);
    const std::string event = "data: " + body + "\n\n";
    const bool written = co_await m_output.write(event);
    if (written) co_await m_output.end();
  }

  // False: the client has gone.
  Task<bool> silence(Millis time, bool events) {
    const bool beats = events && m_script.heartbeat.count() > 0;
    while (time.count() > 0) {
      const Millis part = beats ? std::min(time, m_script.heartbeat) : time;
      const bool slept = co_await m_connection.guard().sleep(part);
      if (!slept) co_return false;
      time -= part;
      bool written = true;
      if (beats && time.count() > 0) written = co_await m_output.write(": heartbeat\n\n");
      if (!written) co_return false;
    }
    co_return true;
  }

  HttpConnection& m_connection;
  const Ask& m_ask;
  const Script& m_script;
  const Answer m_answer;
  const std::string m_requestId;
  const Stamp m_stamp;
  Output m_output;
  Steady m_begin{};
  std::int64_t m_count = 0;  // content events sent
  bool m_wasSilent = false;
};

}  // namespace

Task<bool> playOverture(HttpConnection& connection, const Script& script) {
  bool here = !connection.gone();
  if (script.headDelay.count() > 0) here = co_await connection.guard().sleep(script.headDelay);
  if (!here) co_return false;
  if (script.resetBeforeHead || script.closeBeforeHead) {
    connection.breakOff(script.resetBeforeHead);
    co_return false;
  }
  if (script.garbage) {
    if (connection.sendRaw(kGarbage)) co_await connection.flush();
    co_return false;
  }
  if (script.interim)
    co_return connection.sendRaw("HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n");
  co_return true;
}

Task<void> playAnswer(HttpConnection& connection, const Ask& ask, const Script& script,
                      const RequestFacts& request) {
  Player player(connection, ask, script, request);
  co_await player.play();
}

Task<void> playBody(HttpConnection& connection, std::string_view body, const Script& script,
                    const RequestFacts& request) {
  const Ask none;
  Player player(connection, none, script, request);
  co_await player.playBody(body);
}

}  // namespace sb::demo
