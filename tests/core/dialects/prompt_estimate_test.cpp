#include "core/dialects/prompt_estimate.h"

#include <QtTest/QtTest>

#include "core/dialects/estimate.h"
#include "core/tokens/token_counter.h"
#include "tests/support/test_main.h"

namespace sb::dialects {
namespace {

std::int64_t tokensOf(std::string_view text) { return tokens::TokenCounter().count(text); }

std::string chat(const std::string& messages, const std::string& more = "") {
  return R"({"model":"m","messages":[)" + messages + "]" + more + "}";
}

std::string user(const std::string& content) {
  return R"({"role":"user","content":)" + content + "}";
}

}  // namespace

class PromptEstimateTest : public QObject {
  Q_OBJECT

 private slots:
  void countsAsThePublishedExampleDoes();
  void readsWordsUnescaped();
  void seesTheSameWordsInEveryDialect();
  void countsSystemPromptsToolsAndCalls();
  void leavesOutWhatNoModelReads();
  void countsMediaByTheirNumber();
  void countsWhatIsToBeEmbedded();
  void estimatesWhatIsBeyondAMegabyte();
  void yieldsNothingForNoRequest();
};

// The example of the source that prompt_estimate.h names; its page gives 124 for gpt-4o, as told
// by the API.
void PromptEstimateTest::countsAsThePublishedExampleDoes() {
  const char* body = R"({"model":"gpt-4o","messages":[
    {"role":"system","content":"You are a helpful, pattern-following assistant that translates corporate jargon into plain English."},
    {"role":"system","name":"example_user","content":"New synergies will help drive top-line growth."},
    {"role":"system","name":"example_assistant","content":"Things working well together will increase revenue."},
    {"role":"system","name":"example_user","content":"Let's circle back when we have more bandwidth to touch base on opportunities for increased leverage."},
    {"role":"system","name":"example_assistant","content":"Let's talk later when we're less busy about how to do better."},
    {"role":"user","content":"This late pivot means we don't have time to boil the ocean for the client deliverable."}]})";
  QCOMPARE(estimatePrompt(body), 124);
}

void PromptEstimateTest::readsWordsUnescaped() {
  const std::string plain = chat(user(R"("é中 \"x\"")"));
  const std::string escaped = chat(user(R"("\u00e9\u4e2d \u0022x\u0022")"));
  QCOMPARE(estimatePrompt(plain), 3 + 3 + 1 + tokensOf("é中 \"x\""));
  QCOMPARE(estimatePrompt(escaped), estimatePrompt(plain));
}

void PromptEstimateTest::seesTheSameWordsInEveryDialect() {
  const std::string text = R"("text":"Hello big world")";
  const std::string contents = R"("contents":[{"role":"user","parts":[{)" + text + "}]}]";
  const std::int64_t wanted = 3 + 3 + 1 + tokensOf("Hello big world");
  for (const std::string& body :
       {chat(user(R"("Hello big world")")), chat(user(R"([{"type":"text",)" + text + "}]")),
        R"({"input":[{"type":"message","role":"user","content":[{"type":"input_text",)" + text +
            "}]}]}",
        "{" + contents + "}", R"({"generateContentRequest":{"model":"m",)" + contents + "}}"})
    QCOMPARE(estimatePrompt(body), wanted);
}

void PromptEstimateTest::countsSystemPromptsToolsAndCalls() {
  const std::string question = user(R"("a")"), tools = R"([{"name":"f","input_schema":{}}])";
  const std::string call = R"({"role":"assistant","content":[{"type":"tool_use","id":"toolu_01",)"
                           R"("name":"f","input":{"city":"Lisbon"}}]})";
  const std::string arguments = R"({"city":"Lisbon"})";
  const std::string brief = R"(,"system":"Be brief")", none = R"(,"system":null,"tools":null)";
  const std::int64_t bare = estimatePrompt(chat(question));
  QCOMPARE(estimatePrompt(chat(question, brief)), bare + 3 + 1 + tokensOf("Be brief"));
  QCOMPARE(estimatePrompt(chat(question, none)), bare);
  QCOMPARE(estimatePrompt(chat(question, ",\"tools\":" + tools)), bare + tokensOf(tools));
  QCOMPARE(estimatePrompt(chat(question + "," + call)),
           bare + 3 + tokensOf("assistant") + tokensOf("f") + tokensOf(arguments));
}

void PromptEstimateTest::leavesOutWhatNoModelReads() {
  const std::string plain = user(R"([{"type":"text","text":"a"}])");
  const std::string marked =
      user(R"([{"type":"text","text":"a","cache_control":{"type":"ephemeral"}}])");
  const std::string more = R"(,"metadata":{"user_id":"u"},"temperature":0.5,"stop":["x"])";
  QCOMPARE(estimatePrompt(chat(marked, more)), estimatePrompt(chat(plain)));
}

void PromptEstimateTest::countsMediaByTheirNumber() {
  const std::int64_t bare = estimatePrompt(chat(user(R"([{"text":"a"}])")));
  const auto with = [&](const std::string& part) {
    return estimatePrompt(chat(user(R"([{"text":"a"},{)" + part + "}]"))) - bare;
  };
  const std::string large(160'000, 'A'), letters(100, 'A');
  const std::string data = "data:image/png;base64," + large;
  const std::string inChat = R"("type":"image_url","image_url":{"url":")" + data + "\"}";
  const std::string atUrl = R"("image_url":"https://a/b.png")";
  const std::string inGemini = R"("inlineData":{"mimeType":"image/png","data":"AA=="})";
  const std::string inMessages =
      R"("type":"image","source":{"type":"base64","media_type":"image/png","data":")" + large +
      "\"}";
  for (const std::string& part : {inChat, atUrl, inGemini, inMessages})
    QCOMPARE(with(part), 765);
  const std::string inText = "\"text\":\"see " + data + " there\"";
  QCOMPARE(with(inText), 765 + tokensOf("see data:image/png;base64,") + tokensOf(" there"));
  QCOMPARE(with("\"text\":\"" + letters + "\""), tokensOf(letters));
}

void PromptEstimateTest::countsWhatIsToBeEmbedded() {
  const std::vector<std::pair<std::string, std::int64_t>> bodies{
      {R"({"model":"m","input":"Hello big world"})", 3},
      {R"({"model":"m","input":["Hello big world","x"]})", 4},
      {R"({"model":"m","input":[[1,2,3],[4]]})", 4},
      {R"({"model":"m","prompt":[15339,1917]})", 2},
      {R"({"content":{"parts":[{"text":"Hello big world"}]}})", 3}};
  for (const auto& [body, tokens] : bodies)
    QCOMPARE(estimatePrompt(body), tokens);
}

void PromptEstimateTest::estimatesWhatIsBeyondAMegabyte() {
  constexpr std::size_t kCounted = 1 << 20;
  std::string text;
  while (text.size() < 5 * kCounted)
    text += "The gateway keeps a list of providers and tries them in order. ";
  const std::string_view all = text;
  const std::string body = R"({"prompt":")" + text + "\"}";
  QCOMPARE(estimatePrompt(body),
           tokensOf(all.substr(0, kCounted)) + estimateTokens(all.substr(kCounted)));
}

void PromptEstimateTest::yieldsNothingForNoRequest() {
  for (const char* body : {"", "null", "[]", "{", "{}", R"({"model":"m"})", R"({"messages":{}})"})
    QCOMPARE(estimatePrompt(body), 0);
}

SB_TEST(PromptEstimateTest);

}  // namespace sb::dialects

#include "prompt_estimate_test.moc"
