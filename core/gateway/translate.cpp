#include "core/gateway/translate.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"
#include "core/dialects/chat_replay.h"
#include "core/dialects/edits.h"
#include "core/gateway/params.h"

namespace sb::gateway {
namespace {

using dialects::Dialect;
using dialects::Edits;
using dialects::Look;
using dialects::Unsupported;
using dialects::Wanted;
namespace chat = dialects::chat;

// Hints that a translation brings along and that the answer is none the worse without.
constexpr std::array<std::string_view, 6> kHints{"user",      "metadata",     "store",
                                                 "verbosity", "service_tier", "prompt_cache_key"};

std::string edited(std::string_view body, const Edits& edits) {
  std::vector<std::string_view> pieces;
  std::size_t size = 0;
  dialects::pieces(body, edits, pieces, size);
  std::string out;
  out.reserve(size);
  for (const std::string_view piece : pieces)
    out.append(piece);
  return out;
}

// Without the members that the route drops by the names that the caller gives them.
Result<std::string> withoutDropped(const TranslationInput& in, const RouteParams& params,
                                   Translated& to) {
  Wanted wanted;
  wanted.drop = params.drop;
  Result<Edits> edits = prepare(in.body, in.look, wanted);
  if (!edits) return edits.error();
  to.dropped = edits->droppedParams;
  return edited(in.body, *edits);
}

// The route's parameters, and those that the target does not take.
Status applyParams(const TranslationInput& in, dialects::Form form, RouteParams& params,
                   Translated& to) {
  if (!params.any() && in.preset.unsupported.empty()) return {};
  dialects::Looker looker;
  const Result<Look> look = looker.look(to.body, to.body.capacity() + 1, form);
  if (!look) return look.error();
  for (const std::string& refused : in.preset.unsupported)
    if (std::find(kHints.begin(), kHints.end(), refused) != kHints.end())
      params.drop.push_back(refused);
  const Result<Edits> edits = prepare(to.body, *look, params.wanted(in.preset));
  if (!edits) return edits.error();
  if (edits->list.empty()) return {};
  to.dropped.insert(to.dropped.end(), edits->droppedParams.begin(), edits->droppedParams.end());
  to.body = edited(to.body, *edits);
  return {};
}

Error cannotBeTold(const TranslationInput& in, const std::vector<std::string>& lost) {
  std::string what;
  for (const std::string& one : lost)
    what.append(what.empty() ? "" : ", ").append(one);
  return Error(ErrorKind::UnsupportedParameter,
               in.attempt.target->provider + " cannot be told: " + what +
                   " (a route may drop it by params: { unsupported: drop })",
               lost.front());
}

// What the reader of embeddings does not know.
std::vector<std::string> unknownOfEmbeddings(const TranslationInput& in,
                                             std::span<const std::string_view> members,
                                             const RouteParams& params) {
  std::vector<std::string> unknown;
  if (members.empty()) return unknown;
  for (const dialects::Member& member : in.look.members) {
    const bool known = std::find(members.begin(), members.end(), member.name) != members.end();
    const auto& drop = params.drop;
    if (!known && std::find(drop.begin(), drop.end(), member.name) == drop.end())
      unknown.push_back(member.name);
  }
  return unknown;
}

dialects::Target targetOf(const TranslationInput& in) {
  dialects::Target target;
  target.provider = in.attempt.target->provider;
  target.model = in.attempt.target->model;
  target.limitName = in.preset.limitName;
  target.mostOutput = in.mostOutput;
  target.askUsage = in.preset.streamUsage == providers::Preset::StreamUsage::Ask;
  target.developerRole = in.preset.developerRole;
  target.openAiHints = in.preset.openAiHints;
  target.mediaUrls = in.preset.mediaUrls;
  target.cacheMarks = in.preset.cacheMarks;
  target.thinkingBack = in.preset.thinkingBack;
  return target;
}

void addNotes(dialects::Written& written, Translated& to) {
  to.dropped.insert(to.dropped.end(), written.lost.begin(), written.lost.end());
  for (chat::Note& note : written.notes)
    (note.kind == chat::Note::Kind::Dropped ? to.dropped : to.converted)
        .push_back(std::move(note.what));
}

struct Writing final : chat::EventSink {
  explicit Writing(dialects::ChatStreamWriter& to) : writer(to) {}
  void on(const chat::Event& event) override { writer.on(event, out); }
  dialects::ChatStreamWriter& writer;
  std::string out;
};

}  // namespace

Result<Translated> translateRequest(const TranslationInput& in) {
  RouteParams params(in.attempt.params);
  Translated to;
  std::string kept;
  std::string_view body = in.body;
  if (!params.drop.empty()) {
    Result<std::string> rest = withoutDropped(in, params, to);
    if (!rest) return rest.error();
    kept = std::move(*rest);
    body = kept;
  }
  Result<chat::Request> request = in.caller.readRequest(body);
  if (!request) return request.error();
  kept = std::string();              // bodies may be large
  request->stream = in.look.stream;  // a path may say so, and not the body (Gemini)
  if (!request->previousId.empty())
    return Error(ErrorKind::NotFound,
                 "no response with the id \"" + excerpt(request->previousId, 100) +
                     "\" is kept here, and " + in.attempt.target->provider + " has none");
  const dialects::Codec& codec = *in.provider.codec;
  const dialects::Target target = targetOf(in);
  if (in.mayFetch) to.toFetch = mediaToFetch(*request, codec, target, in.fetched);
  if (!to.toFetch.empty()) return to;
  std::vector<std::string> unread;
  putMedia(*request, codec, target, in.fetched, unread, to.converted);
  to.tools.rename(*request, in.provider.toolNames, to.converted);
  dialects::Written written = codec.writeRequest(*request, target);
  written.lost.insert(written.lost.begin(), unread.begin(), unread.end());
  if (!written.lost.empty() && params.policy == Unsupported::Refuse)
    return cannotBeTold(in, written.lost);
  to.body = std::move(written.body);
  addNotes(written, to);
  const Status applied = applyParams(in, in.provider.form, params, to);
  if (!applied) return applied.error();
  return to;
}

Result<Translated> translateCountRequest(const TranslationInput& in, Dialect caller) {
  const dialects::TokenCounting* asked = dialects::toolsOf(caller)->counting;
  Result<chat::Request> request = asked->readRequest(in.body);
  if (!request) return request.error();
  const dialects::Target target = targetOf(in);
  Translated to;
  putMedia(*request, *in.provider.codec, target, in.fetched, to.dropped, to.converted);
  to.tools.rename(*request, in.provider.toolNames, to.converted);
  dialects::Written written = in.provider.counting->writeRequest(*request, target);
  to.body = std::move(written.body);
  addNotes(written, to);
  return to;
}

Result<std::string> translateCountAnswer(Dialect provider, Dialect caller, std::string_view body) {
  const std::optional<std::int64_t> tokens = dialects::toolsOf(provider)->counting->readCount(body);
  if (!tokens) return Error(ErrorKind::UpstreamProtocol, "The answer counts no tokens.");
  return countAnswer(caller, *tokens);
}

std::string countAnswer(Dialect caller, std::int64_t tokens) {
  return dialects::toolsOf(caller)->counting->answer(tokens);
}

Result<Translated> translateEmbedRequest(const TranslationInput& in, Dialect caller) {
  RouteParams params(in.attempt.params);
  Translated to;
  const Result<std::string> body = withoutDropped(in, params, to);
  if (!body) return body.error();
  const dialects::EmbedCoding& asked = *dialects::toolsOf(caller)->embeddings;
  const dialects::EmbedCoding& told = *in.provider.embeddings;
  const Result<dialects::EmbedRequest> request = asked.readRequest(*body);
  if (!request) return request.error();
  std::vector<std::string> lost;
  for (std::string& name : unknownOfEmbeddings(in, asked.members, params)) {
    const bool purpose = std::ranges::find(asked.purposes, name) != asked.purposes.end();
    (purpose ? to.dropped : lost).push_back(std::move(name));
  }
  if (!lost.empty() && params.policy == Unsupported::Refuse) return cannotBeTold(in, lost);
  to.dropped.insert(to.dropped.end(), lost.begin(), lost.end());
  for (const auto& [name, value] :
       {std::pair("taskType", &request->taskType), std::pair("title", &request->title)})
    if (!told.saysPurpose && !value->empty()) to.dropped.emplace_back(name);
  to.body = told.writeRequest(*request, in.attempt.target->model);
  const Status applied = applyParams(in, told.form, params, to);
  if (!applied) return applied.error();
  return to;
}

Result<std::string> translateEmbedAnswer(Dialect provider, Dialect caller, std::string_view body,
                                         const dialects::EmbedName& name) {
  const Result<dialects::EmbedAnswer> answer =
      dialects::toolsOf(provider)->embeddings->readAnswer(body);
  if (!answer) return answer.error();
  return dialects::toolsOf(caller)->embeddings->writeAnswer(*answer, name);
}

void Untold::add(const chat::Part& part) {
  std::string what = m_caller->untold(part);
  if (what.empty()) return;
  what.insert(0, "answer: ");
  if (std::find(m_list.begin(), m_list.end(), what) == m_list.end())
    m_list.push_back(std::move(what));
}

Result<std::string> translateAnswer(const dialects::Codec& provider,
                                    const dialects::CallerCodec& caller,
                                    const dialects::ToolAliases& tools, std::string_view body,
                                    const dialects::AnswerName& name, Untold& untold) {
  Result<chat::Answer> answer = provider.readAnswer(body);
  if (!answer) return answer.error();
  tools.restore(*answer);
  for (const chat::Choice& choice : answer->choices)
    for (const chat::Part& part : choice.content)
      untold.add(part);
  return caller.writeAnswer(*answer, name);
}

Result<std::string> answerAsEvents(const dialects::Codec& codec, std::string_view body,
                                   const dialects::AnswerName& name) {
  const Result<chat::Answer> answer = codec.readAnswer(body);
  if (!answer) return answer.error();
  const std::unique_ptr<dialects::ChatStreamWriter> writer = codec.streamWriter(name);
  Writing writing(*writer);
  dialects::replay(*answer, writing);
  return std::move(writing.out);
}

std::string heartbeatOf(const dialects::CallerCodec& caller) {
  std::string out;
  caller.streamWriter(dialects::AnswerName())->heartbeat(out);
  return out;
}

void StreamTranslation::on(const chat::Event& event) {
  // The bytes of media may come with the block's end.
  const bool later = event.kind == chat::Event::Kind::Open && event.part != nullptr &&
                     chat::as<chat::Media>(*event.part) != nullptr;
  if (event.part != nullptr && !later) m_untold.add(*event.part);
  chat::Part changed;
  if (!m_tools.restore(event, changed)) return m_writer->on(event, *m_out);
  chat::Event told = event;
  told.part = &changed;
  m_writer->on(told, *m_out);
}

void StreamTranslation::event(std::string_view type, std::string_view data, std::string& out) {
  m_out = &out;
  m_reader->event(type, data, *this);
}

void StreamTranslation::finish(std::string& out) {
  m_out = &out;
  m_reader->finish(*this);
}

}  // namespace sb::gateway
