// What the log, pricing and the failover rule need to know of an answer, read on the side while its
// bytes pass through. Each dialect has a reader of whole answers and a watch over streams
// (formats.h). Values and small state machines; one thread at a time; nothing here fails on any
// bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/money.h"
#include "core/base/usage.h"

namespace sb::dialects {

struct AnswerFacts {
  Usage usage;
  Billed billed;
  bool hasUsage = false;
  bool hasInput = false;           // of an unfinished stream: the input's part of `usage` is known
  std::optional<NanoUsd> charged;  // what the provider says it charged
  std::string finishReason;  // raw; of several choices the first that is not "stop", else the first
  std::string model;
  std::string id;
  bool isError = false;
  std::string errorMessage, errorCode, errorType, errorParam;
  std::int64_t retryMillis = 0;  // an error says to wait for so long (Google's RetryInfo); 0 = not
  std::int64_t textBytes = 0;    // of text, thinking, refusals and tool arguments, unescaped
  std::int64_t textTokens = 0;   // an estimate of the same, for answers without usage
  bool hasToolCalls = false;
  // Of the last event that was no failure, where the dialect numbers them.
  std::int64_t sequence = -1;
};

struct Verdict {
  enum Kind {
    Empty,      // nothing that a person or program waits for: a role, the start of a message
    Content,    // text, thinking, refusal, a tool call, media; it may carry the finish reason too
    Finish,     // a finish reason without content
    UsageOnly,  // usage and nothing else: not relayed when only we asked for it
    Ping,       // nothing but that the provider is there
    Done,       // the terminal marker; what comes after it is Done as well and counts for nothing
    Error,      // an error object inside of the stream
    NotJson,
  };
  Kind kind = Empty;
  bool usage = false;   // carries usage
  bool finish = false;  // carries a finish reason
};

// Reads the data of each event of one stream, in order.
class StreamWatch {
 public:
  virtual ~StreamWatch() = default;

  virtual Verdict event(std::string_view data) = 0;
  // A terminal marker came, or (asked at the end of the stream) what stands in for it.
  virtual bool terminated() const = 0;
  // What is known so far. Usage: the last report wins.
  const AnswerFacts& facts() const { return m_facts; }

 protected:
  AnswerFacts m_facts;
};

}  // namespace sb::dialects
