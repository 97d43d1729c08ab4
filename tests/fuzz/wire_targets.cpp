#include "core/net/http_parser.h"
#include "core/net/sse.h"
#include "tests/fuzz/families.h"

namespace sb::fuzz {
namespace {

struct Events final : net::SseSink {
  bool event(const net::SseEvent& event) override {
    all.append(event.type).append("|").append(event.data).append("|").append(event.id);
    all.append(event.comment ? "|comment\n" : "\n");
    raw.append(event.raw);
    return true;
  }
  std::string all, raw;
};

std::string eventsOf(std::string_view input, std::size_t step) {
  Events events;
  net::SseParser parser(1000);
  for (std::size_t at = 0; at < input.size(); at += step)
    if (!parser.feed(input.substr(at, step), events)) return events.all + "too large";
  const auto end = parser.finish(events);
  if (!end) return events.all + "too large";
  return events.all + (*end == net::SseEnd::Clean ? "clean" : "unterminated");
}

std::string sse(std::string_view input) {
  const std::string whole = eventsOf(input, input.size() + 1);
  for (const std::size_t step : {std::size_t{1}, std::size_t{7}})
    if (eventsOf(input, step) != whole) return "the events depend on the pieces";
  return {};
}

struct Body final : net::BodySink {
  void bodyPart(std::string_view part) override { bytes.append(part); }
  std::string bytes;
};

std::string shown(const net::Headers& headers) {
  std::string all;
  for (std::size_t i = 0; i < headers.size(); ++i)
    all.append(headers.name(i)).append(":").append(headers.value(i)).append("\n");
  return all;
}

std::string shown(const net::RequestHead& head) {
  return head.method + " " + head.target + "\n" + shown(head.headers);
}
std::string shown(const net::ResponseHead& head) {
  return std::to_string(head.status) + "\n" + shown(head.headers);
}

// Head, body and how far the parser came.
template <class Parser>
std::string read(Parser& parser, std::string_view input, std::size_t step) {
  Body body;
  std::string_view held;
  std::size_t taken = 0, end = 0;
  while (!parser.done()) {
    if (end > taken || end == 0) {
      const Result<std::size_t> some = parser.feed(input.substr(taken, end - taken), body);
      if (!some) return "refused";
      taken += *some;
      if (*some > 0) continue;
    }
    if (end == input.size()) break;
    end = std::min(input.size(), end + step);
  }
  const std::string head = parser.headDone() ? shown(parser.head()) : "no head";
  return head + "\n" + body.bytes + "\n" + (parser.done() ? std::to_string(taken) : "open");
}

std::string request(std::string_view input) {
  const auto with = [&](std::size_t step) {
    net::RequestParser parser(4096);
    parser.start();
    return read(parser, input, step);
  };
  return with(1) == with(input.size() + 1) ? "" : "the request depends on the pieces";
}

std::string response(std::string_view input) {
  const auto with = [&](std::size_t step) {
    net::ResponseParser parser;
    parser.start();
    std::string all = read(parser, input, step);
    return all + (parser.finish() ? " whole" : " cut");
  };
  return with(1) == with(input.size() + 1) ? "" : "the answer depends on the pieces";
}

}  // namespace

std::vector<FuzzTarget> wireTargets() {
  return {{"sse", sse}, {"http_request", request}, {"http_response", response}};
}

}  // namespace sb::fuzz
