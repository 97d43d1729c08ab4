// The response object around an answer's items: the same in all events of a stream but for its
// state. One answer, one thread.
// Source: OpenAI API reference, "The response object".
#pragma once

#include <string>
#include <string_view>

#include "core/dialects/codec.h"
#include "core/dialects/json_out.h"
#include "core/dialects/openai_responses/tool_names.h"

namespace sb::dialects::openai_responses {

struct ResponseState {
  std::string_view status;      // "in_progress", "completed", "incomplete", "failed"
  std::string_view incomplete;  // why: "max_output_tokens", "content_filter"
  std::string_view error, errorCode;
  const Usage* usage = nullptr;
};

// How an answer that ended so is called, and why it is incomplete. `refused`: there is a part that
// says so; a refusal without one is never a clean end.
ResponseState stateOf(chat::Finish finish, bool refused);

class ResponseFrame {
 public:
  explicit ResponseFrame(const AnswerName& name);

  // `output` writes the list of items as a value.
  template <class F>
  void write(JsonOut& out, const ResponseState& state, F&& output) const {
    out.beginObject();
    head(out, state);
    out.key("output");
    output(out);
    tail(out, state);
    out.endObject();
  }

  // As the provider called its answer, of which the caller has seen the beginning.
  void call(std::string id, std::string model);
  // The tier that the provider answered with, in place of the one that was asked for.
  void servedWith(std::string_view tier);
  // "msg_ID_3"
  std::string itemId(std::string_view prefix, std::size_t index) const;
  const ToolNames& tools() const { return m_tools; }

 private:
  void head(JsonOut& out, const ResponseState& state) const;
  void tail(JsonOut& out, const ResponseState& state) const;

  std::string m_id, m_wholeId, m_model;  // ours, and with its prefix
  std::int64_t m_created;
  std::string m_echo;  // members, without braces, but for the tier
  std::string m_tier;  // JSON
  ToolNames m_tools;
};

}  // namespace sb::dialects::openai_responses
