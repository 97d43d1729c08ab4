#include "tests/integration/chaos/upstream.h"

#include <zlib.h>

#include "tests/support/upstream.h"

namespace sb::test::chaos {
namespace {

constexpr std::chrono::seconds kPatience{20};

// Until the gateway has gone. It must: one that stays for minutes is left behind.
Call::End untilGone(RawSocket& socket) {
  for (int seconds = 0; seconds < 180; ++seconds) {
    if (socket.quiet(1'000)) continue;
    if (!socket.readSome().empty()) continue;
    socket.close();
    return Call::End::Gone;
  }
  return Call::End::Open;
}

// A part every now and then; false: the gateway has left meanwhile.
bool sendSlowly(RawSocket& socket, const std::string& bytes) {
  const std::size_t step = bytes.size() / 12 + 1;
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    if (!socket.quiet(10) || !socket.send(bytes.substr(at, step))) return false;
  }
  return true;
}

const std::string kJson = "Content-Type: application/json\r\n";

const std::string kRest = "Retry-After: 0.04\r\n";

bool isNamed(Fault fault) {
  return fault == Fault::Named500 || (makesRest(fault) && fault != Fault::Status429);
}

// How much the provider still lets one ask.
std::string allowance(Speech speech, int n) {
  const std::string left = std::to_string(n % 97);
  return speech == Speech::Chat ? "x-ratelimit-limit-requests: 100\r\nx-ratelimit-remaining-"
                                  "requests: " +
                                      left + "\r\n"
                                : "anthropic-ratelimit-requests-limit: 100\r\nanthropic-"
                                  "ratelimit-requests-remaining: " +
                                      left + "\r\n";
}

}  // namespace

std::string gzipped(const std::string& text) {
  std::string out(text.size() + 200, '\0');
  z_stream z{};
  deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  z.avail_in = static_cast<uInt>(text.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(out.size() - z.avail_out);
  deflateEnd(&z);
  return out;
}

// ---- Board ----

std::size_t Board::begin(int n, char letter) {
  const std::lock_guard lock(m_mutex);
  Call call;
  call.n = n;
  call.letter = letter;
  call.began = std::chrono::steady_clock::now();
  m_calls.push_back(call);
  m_begun[n] += letter;
  m_changed.notify_all();
  return m_calls.size() - 1;
}

void Board::content(std::size_t call) {
  const std::lock_guard lock(m_mutex);
  m_calls[call].content = std::chrono::steady_clock::now();
}

void Board::end(std::size_t call, Call::End how) {
  const std::lock_guard lock(m_mutex);
  m_calls[call].end = how;
  m_calls[call].ended = std::chrono::steady_clock::now();
}

bool Board::awaitBegun(int n, std::string_view letters) {
  std::unique_lock lock(m_mutex);
  return m_changed.wait_for(lock, kPatience,
                            [&] { return m_begun[n].find_first_of(letters) != std::string::npos; });
}

std::vector<Call> Board::calls() const {
  const std::lock_guard lock(m_mutex);
  return m_calls;
}

// ---- ScriptedUpstream ----

ScriptedUpstream::ScriptedUpstream(char letter, Board& board)
    : m_letter(letter), m_board(board), m_peer([this](RawSocket& socket, int) { serve(socket); }) {}

void ScriptedUpstream::serve(RawSocket& socket) {
  while (socket.open()) {
    RawResponse request;
    request.head = socket.readHead();
    if (!request.head.ends_with("\r\n\r\n")) return;
    const auto size =
        static_cast<std::size_t>(std::atoll(("0" + request.header("Content-Length")).c_str()));
    const std::string body = socket.readExactly(size);
    const auto asked = readPrompt(body, m_letter);
    if (body.size() != size || !asked) return;
    const std::string key = request.header("Authorization") + request.header("x-api-key");
    if (!answer(socket, *asked, key)) return socket.close();
  }
}

bool ScriptedUpstream::answer(RawSocket& socket, Asked asked, const std::string& key) {
  if (asked.fault == Fault::Key429)
    asked.fault = key.ends_with(std::to_string(kKeys - 1)) ? Fault::None : Fault::Named429;
  const std::size_t call = m_board.begin(asked.n, m_letter);
  const Call::End end = tell(socket, asked, call);
  m_board.end(call, end);
  const bool whole = factsOf(asked.fault).status >= 400 || asked.fault == Fault::ErrorInside ||
                     asked.fault == Fault::WrongType;
  return end == Call::End::Answered || (end == Call::End::Failed && whole);
}

Call::End ScriptedUpstream::tell(RawSocket& socket, const Asked& asked, std::size_t call) {
  const Speech speech = speechOf(m_letter);
  const std::string head = asked.stream
                               ? Upstream::streamHead()
                               : "HTTP/1.1 200 OK\r\n" + kJson + "Content-Length: 900\r\n\r\n";
  switch (asked.fault) {
    case Fault::None:
    case Fault::Slow:
    case Fault::Gzip:
      return tellWell(socket, asked, call);
    case Fault::ErrorInside:
      socket.send(asked.stream ? Upstream::stream(errorEvent(speech))
                               : Upstream::json(errorText(speech)));
      return Call::End::Failed;
    case Fault::Reset:
      socket.reset();
      return Call::End::Failed;
    case Fault::End:
      socket.close();
      return Call::End::Failed;
    case Fault::ResetAfterHead:
      socket.send(head);
      socket.reset();
      return Call::End::Failed;
    case Fault::Cut:
      socket.send(
          head + (asked.stream ? Upstream::chunk(streamedAnswer(speech, "x").before) : "{\"id\":"));
      return Call::End::Failed;
    case Fault::Garbage:
      socket.send(asked.stream ? Upstream::stream("data: {{{{\n\n") : Upstream::json("]]]]"));
      return Call::End::Failed;
    case Fault::WrongType:
      socket.send(Upstream::json("<html>Welcome!</html>", 200, "Content-Type: text/html\r\n"));
      return Call::End::Failed;
    case Fault::SilentAfterHead:
      socket.send(head);
      return untilGone(socket);
    case Fault::Silent:
      return untilGone(socket);
    case Fault::CutLater:
    case Fault::ErrorLater:
    case Fault::SilentLater:
      return tellHalf(socket, asked, call);
    default:
      socket.send(Upstream::json(errorText(speech), factsOf(asked.fault).status,
                                 kJson + (isNamed(asked.fault) ? kRest : "")));
      return Call::End::Failed;
  }
}

Call::End ScriptedUpstream::tellWell(RawSocket& socket, const Asked& asked, std::size_t call) {
  const Speech speech = speechOf(m_letter);
  const std::string text = answerOf(asked.n, m_letter);
  std::string lines = allowance(speech, asked.n);
  const bool zip = asked.fault == Fault::Gzip;
  if (zip) lines += "Content-Encoding: gzip\r\n";
  m_board.content(call);
  bool sent = false;
  if (!asked.stream) {
    const std::string body = wholeAnswer(speech, text);
    const std::string bytes = Upstream::json(zip ? gzipped(body) : body, 200, kJson + lines);
    sent = asked.fault == Fault::Slow ? sendSlowly(socket, bytes) : socket.send(bytes);
  } else if (zip) {
    sent = socket.send(Upstream::stream(gzipped(streamedAnswer(speech, text).all()), lines));
  } else {
    const Told told = streamedAnswer(speech, text);
    std::string bytes = Upstream::streamHead(lines) + Upstream::chunk(told.before);
    for (const std::string& piece : told.content)
      bytes += Upstream::chunk(piece);
    bytes += Upstream::chunk(told.after) + Upstream::lastChunk();
    sent = asked.fault == Fault::Slow ? sendSlowly(socket, bytes) : socket.send(bytes);
  }
  return sent ? Call::End::Answered : Call::End::Gone;
}

// Whole answers break off in their midst, streams after the first content.
Call::End ScriptedUpstream::tellHalf(RawSocket& socket, const Asked& asked, std::size_t call) {
  const Speech speech = speechOf(m_letter);
  const std::string text = answerOf(asked.n, m_letter);
  if (asked.stream) {
    const Told told = streamedAnswer(speech, text);
    m_board.content(call);
    socket.send(Upstream::streamHead() + Upstream::chunk(told.before + told.content.front()));
    if (asked.fault == Fault::ErrorLater)
      socket.send(Upstream::chunk(errorEvent(speech)) + Upstream::lastChunk());
  } else {
    const std::string bytes = Upstream::json(wholeAnswer(speech, text));
    socket.send(bytes.substr(0, bytes.size() - 20));
  }
  return asked.fault == Fault::SilentLater ? untilGone(socket) : Call::End::Failed;
}

}  // namespace sb::test::chaos
