#include "tests/bench/load/request.h"

#include <fmt/format.h>

namespace sb::bench {
namespace {

constexpr std::string_view kMessages =
    R"({"role":"system","content":"You are the support assistant of a company that sells garden )"
    R"(tools. Answer in the customer's language, in at most four sentences, and be friendly without )"
    R"(being chatty.\nNever promise a refund, a discount or a delivery date. If somebody asks for )"
    R"(one of these, say that a colleague will write within one working day and ask for the order )"
    R"(number if it is missing.\nIf a question is about safety (petrol, blades, electricity), begin )"
    R"(with the safety advice of the manual and name the page. If you do not know the answer, say )"
    R"(so; a wrong answer about a machine with blades is worse than none."},)"
    R"({"role":"user","content":"Hi, I bought the \"Meadow 40\" mower in spring (order 2025-118204) )"
    R"(and since last week it stops after about ten minutes. It starts again when I let it rest for )"
    R"(half an hour. The battery shows three of four bars when that happens, so I don't think it is )"
    R"(empty. Is it the battery or the motor?"},)"
    R"({"role":"assistant","content":"Thank you for the clear description. A mower that stops with )"
    R"(a half full battery and comes back after a rest has usually switched itself off because the )"
    R"(motor became too warm. Please take the safety key out first (manual, page 6), then look )"
    R"(whether grass sits between the blade and the housing or in the vents on the left side. Does )"
    R"(it also stop when you cut dry grass at the highest setting?"},)"
    R"({"role":"user","content":"I cleaned it, there was quite a lot of wet grass in there — thanks! )"
    R"(It runs for about twenty minutes now. At the highest setting it does not stop at all. But my )"
    R"(lawn is 600 m² and I would like to get through it in one go. Would the larger battery (the )"
    R"(6 Ah one) help, or does the motor get too warm anyway? And is it allowed to change the )"
    R"(blade myself? The old one looks rather blunt to me.\n\nBest wishes\nZoë"})";

std::string chatBody(std::string_view model, bool stream) {
  return fmt::format(
      R"({{"model":"{}","messages":[{}],"temperature":0.3,"top_p":1,"max_tokens":400,)"
      R"("presence_penalty":0,"frequency_penalty":0,"user":"customer-48121","stream":{}{}}})",
      model, kMessages, stream, stream ? R"(,"stream_options":{"include_usage":true})" : "");
}

}  // namespace

std::string chatRequest(std::uint16_t port, std::string_view key, std::string_view model,
                        bool stream) {
  const std::string body = chatBody(model, stream);
  const std::string bearer = key.empty() ? "" : fmt::format("Authorization: Bearer {}\r\n", key);
  return fmt::format(
      "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nAccept: application/json\r\n"
      "Content-Type: application/json\r\nUser-Agent: OpenAI/Python 1.99.0\r\n{}"
      "X-Stainless-Lang: python\r\nX-Stainless-Retry-Count: 0\r\nContent-Length: {}\r\n\r\n{}",
      port, bearer, body.size(), body);
}

}  // namespace sb::bench
