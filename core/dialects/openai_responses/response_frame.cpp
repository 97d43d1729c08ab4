#include "core/dialects/openai_responses/response_frame.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/dialects/json_read.h"
#include "core/dialects/openai_responses/echo.h"
#include "core/dialects/service_tier.h"

namespace sb::dialects::openai_responses {
namespace {

constexpr std::string_view kTier = "service_tier";

// Members that stand in every answer, and their values where the request says nothing.
struct Repeated {
  std::string_view name, unsaid;
};
constexpr std::array<Repeated, 21> kRepeated{{
    {"background", "false"},
    {"instructions", "null"},
    {"max_output_tokens", "null"},
    {"max_tool_calls", "null"},
    {"parallel_tool_calls", "true"},
    {"previous_response_id", "null"},
    {"prompt_cache_key", "null"},
    {"reasoning", R"({"effort":null,"summary":null})"},
    {"safety_identifier", "null"},
    {kTier, R"("default")"},
    {"store", "true"},
    {"temperature", "1"},
    {"text", R"({"format":{"type":"text"},"verbosity":"medium"})"},
    {"tool_choice", R"("auto")"},
    {"tools", "[]"},
    {"top_logprobs", "0"},
    {"top_p", "1"},
    {"truncation", R"("disabled")"},
    {"user", "null"},
    {"metadata", "{}"},
    {"conversation", ""},
}};

void writeUsage(JsonOut& out, const Usage& usage) {
  out.beginObject("usage");
  out.number("input_tokens", usage.totalInput());
  out.beginObject("input_tokens_details");
  out.number("cached_tokens", usage.cacheRead);
  out.number("cache_write_tokens", usage.cacheWrite + usage.cacheWrite1h);
  out.endObject();
  out.number("output_tokens", usage.totalOutput());
  out.beginObject("output_tokens_details");
  out.number("reasoning_tokens", usage.reasoning);
  out.endObject();
  out.number("total_tokens", usage.totalInput() + usage.totalOutput());
  out.endObject();
}

}  // namespace

std::string echoOf(std::string_view body) {
  std::string echo;
  JsonOut out(echo);
  out.beginObject();
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(body);
  if (cursor)
    eachMember(*cursor, [&](std::string_view name, JsonCursor& value) {
      const bool wanted = std::any_of(kRepeated.begin(), kRepeated.end(),
                                      [&](const Repeated& one) { return one.name == name; });
      if (wanted && value.peek() != 'n') out.raw(name, value.checked());
    });
  out.endObject();
  return cursor && !cursor->bad() ? echo : "{}";
}

ResponseState stateOf(chat::Finish finish, bool refused) {
  ResponseState state;
  state.status = "completed";
  switch (finish) {
    case chat::Finish::Length:
      state.incomplete = "max_output_tokens";
      break;
    case chat::Finish::ContentFilter:
      state.incomplete = "content_filter";
      break;
    case chat::Finish::Refusal:
      if (!refused) state.incomplete = "content_filter";
      break;
    case chat::Finish::Error:
      state.status = "failed";
      state.error = "The provider gave up.";
      break;
    case chat::Finish::Unsaid:
    case chat::Finish::Stop:
    case chat::Finish::ToolCalls:
    case chat::Finish::Pause:
      break;
  }
  if (!state.incomplete.empty()) state.status = "incomplete";
  return state;
}

ResponseFrame::ResponseFrame(const AnswerName& name)
    : m_id(name.id), m_wholeId("resp_" + name.id), m_model(name.model), m_created(name.created) {
  std::array<std::string, kRepeated.size()> values;
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(name.echo.empty() ? "{}" : std::string_view(name.echo));
  if (cursor)
    eachMember(*cursor, [&](std::string_view member, JsonCursor& value) {
      for (std::size_t i = 0; i < kRepeated.size(); ++i) {
        if (kRepeated[i].name != member) continue;
        JsonCursor again = value;
        if (member == "tools") m_tools.read(again);
        values[i] = takeRaw(value);
      }
    });
  JsonOut out(m_echo);
  for (std::size_t i = 0; i < kRepeated.size(); ++i) {
    const std::string_view value =
        values[i].empty() ? kRepeated[i].unsaid : std::string_view(values[i]);
    if (kRepeated[i].name == kTier)
      m_tier = value;
    else
      out.rawIf(kRepeated[i].name, value);
  }
}

void ResponseFrame::servedWith(std::string_view tier) {
  if (!tier.empty()) m_tier = json::quoted(tierIn("default", tier));
}

void ResponseFrame::head(JsonOut& out, const ResponseState& state) const {
  out.text("id", m_wholeId);
  out.text("object", "response");
  out.number("created_at", m_created);
  out.text("status", state.status);
  if (state.status == "failed") {
    out.beginObject("error");
    out.text("code", state.errorCode.empty() ? "server_error" : state.errorCode);
    out.text("message", state.error);
    out.endObject();
  } else {
    out.null("error");
  }
  if (state.incomplete.empty()) {
    out.null("incomplete_details");
  } else {
    out.beginObject("incomplete_details");
    out.text("reason", state.incomplete);
    out.endObject();
  }
  out.text("model", m_model);
}

void ResponseFrame::tail(JsonOut& out, const ResponseState& state) const {
  if (state.usage == nullptr)
    out.null("usage");
  else
    writeUsage(out, *state.usage);
  out.raw(kTier, m_tier);
  out.raw(m_echo);
}

void ResponseFrame::call(std::string id, std::string model) {
  m_wholeId = std::move(id);
  if (!model.empty()) m_model = std::move(model);
}

std::string ResponseFrame::itemId(std::string_view prefix, std::size_t index) const {
  std::string id(prefix);
  return id.append("_").append(m_id).append("_").append(std::to_string(index));
}

}  // namespace sb::dialects::openai_responses
