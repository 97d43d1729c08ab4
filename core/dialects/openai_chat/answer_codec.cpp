#include <algorithm>
#include <functional>
#include <span>
#include <utility>

#include "core/dialects/citations.h"
#include "core/dialects/json_out.h"
#include "core/dialects/json_read.h"
#include "core/dialects/openai_chat/answer_parts.h"
#include "core/dialects/openai_chat/chat_codec.h"
#include "core/dialects/openai_chat/finish.h"
#include "core/dialects/openai_chat/parts.h"
#include "core/dialects/openai_chat/reasoning_details.h"
#include "core/dialects/openai_chat/usage.h"
#include "core/dialects/openai_logprobs.h"
#include "core/dialects/service_tier.h"

namespace sb::dialects::openai_chat {
namespace {

using namespace chat;

Answered saidIn(const Choice& choice) {
  Answered said;
  for (const Part& part : choice.content) {
    said.calls = said.calls || as<ToolCall>(part) != nullptr;
    said.refusal = said.refusal || as<Refusal>(part) != nullptr;
  }
  return said;
}

bool cites(const Choice& choice) {
  for (const Part& part : choice.content)
    if (const auto* text = as<Text>(part); text && !text->citations.empty()) return true;
  return false;
}

// They are of all the texts; the first has them.
void giveTokens(Choice& choice, std::string tokens) {
  for (Part& part : choice.content)
    if (auto* text = std::get_if<Text>(&part.what)) {
      text->logprobsJson = std::move(tokens);
      return;
    }
}

Choice readChoice(JsonCursor& cursor) {
  Choice choice;
  AssistantParts said;
  said.fromProvider = true;
  std::string reason, tokens;
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "message")
      eachMember(value, [&](std::string_view inside, JsonCursor& of) { said.member(inside, of); });
    else if (name == "finish_reason")
      reason = takeText(value);
    else if (name == "logprobs")
      tokens = tokensOfChoice(value);
  });
  choice.content = std::move(said).parts();
  giveTokens(choice, std::move(tokens));
  choice.finish = finishOf(reason, saidIn(choice));
  choice.finishRaw = std::move(reason);
  return choice;
}

std::string tokensIn(const Choice& choice) {
  std::string tokens;
  for (const Part& part : choice.content)
    if (const auto* text = as<Text>(part)) appendTokens(tokens, text->logprobsJson);
  return tokens;
}

// What one choice said, by kind, as the message's members want it.
class MessageWriter {
 public:
  MessageWriter(JsonOut& out, bool functions) : m_out(out), m_functions(functions) {}

  void write(const Choice& choice) {
    for (const Part& part : choice.content)
      take(part);
    m_out.beginObject();
    m_out.text("role", "assistant");
    if (m_saidText || m_calls.empty())
      m_out.text("content", m_text);
    else
      m_out.null("content");
    if (m_refusal.empty())
      m_out.null("refusal");
    else
      m_out.text("refusal", m_refusal);
    annotations();
    m_out.textIf("reasoning_content", m_thought);
    details();
    images();
    calls();
    m_out.endObject();
  }

 private:
  void take(const Part& part) {
    if (const auto* text = as<Text>(part)) {
      m_texts.push_back(text);
      m_text += text->text;
      m_saidText = true;
    } else if (const auto* refusal = as<Refusal>(part)) {
      m_refusal += refusal->text;
    } else if (const auto* thinking = as<Thinking>(part)) {
      m_thought += thinking->text;
      if (thinking->signature) m_signed.push_back(thinking);
    } else if (const auto* call = as<ToolCall>(part)) {
      m_calls.push_back(call);
    } else if (const auto* media = as<Media>(part); media && media->kind == MediaKind::Image) {
      m_images.push_back(media);
    }
  }

  void annotations() {
    AnnotationList list(m_out);
    for (const Text* text : m_texts)
      list.add(*text, characters(text->text));
    list.end();
  }

  void details() {
    if (m_signed.empty()) return;
    m_out.beginList("reasoning_details");
    int index = 0;
    for (const Thinking* thinking : m_signed)
      writeReasoningDetail(m_out, *thinking, index++);
    m_out.endList();
  }

  void images() {
    if (m_images.empty()) return;
    m_out.beginList("images");
    for (const Media* image : m_images)
      writeImage(m_out, *image);
    m_out.endList();
  }

  // Where there is room for one, the others stand where they can be found.
  void calls() {
    std::span<const ToolCall* const> calls = m_calls;
    if (m_functions && !calls.empty()) {
      m_out.beginObject("function_call");
      m_out.text("name", calls.front()->name);
      m_out.text("arguments", argumentsOf(*calls.front()));
      m_out.endObject();
      calls = calls.subspan(1);
    }
    if (calls.empty()) return;
    m_out.beginList("tool_calls");
    for (const ToolCall* call : calls) {
      const std::string_view kind = call->custom ? "custom" : "function";
      m_out.beginObject();
      m_out.text("id", call->id);
      m_out.text("type", kind);
      m_out.beginObject(kind);
      m_out.text("name", call->name);
      m_out.text(call->custom ? "input" : "arguments", argumentsOf(*call));
      m_out.endObject();
      writeCallSignature(m_out, *call);
      m_out.endObject();
    }
    m_out.endList();
  }

  static std::string_view argumentsOf(const ToolCall& call) {
    const bool none = call.arguments.empty() && !call.custom;
    return none ? "{}" : std::string_view(call.arguments);
  }

  JsonOut& m_out;
  bool m_functions;
  std::string m_text, m_refusal, m_thought;
  bool m_saidText = false;
  std::vector<const Text*> m_texts;
  std::vector<const Thinking*> m_signed;
  std::vector<const Media*> m_images;
  std::vector<const ToolCall*> m_calls;
};

}  // namespace

Result<Answer> ChatCodec::readAnswer(std::string_view body) const {
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(body);
  if (!cursor || cursor->peek() != '{')
    return Error(ErrorKind::UpstreamProtocol, "The answer is no JSON object.");
  Answer answer;
  std::vector<Citation> pages, urls;
  bool choices = false;
  eachMember(*cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "id") {
      answer.id = takeText(value);
    } else if (name == "model") {
      answer.model = takeText(value);
    } else if (name == "created") {
      answer.created = takeNumber(value).value_or(0);
    } else if (name == "service_tier") {
      answer.serviceTier = takeText(value);
    } else if (name == "choices") {
      choices = true;
      eachElement(value, [&](JsonCursor& one) { answer.choices.push_back(readChoice(one)); });
    } else if (name == "usage" && value.peek() == '{') {
      answer.usage = readUsage(value).usage;
    } else if (name == "search_results" || name == "citations") {
      (name == "citations" ? urls : pages) = readPages(value);
    }
  });
  for (Choice& choice : answer.choices)
    if (!cites(choice)) placeCitations(choice.content, pages.empty() ? urls : pages);
  if (cursor->bad() || !choices)
    return Error(ErrorKind::UpstreamProtocol, "The answer has no choices.");
  return answer;
}

std::string ChatCodec::writeAnswer(const Answer& answer, const AnswerName& name) const {
  std::string body;
  JsonOut out(body);
  out.beginObject();
  out.text("id", "chatcmpl-" + name.id);
  out.text("object", "chat.completion");
  out.number("created", name.created);
  out.text("model", name.model);
  out.beginList("choices");
  int index = 0;
  for (const Choice& choice : answer.choices) {
    out.beginObject();
    out.number("index", index++);
    out.key("message");
    MessageWriter(out, name.functions).write(choice);
    writeTokensOfChoice(out, tokensIn(choice));
    out.text("finish_reason", finishName(choice.finish, name.functions));
    out.endObject();
  }
  out.endList();
  out.textIf("service_tier", tierIn("default", answer.serviceTier));
  if (answer.usage) {
    out.key("usage");
    writeUsage(out, *answer.usage);
  }
  out.endObject();
  return body;
}

std::string ChatCodec::untold(const Part& part) const {
  const auto* text = as<Text>(part);
  if (text &&
      std::any_of(text->citations.begin(), text->citations.end(), std::not_fn(hasAnnotation)))
    return "citations of documents";
  const auto* media = as<Media>(part);
  const bool told = media == nullptr || media->kind == MediaKind::Image;
  return told && as<Opaque>(part) == nullptr ? std::string() : std::string(partName(part));
}

}  // namespace sb::dialects::openai_chat
