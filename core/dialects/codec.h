// One wire format, both ways: its requests, whole answers and streams read into the neutral
// conversation (chat.h) and written from it. A codec holds nothing and lives for ever; readers and
// writers of streams belong to one exchange and one thread.
//
// Where caller and provider speak the same dialect no codec is asked: the bytes pass as they are.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/dialects/answer_facts.h"
#include "core/dialects/chat.h"
#include "core/dialects/errors.h"
#include "core/dialects/thinking_back.h"

namespace sb::dialects {

// What the target wants of a request.
struct Target {
  std::string_view provider;    // its id: for messages
  std::string_view model;       // its name for the model
  std::string_view limitName;   // openai_chat: "max_tokens" or "max_completion_tokens"
  std::int64_t mostOutput = 0;  // tokens that the model can answer with; 0 = not known
  bool askUsage = true;         // openai_chat: a stream reports usage only when asked
  bool developerRole = true;    // openai_chat: developer messages are known
  bool mediaUrls = true;        // takes media by URL where its dialect knows that
  bool openAiHints = false;     // openai_chat: store, prompt_cache_key and the like are known
  bool cacheMarks = false;      // openai_chat: parts and tools may say that they are to be cached
  ThinkingBack thinkingBack;    // openai_chat
};

inline std::string_view modelOf(const chat::Request& request, const Target& target) {
  return target.model.empty() ? std::string_view(request.model) : target.model;
}

// A request as the target will read it.
struct Written {
  std::string body;
  // What the caller will not miss in the answer (hints, cache marks, foreign signatures), or what
  // says the same in other words: for the log.
  chat::Notes notes;
  // What the target cannot be told: refused unless the route says that it may be dropped.
  std::vector<std::string> lost;
};

// What an answer is called towards the caller.
struct AnswerName {
  std::string id;            // ours; a dialect's own prefix is put before it
  std::string model;         // the one that the caller asked for or the one that answered
  std::int64_t created = 0;  // seconds since 1970
  bool streamUsage = false;  // openai_chat: the caller wants the usage chunk
  bool functions = false;    // openai_chat: the caller knows functions, no tools
  bool list = false;         // gemini: the stream is one JSON list, as without alt=sse
  std::string echo;          // openai_responses: what answers repeat of the request (echo.h)
};

// The events of a provider's stream, one by one.
class ChatStreamReader {
 public:
  virtual ~ChatStreamReader() = default;
  // One server-sent event: its name ("" = none) and data. What it means goes to the sink.
  virtual void event(std::string_view name, std::string_view data, chat::EventSink& sink) = 0;
  // The stream's bytes are over. Whether its terminal marker came.
  virtual bool finish(chat::EventSink& sink) = 0;
};

// The stream towards a caller: appends whole events.
class ChatStreamWriter {
 public:
  virtual ~ChatStreamWriter() = default;
  virtual void on(const chat::Event& event, std::string& out) = 0;
  // Something that no client takes for an answer, to say that we are there.
  virtual void heartbeat(std::string& out) = 0;
  // The answer breaks off here, begun or not: the end that makes clients of the dialect fail, which
  // is never the terminal marker. Nothing may follow.
  virtual void breakOff(const Error& error, const ErrorDetails& details, std::string& out) = 0;
  // Events of the dialect have reached the caller as they came, and a watch over them knows this:
  // what is written from here on goes on behind them.
  virtual void goOnBehind(const AnswerFacts& /*passed*/) {}
};

// What a Failure event says, for breakOff.
inline Error failureOf(const chat::Event& failed) {
  return Error(ErrorKind::UpstreamError, std::string(failed.text));
}
inline ErrorDetails failureDetails(const chat::Event& failed) {
  ErrorDetails details;
  details.upstreamType = details.upstreamCode = failed.code;
  return details;
}

// What a caller speaks: its requests read, answers written for it.
class CallerCodec {
 public:
  virtual ~CallerCodec() = default;

  // InvalidJson, BadRequest with the member's name in `detail`; UnsupportedParameter for what only
  // a provider of the same format could be told.
  virtual Result<chat::Request> readRequest(std::string_view body) const = 0;
  virtual std::string writeAnswer(const chat::Answer& answer, const AnswerName& name) const = 0;
  virtual std::unique_ptr<ChatStreamWriter> streamWriter(const AnswerName& name) const = 0;
  // What of an answer's part has no form there, in a few words; "" = nothing.
  virtual std::string untold(const chat::Part& part) const = 0;
};

class Codec : public CallerCodec {
 public:
  virtual Written writeRequest(const chat::Request& request, const Target& target) const = 0;
  // Whether the target wants the bytes of media that are given by a web URL.
  virtual bool wantsBytes(const chat::Media& media, const Target& target) const = 0;
  // UpstreamProtocol: it is no answer.
  virtual Result<chat::Answer> readAnswer(std::string_view body) const = 0;
  virtual std::unique_ptr<ChatStreamReader> streamReader() const = 0;
};

// How a dialect asks how many tokens a prompt has.
struct TokenCounting {
  // Errors as of the codec.
  Result<chat::Request> (*readRequest)(std::string_view body);
  Written (*writeRequest)(const chat::Request& request, const Target& target);
  // Nothing: the answer says no count.
  std::optional<std::int64_t> (*readCount)(std::string_view body);
  std::string (*answer)(std::int64_t tokens);
};

}  // namespace sb::dialects
