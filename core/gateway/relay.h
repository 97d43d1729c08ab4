// The way of an answer back to the caller: a stream, held until its first content and relayed with
// backpressure from then on, or a whole answer; in the bytes of the provider, or translated. Owner:
// the attempt's coroutine; one thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/gateway/attempt.h"
#include "core/gateway/translate.h"
#include "core/net/content_decoder.h"
#include "core/net/sse.h"

namespace sb::gateway {

// The head of a streamed answer leaves with its first bytes. `lines`: of the exchange.
void beginStream(Exchange& x, std::string lines);
constexpr inline Millis kHeartbeat{15'000};  // between signs of life while nothing comes

class Relay final : net::BodySink, net::SseSink {
 public:
  explicit Relay(AttemptContext& context);
  ~Relay();

  // The upstream's head is there: relays its body. Converts an answer that is no stream (T29).
  net::Task<AttemptEnd> run();

  // While nothing has been relayed: wakes the wait when the caller has heard nothing for too long …
  void armHold();
  bool holdPassed() const;
  // … and then sends the head, or a comment that no client dispatches. False: the caller is gone.
  net::Task<bool> heartbeat();

 private:
  std::string signOfLife();
  void bodyPart(std::string_view bytes) override;
  bool event(const net::SseEvent& event) override;
  void relay(const net::SseEvent& event);
  void comment(std::string_view raw);
  void forward(std::string_view raw);
  void forwardText();
  void hold(std::string_view raw);
  void settleViews(std::string_view fed);
  bool commit();
  bool maySpeak() const;
  void beginAnswer();
  net::Task<AttemptEnd> pump();
  net::Task<Status> step(bool& ended);
  net::Task<bool> deliver();
  net::Task<AttemptEnd> finishStream();
  net::Task<AttemptEnd> failStream(const Error& error);
  net::Task<void> drainUpstream();
  AttemptEnd closed(bool ok, const Error& error);
  void keepForLog(std::string_view raw);

  AttemptContext& m_c;
  net::SseParser m_sse;
  std::unique_ptr<dialects::StreamWatch> m_watch;
  std::optional<StreamTranslation> m_translation;  // where the caller speaks another dialect
  std::string m_text;                              // what an event was translated to
  std::unique_ptr<net::ContentDecoder> m_decoder;
  std::string m_decoded;
  std::string m_held;                   // events before the commit
  std::string m_copied;                 // to be sent before m_out: bytes whose buffer is gone
  std::vector<std::string_view> m_out;  // to be sent with the next write
  std::string m_tail;                   // strict: the end of the answer, until its row is on disk
  Status m_status;                      // what the parser or the upstream's events said
  Steady m_lastSent;
  Steady m_heardAt;  // the last bytes of the upstream, dealt with
  bool m_committed = false;
  bool m_sawTerminal = false;
};

// Reads a whole answer and gives it to the caller. Converts one that came as a stream (T29).
net::Task<AttemptEnd> answerWhole(AttemptContext& c);

}  // namespace sb::gateway
