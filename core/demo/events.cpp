#include "core/demo/events.h"

#include <fmt/format.h>

#include "core/base/json.h"

namespace sb::demo {
namespace {

void appendUsage(std::string& out, const Numbers& n) {
  fmt::format_to(std::back_inserter(out),
                 R"({{"prompt_tokens":{},"completion_tokens":{},"total_tokens":{},)"
                 R"("prompt_tokens_details":{{"cached_tokens":{},"audio_tokens":0}},)"
                 R"("completion_tokens_details":{{"reasoning_tokens":{},"audio_tokens":0,)"
                 R"("accepted_prediction_tokens":0,"rejected_prediction_tokens":0}}}})",
                 n.prompt, n.completion, n.prompt + n.completion, n.cached, n.reasoning);
}

void appendCall(std::string& out, const Call& call, std::string_view arguments) {
  out += R"("id":)";
  json::appendQuoted(out, call.id);
  out += R"(,"type":"function","function":{"name":)";
  json::appendQuoted(out, call.name);
  out += R"(,"arguments":)";
  json::appendQuoted(out, arguments);
  out += "}}";
}

bool usageAtEnd(UsageShape shape, bool asked) {
  return (shape == UsageShape::Asked && asked) || shape == UsageShape::NoChoices ||
         shape == UsageShape::EmptyDelta;
}

}  // namespace

Events::Events(const Ask& ask, const Answer& answer, const Script& script, const Stamp& stamp)
    : m_ask(ask), m_answer(answer), m_script(script), m_stamp(stamp) {
  if (script.replay || ask.endpoint == Endpoint::Completions) m_kind = Kind::Content;
  if (bodyDone() && m_kind == Kind::Content) moveOn();
}

Events::Kind Events::peek() { return m_kind; }

void Events::take(std::string& out) {
  switch (m_kind) {
    case Kind::Role:
      role(out);
      break;
    case Kind::Content:
      content(out);
      break;
    case Kind::Finish:
      finish(out);
      break;
    case Kind::Usage:
      usage(out);
      break;
    case Kind::Done:
      out += "data: [DONE]\n\n";
      break;
    case Kind::End:
      return;
  }
  moveOn();
}

bool Events::bodyDone() const {
  if (m_script.replay) return m_at >= m_ask.lastUser.size();
  if (!m_answer.calls.empty()) return m_call >= m_answer.calls.size();
  return m_at >= m_answer.text.size();
}

// To the next choice, else to the next kind of event.
void Events::moveOn() {
  if (m_script.replay) {
    if (bodyDone()) m_kind = Kind::End;
    return;
  }
  const bool perChoice = m_kind == Kind::Role || m_kind == Kind::Finish;
  if (perChoice && ++m_choice < m_ask.n) return;
  if (perChoice) m_choice = 0;
  if (m_kind == Kind::Done) {
    m_kind = Kind::End;
  } else if (m_kind == Kind::Usage) {
    m_kind = m_script.noDone ? Kind::End : Kind::Done;
  } else if (m_kind == Kind::Finish) {
    m_kind = Kind::Usage;
    if (!usageAtEnd(m_script.usage, m_ask.includeUsage)) moveOn();
  } else {
    m_kind = bodyDone() ? Kind::Finish : Kind::Content;
  }
}

void Events::open(std::string& out) const {
  out += R"(data: {"id":)";
  json::appendQuoted(out, m_stamp.id);
  out += m_ask.endpoint == Endpoint::Chat ? R"(,"object":"chat.completion.chunk","created":)"
                                          : R"(,"object":"text_completion","created":)";
  fmt::format_to(std::back_inserter(out), "{}", m_stamp.created);
  out += R"(,"model":)";
  json::appendQuoted(out, m_ask.model);
  out += R"(,"system_fingerprint":"fp_demo")";
}

void Events::close(std::string& out, bool finish) const {
  const UsageShape shape = m_script.usage;
  if (shape == UsageShape::Asked && m_ask.includeUsage) out += R"(,"usage":null)";
  if (shape == UsageShape::Cumulative || (shape == UsageShape::Finish && finish)) {
    Numbers soFar = m_answer.usage;
    if (!finish) soFar.completion = std::min(soFar.completion, m_written);
    out += R"(,"usage":)";
    appendUsage(out, soFar);
  }
  out += "}\n\n";
}

void Events::role(std::string& out) {
  open(out);
  fmt::format_to(
      std::back_inserter(out),
      R"(,"choices":[{{"index":{},"delta":{{"role":"assistant","content":{},"refusal":null}},)"
      R"("logprobs":null,"finish_reason":null}}])",
      m_choice, m_answer.calls.empty() ? R"("")" : "null");
  close(out, false);
}

void Events::content(std::string& out) {
  if (m_script.replay) return replay(out);
  ++m_written;
  open(out);
  if (m_answer.calls.empty())
    text(out);
  else
    call(out);
  close(out, false);
}

std::string_view Events::pieceOfText() const {
  const std::string_view rest = std::string_view(m_answer.text).substr(m_at);
  return rest.substr(0, nextPiece(rest, m_answer.pieceSize));
}

void Events::text(std::string& out) {
  const std::string_view piece = pieceOfText();
  const bool chat = m_ask.endpoint == Endpoint::Chat;
  fmt::format_to(std::back_inserter(out), R"(,"choices":[{{"index":{},)", m_choice);
  out += chat ? R"("delta":{"content":)" : R"("text":)";
  json::appendQuoted(out, piece);
  out += chat ? "}" : "";
  out += R"(,"logprobs":null,"finish_reason":null}])";
  if (++m_choice < m_ask.n) return;
  m_choice = 0;
  m_at += piece.size();
}

// The start of a call with its id and name, then its arguments in fragments.
void Events::call(std::string& out) {
  const Call& call = m_answer.calls[m_call];
  fmt::format_to(std::back_inserter(out),
                 R"(,"choices":[{{"index":{},"delta":{{"tool_calls":[{{"index":{},)", m_choice,
                 m_call);
  const std::string_view rest = std::string_view(call.arguments).substr(m_at);
  const std::string_view piece = rest.substr(0, nextPiece(rest, 8));
  if (!m_callStarted) {
    appendCall(out, call, "");
  } else {
    out += R"("function":{"arguments":)";
    json::appendQuoted(out, piece);
    out += "}}";
  }
  out += R"(]},"logprobs":null,"finish_reason":null}])";
  if (++m_choice < m_ask.n) return;
  m_choice = 0;
  if (m_callStarted) m_at += piece.size();
  m_callStarted = true;
  if (m_at < call.arguments.size()) return;
  ++m_call;
  m_at = 0;
  m_callStarted = false;
}

void Events::finish(std::string& out) {
  open(out);
  fmt::format_to(std::back_inserter(out), R"(,"choices":[{{"index":{},)", m_choice);
  out += m_ask.endpoint == Endpoint::Chat ? R"("delta":{},)" : R"("text":"",)";
  out += R"("logprobs":null,"finish_reason":)";
  json::appendQuoted(out, m_answer.finish);
  out += "}]";
  close(out, m_choice + 1 == m_ask.n);
}

void Events::usage(std::string& out) const {
  open(out);
  if (m_script.usage == UsageShape::Asked) out += R"(,"choices":[])";
  if (m_script.usage == UsageShape::EmptyDelta) out += R"(,"choices":[{"index":0,"delta":{}}])";
  out += R"(,"usage":)";
  appendUsage(out, m_answer.usage);
  out += "}\n\n";
}

// Up to and with the next blank line.
void Events::replay(std::string& out) {
  const std::size_t blank = m_ask.lastUser.find("\n\n", m_at);
  const std::size_t end = blank == std::string::npos ? m_ask.lastUser.size() : blank + 2;
  out.append(m_ask.lastUser, m_at, end - m_at);
  m_at = end;
}

namespace {

void appendMessage(std::string& out, const Answer& answer) {
  out += R"("message":{"role":"assistant","content":)";
  if (answer.calls.empty())
    json::appendQuoted(out, answer.text);
  else
    out += "null";
  out += R"(,"refusal":null,"annotations":[])";
  if (!answer.calls.empty()) {
    out += R"(,"tool_calls":[)";
    for (std::size_t i = 0; i < answer.calls.size(); ++i) {
      out += i == 0 ? "{" : ",{";
      appendCall(out, answer.calls[i], answer.calls[i].arguments);
    }
    out += ']';
  }
  out += '}';
}

void appendChoices(std::string& out, const Ask& ask, const Answer& answer) {
  out += R"(,"choices":[)";
  for (int i = 0; i < ask.n; ++i) {
    fmt::format_to(std::back_inserter(out), R"({}{{"index":{},)", i == 0 ? "" : ",", i);
    if (ask.endpoint == Endpoint::Chat) {
      appendMessage(out, answer);
    } else {
      out += R"("text":)";
      json::appendQuoted(out, answer.text);
    }
    out += R"(,"logprobs":null,"finish_reason":)";
    json::appendQuoted(out, answer.finish);
    out += '}';
  }
  out += ']';
}

}  // namespace

std::string wholeBody(const Ask& ask, const Answer& answer, const Script& script,
                      const Stamp& stamp) {
  if (script.replay) return ask.lastUser;
  std::string out;
  out.reserve(answer.text.size() + 768);
  out += R"({"id":)";
  json::appendQuoted(out, stamp.id);
  fmt::format_to(std::back_inserter(out), R"(,"object":"{}","created":{},"model":)",
                 ask.endpoint == Endpoint::Chat ? "chat.completion" : "text_completion",
                 stamp.created);
  json::appendQuoted(out, ask.model);
  appendChoices(out, ask, answer);
  if (script.usage != UsageShape::None) {
    out += R"(,"usage":)";
    appendUsage(out, answer.usage);
  }
  return out += R"(,"system_fingerprint":"fp_demo"})";
}

std::string errorBody(std::string_view message, std::string_view type, std::string_view code,
                      std::string_view param) {
  std::string out = R"({"error":{"message":)";
  json::appendQuoted(out, message);
  for (const auto& [name, value] :
       {std::pair{"type", type}, std::pair{"param", param}, std::pair{"code", code}}) {
    out.append(",\"").append(name).append("\":");
    if (value.empty())
      out += "null";
    else
      json::appendQuoted(out, value);
  }
  return out += "}}";
}

}  // namespace sb::demo
