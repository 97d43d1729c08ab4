// Requests and answers between a caller and a provider of different dialects, by way of the neutral
// conversation. Functions are pure, any thread; a StreamTranslation belongs to one answer.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/dialects/codec.h"
#include "core/dialects/dialect_tools.h"
#include "core/gateway/media_by_url.h"
#include "core/providers/preset.h"
#include "core/routing/plan.h"

namespace sb::gateway {

struct TranslationInput {
  std::string_view body;  // the caller's
  const dialects::Look& look;
  const dialects::CallerCodec& caller;
  const dialects::DialectTools& provider;
  const providers::Preset& preset;
  const routing::Attempt& attempt;
  std::int64_t mostOutput = 0;  // tokens that the model can answer with; 0 = not known
  const std::vector<FetchedMedia>& fetched;
  bool mayFetch = false;
};

struct Translated {
  std::string body;
  std::vector<std::string> dropped, converted;  // for the log
  dialects::ToolAliases tools;                  // that the answer calls otherwise than the caller
  // Not empty: nothing is translated yet, what these URLs hold is wanted first.
  std::vector<std::string> toFetch;
};

// The parameters of the route are those of the provider's dialect; what the route drops may be
// named in either. UnsupportedParameter names what the target cannot be told, unless the route
// allows to drop it.
Result<Translated> translateRequest(const TranslationInput& in);

// The same for embeddings, between OpenAI's and Gemini's form.
Result<Translated> translateEmbedRequest(const TranslationInput& in, dialects::Dialect caller);
Result<std::string> translateEmbedAnswer(dialects::Dialect provider, dialects::Dialect caller,
                                         std::string_view body, const dialects::EmbedName& name);

// The same for a prompt whose tokens are to be counted, between Anthropic's and Gemini's form. What
// the target cannot be told does not count there.
Result<Translated> translateCountRequest(const TranslationInput& in, dialects::Dialect caller);
Result<std::string> translateCountAnswer(dialects::Dialect provider, dialects::Dialect caller,
                                         std::string_view body);
// The answer to a caller who asks for a count.
std::string countAnswer(dialects::Dialect caller, std::int64_t tokens);

// What of an answer has no form towards its caller, each kind once: for the log. One answer.
class Untold {
 public:
  explicit Untold(const dialects::CallerCodec& caller) : m_caller(&caller) {}
  void add(const dialects::chat::Part& part);
  const std::vector<std::string>& list() const { return m_list; }

 private:
  const dialects::CallerCodec* m_caller;
  std::vector<std::string> m_list;
};

// A whole answer in the caller's dialect. UpstreamProtocol: it is none.
Result<std::string> translateAnswer(const dialects::Codec& provider,
                                    const dialects::CallerCodec& caller,
                                    const dialects::ToolAliases& tools, std::string_view body,
                                    const dialects::AnswerName& name, Untold& untold);

// A whole answer as the events of a stream, both in the one dialect.
Result<std::string> answerAsEvents(const dialects::Codec& codec, std::string_view body,
                                   const dialects::AnswerName& name);

// Something that a caller takes for no answer.
std::string heartbeatOf(const dialects::CallerCodec& caller);

class StreamTranslation final : dialects::chat::EventSink {
 public:
  StreamTranslation(const dialects::Codec& provider, const dialects::CallerCodec& caller,
                    const dialects::ToolAliases& tools, const dialects::AnswerName& name)
      : m_tools(tools),
        m_reader(provider.streamReader()),
        m_writer(caller.streamWriter(name)),
        m_untold(caller) {}

  // What an event of the provider comes to, appended.
  void event(std::string_view type, std::string_view data, std::string& out);
  // The provider's bytes are over.
  void finish(std::string& out);
  void heartbeat(std::string& out) { m_writer->heartbeat(out); }
  const Untold& untold() const { return m_untold; }
  // For the end of an answer that breaks off.
  dialects::ChatStreamWriter& writer() { return *m_writer; }

 private:
  void on(const dialects::chat::Event& event) override;

  const dialects::ToolAliases& m_tools;  // of the attempt
  std::unique_ptr<dialects::ChatStreamReader> m_reader;
  std::unique_ptr<dialects::ChatStreamWriter> m_writer;
  Untold m_untold;
  std::string* m_out = nullptr;  // of the call in progress
};

}  // namespace sb::gateway
