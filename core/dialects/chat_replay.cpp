#include "core/dialects/chat_replay.h"

#include <utility>

namespace sb::dialects {

using namespace chat;

namespace {

// What streams in pieces, taken out of the block that opens.
std::string wordsOutOf(Part& part) {
  if (auto* text = std::get_if<Text>(&part.what)) return std::exchange(text->text, {});
  if (auto* thinking = std::get_if<Thinking>(&part.what)) return std::exchange(thinking->text, {});
  if (auto* refusal = std::get_if<Refusal>(&part.what)) return std::exchange(refusal->text, {});
  if (auto* call = std::get_if<ToolCall>(&part.what)) return std::exchange(call->arguments, {});
  return {};
}

void tellPart(const Part& part, Event event, EventSink& sink) {
  Part opened = part;
  const std::string words = wordsOutOf(opened);
  auto* text = std::get_if<Text>(&opened.what);
  const std::string tokens = text ? std::exchange(text->logprobsJson, {}) : std::string();
  event.kind = Event::Kind::Open;
  event.part = &opened;
  sink.on(event);
  event.part = nullptr;
  event.kind = Event::Kind::Delta;
  event.text = words;
  event.logprobsJson = tokens;
  if (!words.empty()) sink.on(event);
  event.kind = Event::Kind::Close;
  event.text = {};
  event.logprobsJson = {};
  event.part = &part;
  sink.on(event);
}

void tellChoice(const Choice& choice, int number, EventSink& sink) {
  Event event;
  event.choice = number;
  for (const Part& part : choice.content) {
    tellPart(part, event, sink);
    ++event.block;
  }
  event.kind = Event::Kind::Finish;
  event.block = 0;
  event.finish = choice.finish;
  event.finishRaw = choice.finishRaw;
  event.text = choice.stopSequence;
  sink.on(event);
}

}  // namespace

void replay(const Answer& answer, EventSink& sink) {
  Event event;
  event.kind = Event::Kind::Start;
  event.start = &answer;
  sink.on(event);
  int number = 0;
  for (const Choice& choice : answer.choices)
    tellChoice(choice, number++, sink);
  if (answer.usage) {
    event.kind = Event::Kind::Usage;
    event.usage = &*answer.usage;
    sink.on(event);
  }
  event.kind = Event::Kind::End;
  sink.on(event);
}

}  // namespace sb::dialects
