#include "core/admin/conversation.h"

#include <algorithm>

#include "core/admin/answer_sources.h"
#include "core/admin/kept_answer.h"
#include "core/base/json.h"
#include "core/base/text.h"

namespace sb::admin {

namespace bj = boost::json;
namespace chat = dialects::chat;

namespace {

constexpr std::size_t kMostText = 64'000, kMostName = 2'000, kMostTurns = 5'000, kMostChoices = 128;
constexpr std::size_t kMostPicture = 4'000'000, kMostPictures = 12'000'000;  // base64
constexpr int kMostNested = 8;  // results inside of results

// Makes the parts of one conversation.
class PartWriter {
 public:
  bj::array parts(const std::vector<chat::Part>& all, int depth = 0) {
    bj::array list;
    for (const chat::Part& one : all)
      if (depth < kMostNested) list.push_back(part(one, depth));
    return list;
  }

 private:
  bj::object part(const chat::Part& one, int depth) {
    if (const auto* text = chat::as<chat::Text>(one)) return said("text", text->text);
    if (const auto* refusal = chat::as<chat::Refusal>(one)) return said("refusal", refusal->text);
    if (const auto* thinking = chat::as<chat::Thinking>(one)) return thought(*thinking);
    if (const auto* media = chat::as<chat::Media>(one)) return shown(*media);
    if (const auto* call = chat::as<chat::ToolCall>(one)) return called(*call);
    if (const auto* result = chat::as<chat::ToolResult>(one)) return returned(*result, depth);
    const auto& opaque = std::get<chat::Opaque>(one.what);
    bj::object made = said("other", opaque.valueJson);
    made["name"] = excerpt(opaque.type, kMostName);
    return made;
  }

  static bj::object said(std::string_view type, std::string_view text) {
    return {{"type", type}, {"text", excerpt(text, kMostText)}, {"cut", text.size() > kMostText}};
  }

  static bj::object thought(const chat::Thinking& thinking) {
    bj::object made = said("thinking", thinking.text);
    made["encrypted"] = thinking.text.empty() && thinking.signature.has_value();
    return made;
  }

  static bj::object called(const chat::ToolCall& call) {
    bj::object made = said("call", call.arguments);
    made["id"] = excerpt(call.id, kMostName);
    made["name"] = excerpt(call.name, kMostName);
    return made;
  }

  bj::object returned(const chat::ToolResult& result, int depth) {
    return {{"type", "result"},
            {"id", excerpt(result.callId, kMostName)},
            {"name", excerpt(result.name, kMostName)},
            {"error", result.isError},
            {"parts", parts(result.content, depth + 1)}};
  }

  bj::object shown(const chat::Media& media) {
    static constexpr std::string_view kKinds[] = {"image", "audio", "video", "file"};
    bj::object made = said("media", media.text);
    made["kind"] = kKinds[static_cast<std::size_t>(media.kind)];
    made["mime"] = excerpt(media.mime, kMostName);
    made["name"] = excerpt(media.name.empty() ? media.fileId : media.name, kMostName);
    made["url"] = excerpt(media.url, kMostName);
    made["bytes"] = media.base64.size() / 4 * 3;
    made["base64"] = nullptr;
    if (media.kind != chat::MediaKind::Image || media.base64.empty() ||
        media.base64.size() > kMostPicture || m_pictures + media.base64.size() > kMostPictures)
      return made;
    m_pictures += media.base64.size();
    made["base64"] = excerpt(media.base64, media.base64.size());
    return made;
  }

  std::size_t m_pictures = 0;
};

std::string_view roleName(chat::Role role) {
  static constexpr std::string_view kNames[] = {"system", "developer", "user", "assistant"};
  return kNames[static_cast<std::size_t>(role)];
}

bj::object turnOf(std::string_view role, std::string_view name, bool answer, bj::array parts) {
  return {{"role", role},
          {"name", excerpt(name, kMostName)},
          {"answer", answer},
          {"parts", std::move(parts)},
          {"sources", bj::array()}};
}

bj::object textTurn(std::string_view role, bool answer, std::string_view text) {
  bj::object part{
      {"type", "text"}, {"text", excerpt(text, kMostText)}, {"cut", text.size() > kMostText}};
  return turnOf(role, "", answer, {std::move(part)});
}

// What an endpoint that is no chat was given: a text, or a list of them.
void addTexts(bj::array& turns, const bj::value* value) {
  if (value == nullptr) return;
  if (const bj::string* text = value->if_string()) turns.push_back(textTurn("user", false, *text));
  if (const bj::array* list = value->if_array())
    for (const bj::value& one : *list)
      if (turns.size() < kMostTurns && one.is_string()) addTexts(turns, &one);
}

void addPlain(bj::array& turns, const ledger::Detail& detail, const bj::value& response) {
  if (detail.request)
    if (const Result<bj::value> body = json::parse(detail.request->bytes))
      if (const bj::object* object = body->if_object()) {
        addTexts(turns, object->if_contains("prompt"));
        addTexts(turns, object->if_contains("input"));
      }
  const bj::object* whole = response.if_object();
  const bj::value* choices = whole ? whole->if_contains("choices") : nullptr;
  if (choices == nullptr || !choices->is_array()) return;
  for (const bj::value& choice : choices->get_array())
    if (const bj::object* one = choice.if_object())
      turns.push_back(textTurn("assistant", true, json::text(*one, "text")));
}

bool isChat(std::string_view endpoint) {
  return endpoint != "completions" && endpoint != "embeddings" && endpoint != "gemini.embed";
}

std::string why(const ledger::StoredBody& body, const Error& error) {
  return body.preview ? "only the beginning was kept" : error.message;
}

std::string addRequest(bj::array& turns, PartWriter& writer, const dialects::Codec& codec,
                       const ledger::StoredBody& body) {
  const Result<chat::Request> request = codec.readRequest(body.bytes);
  if (!request) return why(body, request.error());
  const std::size_t skipped =
      request->messages.size() > kMostTurns ? request->messages.size() - kMostTurns : 0;
  for (std::size_t i = skipped; i < request->messages.size(); ++i) {
    const chat::Message& one = request->messages[i];
    if (one.content.empty()) continue;
    turns.push_back(turnOf(roleName(one.role), one.name, false, writer.parts(one.content)));
  }
  return turns.empty() ? "there is no message in it" : "";
}

bj::array sourcesJson(const chat::Choice& choice) {
  bj::array list;
  for (const AnswerSource& one : sourcesOf(choice))
    list.push_back(bj::object{{"title", one.title}, {"url", one.url}, {"text", one.text}});
  return list;
}

std::string addAnswer(bj::array& turns, PartWriter& writer, const dialects::Codec& codec,
                      const ledger::Detail& detail) {
  const ledger::StoredBody& body = *detail.response;
  Result<chat::Answer> answer =
      detail.row.stream ? answerOfStream(codec, body.bytes) : codec.readAnswer(body.bytes);
  if (!answer) return why(body, answer.error());
  if (answer->choices.empty()) return "there is no answer in it";
  const std::size_t most = std::min(answer->choices.size(), kMostChoices);
  for (std::size_t i = 0; i < most; ++i) {
    const chat::Choice& choice = answer->choices[i];
    bj::object turn = turnOf("assistant", "", true, writer.parts(choice.content));
    turn["sources"] = sourcesJson(choice);
    turns.push_back(std::move(turn));
  }
  return body.preview ? "only the beginning was kept" : "";
}

bj::value textOrNull(const std::string& text) {
  return text.empty() ? bj::value(nullptr) : bj::value(text);
}

}  // namespace

bj::object conversationJson(const ledger::Detail& detail, const bj::value& response) {
  bj::array turns;
  std::string requestUnread, answerUnread;
  const dialects::DialectTools* const tools = toolsNamed(detail.row.dialect);
  if (!isChat(detail.row.endpoint)) {
    addPlain(turns, detail, response);
  } else if (tools != nullptr) {
    PartWriter writer;
    if (detail.request) requestUnread = addRequest(turns, writer, *tools->codec, *detail.request);
    // An error is no answer: the row says it. Neither is a count.
    const bool counted = detail.row.endpoint.ends_with("count_tokens");
    if (detail.response && detail.row.status < 400 && !counted)
      answerUnread = addAnswer(turns, writer, *tools->codec, detail);
  }
  return {{"turns", std::move(turns)},
          {"request_unread", textOrNull(requestUnread)},
          {"answer_unread", textOrNull(answerUnread)}};
}

}  // namespace sb::admin
