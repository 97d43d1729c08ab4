#include <set>
#include <utility>

#include "core/dialects/json_out.h"
#include "core/dialects/openai_chat/answer_parts.h"
#include "core/dialects/openai_chat/completions_codec.h"
#include "core/dialects/openai_chat/finish.h"

namespace sb::dialects::openai_chat {
namespace {

using namespace chat;

// Words for the end, without the one for calls that are not told.
std::string_view endOf(Finish finish) {
  return finish == Finish::ToolCalls ? finishName(Finish::Stop) : finishName(finish);
}

// Text, and a refusal: it is what the model said.
const std::string* wordsOf(const Part& part) {
  if (const auto* text = as<Text>(part)) return &text->text;
  const auto* refusal = as<Refusal>(part);
  return refusal != nullptr ? &refusal->text : nullptr;
}

void writeHead(JsonOut& out, const AnswerName& name) {
  out.text("id", "cmpl-" + name.id);
  out.text("object", "text_completion");
  out.number("created", name.created);
  out.text("model", name.model);
}

void writeChoice(JsonOut& out, int index, std::string_view text, std::string_view finish) {
  out.beginObject();
  out.text("text", text);
  out.number("index", index);
  out.null("logprobs");
  if (finish.empty())
    out.null("finish_reason");
  else
    out.text("finish_reason", finish);
  out.endObject();
}

class Writer final : public ChatStreamWriter {
 public:
  explicit Writer(const AnswerName& name) : m_name(name) {}

  void on(const Event& event, std::string& out) override;
  // A comment: the standard for server-sent events has clients ignore it.
  void heartbeat(std::string& out) override { out += ": waiting for the provider\n\n"; }
  void breakOff(const Error& error, const ErrorDetails& details, std::string& out) override {
    writeFailureChunk(out, error, details);
  }

 private:
  void chunk(std::string& out, int choice, std::string_view text, std::string_view finish);
  void usage(std::string& out);

  AnswerName m_name;
  std::set<std::pair<int, int>> m_words;  // choice and block of those that are told
  std::optional<Usage> m_usage;
};

void Writer::chunk(std::string& out, int choice, std::string_view text, std::string_view finish) {
  out += "data: ";
  JsonOut json(out);
  json.beginObject();
  writeHead(json, m_name);
  json.beginList("choices");
  writeChoice(json, choice, text, finish);
  json.endList();
  if (m_name.streamUsage) json.null("usage");
  json.endObject();
  out += "\n\n";
}

void Writer::usage(std::string& out) {
  if (!m_name.streamUsage || !m_usage) return;
  out += "data: ";
  JsonOut json(out);
  json.beginObject();
  writeHead(json, m_name);
  json.beginList("choices");
  json.endList();
  json.key("usage");
  writeUsage(json, *m_usage);
  json.endObject();
  out += "\n\n";
}

void Writer::on(const Event& event, std::string& out) {
  const std::pair place(event.choice, event.block);
  switch (event.kind) {
    case Event::Kind::Start:
      return;
    case Event::Kind::Open:
      if (wordsOf(*event.part) != nullptr) m_words.insert(place);
      return;
    case Event::Kind::Delta:
      if (m_words.contains(place)) chunk(out, event.choice, event.text, {});
      return;
    case Event::Kind::Close:
      m_words.erase(place);
      return;
    case Event::Kind::Finish:
      return chunk(out, event.choice, {}, endOf(event.finish));
    case Event::Kind::Usage:
      m_usage = *event.usage;
      return;
    case Event::Kind::Ping:
      return heartbeat(out);
    case Event::Kind::Failure:
      return breakOff(failureOf(event), failureDetails(event), out);
    case Event::Kind::End:
      usage(out);
      out += "data: [DONE]\n\n";
      return;
  }
}

}  // namespace

std::string CompletionsCodec::writeAnswer(const Answer& answer, const AnswerName& name) const {
  std::string body;
  JsonOut out(body);
  out.beginObject();
  writeHead(out, name);
  out.beginList("choices");
  int index = 0;
  for (const Choice& choice : answer.choices) {
    std::string text;
    for (const Part& part : choice.content)
      if (const std::string* words = wordsOf(part)) text += *words;
    writeChoice(out, index++, text, endOf(choice.finish));
  }
  out.endList();
  if (answer.usage) {
    out.key("usage");
    writeUsage(out, *answer.usage);
  }
  out.endObject();
  return body;
}

std::unique_ptr<ChatStreamWriter> CompletionsCodec::streamWriter(const AnswerName& name) const {
  return std::make_unique<Writer>(name);
}

std::string CompletionsCodec::untold(const Part& part) const {
  if (const auto* text = as<Text>(part); text && !text->citations.empty()) return "citations";
  return wordsOf(part) != nullptr ? std::string() : std::string(partName(part));
}

}  // namespace sb::dialects::openai_chat
