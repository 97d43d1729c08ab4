#include "tests/bench/upstream/answers.h"

#include <fmt/format.h>

#include <algorithm>

namespace sb::bench {
namespace {

constexpr std::string_view kIdentity =
    R"("id":"chatcmpl-C9x0mqD1N4gZbq5pXUQyK2vWcT7Lf","object":"chat.completion)";
constexpr std::string_view kOrigin =
    R"(,"created":1763806800,"model":"gpt-4o-mini-2024-07-18","service_tier":"default",)"
    R"("system_fingerprint":"fp_560af6e559")";
constexpr std::string_view kUsage =
    R"("usage":{"prompt_tokens":412,"completion_tokens":33,"total_tokens":445,)"
    R"("prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0},)"
    R"("completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0}})";
constexpr std::string_view kText =
    "The capital of France is Paris. It lies on the Seine and has been the seat of government, "
    "with short interruptions, since the tenth century.";

std::string whole(std::string_view body) {
  return fmt::format(
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n"
      "x-request-id: req_0b7c9d0e4f5a4b0c8a1d\r\nopenai-processing-ms: 412\r\n\r\n{}",
      body.size(), body);
}

std::string completion() {
  return fmt::format(
      R"({{{}"{},"choices":[{{"index":0,"message":{{"role":"assistant","content":"{}"}},)"
      R"("logprobs":null,"finish_reason":"stop"}}],{}}})",
      kIdentity, kOrigin, kText, kUsage);
}

std::string chunk(std::string_view data) {
  return fmt::format("{:x}\r\ndata: {}\n\n\r\n", data.size() + 8, data);
}

std::string choice(std::string_view delta, std::string_view finish) {
  return fmt::format(
      R"({{{}.chunk"{},"choices":[{{"index":0,"delta":{},"logprobs":null,"finish_reason":{}}}]}})",
      kIdentity, kOrigin, delta, finish);
}

std::string stamped(std::size_t size) {
  const std::string digits(kStampDigits, '0');
  const std::string shortest = choice(fmt::format("{{{}{} \"}}", kStampMark, digits), "null");
  const std::string more(std::max(size, shortest.size() + 8) - shortest.size() - 8, 'x');
  return chunk(choice(fmt::format("{{{}{} {}\"}}", kStampMark, digits, more), "null"));
}

}  // namespace

Answers::Answers(std::size_t eventSize)
    : m_plain(whole(completion())),
      m_models(whole(R"({"object":"list","data":[]})")),
      m_event(stamped(eventSize)),
      m_stampAt(m_event.find(kStampMark) + kStampMark.size()) {
  m_start =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n"
      "Cache-Control: no-cache\r\nTransfer-Encoding: chunked\r\n\r\n" +
      chunk(choice(R"({"role":"assistant","content":"","refusal":null})", "null"));
  const std::string usage =
      chunk(fmt::format(R"({{{}.chunk"{},"choices":[],{}}})", kIdentity, kOrigin, kUsage));
  const std::string finish = chunk(choice("{}", R"("stop")"));
  const std::string done = chunk("[DONE]") + "0\r\n\r\n";
  m_end = finish + done;
  m_endUsage = finish + usage + done;
}

std::string_view Answers::event(std::int64_t now) {
  for (std::size_t i = kStampDigits; i-- > 0; now /= 10)
    m_event[m_stampAt + i] = static_cast<char>('0' + now % 10);
  return m_event;
}

}  // namespace sb::bench
