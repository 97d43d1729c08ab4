#include "tests/integration/chaos/client.h"

#include "tests/integration/chaos/shapes.h"
#include "tests/support/dialect_pair.h"

namespace sb::test::chaos {
namespace {

std::string textOf(const Request& request) {
  const bool chat = request.speech == Speech::Chat;
  const Shape& shape = shapes()[static_cast<std::size_t>(request.shape)];
  const std::string model = routeName(shape, request.stay != Stay::Waits);
  std::string more;
  if (request.stream)
    more = chat ? R"(,"stream":true,"stream_options":{"include_usage":true})" : R"(,"stream":true)";
  const std::string lines = "x-signalbox-tags: n" + std::to_string(request.n) +
                            "\r\nx-signalbox-session: s" + std::to_string(request.n % 7) + "\r\n";
  const std::string prompt = promptOf(request);
  return Gate::text("POST", chat ? "/v1/chat/completions" : "/v1/messages",
                    chat ? chatBody(model, prompt, more) : messagesBody(model, prompt, more),
                    lines);
}

// Without the signs of life.
std::string withoutComments(const std::string& stream) {
  std::string out;
  for (std::size_t at = 0; at < stream.size();) {
    const std::size_t end = std::min(stream.find("\n\n", at), stream.size() - 2) + 2;
    const std::string_view block = std::string_view(stream).substr(at, end - at);
    if (!block.starts_with(':') && !block.starts_with("event: ping\n")) out.append(block);
    at = end;
  }
  return out;
}

bool saysError(const std::string& json) {
  return !stringAt(parsed(json), "/error/message").empty();
}

Heard hearWhole(const Request& request, const RawResponse& answer) {
  Heard heard;
  heard.text =
      stringAt(parsed(answer.body),
               request.speech == Speech::Chat ? "/choices/0/message/content" : "/content/0/text");
  if (!heard.text.empty()) heard.end = answer.complete ? Heard::End::Complete : Heard::End::Broken;
  return heard;
}

Heard hearStream(const Request& request, const RawResponse& answer) {
  const bool chat = request.speech == Speech::Chat;
  Heard heard;
  heard.text = joined(answer.body, chat ? "/choices/0/delta/content" : "/delta/text");
  const bool ended =
      answer.body.find(chat ? "data: [DONE]\n\n" : "event: message_stop\n") != std::string::npos;
  bool failed = false;
  for (const std::string& event : eventsOf(answer.body))
    failed = failed || (event.find("\"error\"") != std::string::npos && saysError(event));
  heard.wellFormed = answer.complete && ended != failed;
  if (ended && !failed && answer.complete)
    heard.end = Heard::End::Complete;
  else
    heard.end = heard.text.empty() ? Heard::End::Refused : Heard::End::Broken;
  return heard;
}

bool sameBytes(const Request& request, const Heard& heard, const std::string& body) {
  const auto letter = speakerOf(heard.text);
  if (!letter || speechOf(*letter) != request.speech) return true;
  const std::string text = answerOf(request.n, *letter);
  return request.stream ? withoutComments(body) == streamedAnswer(request.speech, text).all()
                        : body == wholeAnswer(request.speech, text);
}

// The upstreams that the request's route asks itself, not for copies.
std::string askedBy(const Request& request) {
  const Shape& shape = shapes()[static_cast<std::size_t>(request.shape)];
  std::string letters;
  for (const std::string_view group : shape.groups)
    letters.append(group);
  return shape.copies ? letters : std::string(kLetters);
}

Heard leave(RawSocket& socket, const Request& request, Board& board) {
  Heard heard;
  const bool there = request.stay == Stay::LeavesAfter
                         ? socket.readUntil("answer ").ends_with("answer ")
                         : board.awaitBegun(request.n, askedBy(request));
  if (!there) {
    heard.bytes = "nothing came within 20 s";
    return heard;
  }
  heard.end = Heard::End::Left;
  heard.left = std::chrono::steady_clock::now();
  if (request.n % 2 == 0)
    socket.reset();
  else
    socket.close();
  return heard;
}

}  // namespace

std::optional<char> speakerOf(const std::string& text) {
  const std::size_t colon = text.find(':');
  if (!text.starts_with("answer ") || colon == std::string::npos) return std::nullopt;
  const char letter = text[colon - 1];
  if (kLetters.find(letter) == std::string_view::npos) return std::nullopt;
  return letter;
}

Heard hear(const Request& request, const RawResponse& answer) {
  Heard heard;
  if (answer.status == 200) {
    heard = request.stream ? hearStream(request, answer) : hearWhole(request, answer);
  } else {
    heard.wellFormed = answer.complete && saysError(answer.body);
  }
  heard.status = answer.status;
  if (heard.end == Heard::End::Complete)
    heard.sameBytes = sameBytes(request, heard, answer.body);
  else
    heard.bytes = (answer.head + answer.body).substr(0, 2'000);
  return heard;
}

Heard ask(std::optional<RawSocket>& socket, const Gate& gate, const Request& request,
          Board& board) {
  if (!socket || !socket->open()) socket.emplace(gate.port());
  socket->send(textOf(request));
  if (request.stay != Stay::Waits) return leave(*socket, request, board);
  const RawResponse answer = socket->readResponse();
  const bool stays = answer.complete && !equalNoCase(answer.header("Connection"), "close");
  if (!stays) socket.reset();
  return hear(request, answer);
}

}  // namespace sb::test::chaos
