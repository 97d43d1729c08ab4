#include "tests/core/dialects/rewriting.h"

#include <QTest>
#include <algorithm>
#include <random>

#include "core/dialects/anthropic/blocks.h"
#include "tests/support/test_main.h"

namespace {

using namespace sb;
using namespace sb::dialects;
using namespace sb::dialects::test;

// What the caller's API has no count for is counted in the next larger one.
Usage tellable(Usage usage, std::string_view caller) {
  const auto into = [](std::int64_t& to, std::int64_t& from) { to += std::exchange(from, 0); };
  const bool messages = caller == "anthropic", responses = caller == "openai_responses";
  if (caller == "gemini") into(usage.input, usage.cacheWrite);
  if (caller == "gemini") into(usage.input, usage.cacheWrite1h);
  if (!messages) into(usage.cacheWrite, usage.cacheWrite1h);
  if (messages) into(usage.output, usage.reasoning);
  if (messages || responses) into(usage.input, usage.inputAudio);
  if (messages || responses) into(usage.output, usage.outputAudio);
  return usage;
}

// Anthropic's API has no block for images: a text says so. Neither it nor Gemini's has a form for
// refusals in words, and Gemini's none for arguments that are no JSON.
void putInWords(chat::Part& part, std::string_view caller) {
  using namespace chat;
  if (const auto* media = as<Media>(part); media && caller == "anthropic")
    part.what = Text{anthropic::wordsFor(*media), {}};
  if (const auto* refusal = as<Refusal>(part); refusal && !caller.starts_with("openai"))
    part.what = Text{refusal->text, {}};
  auto* call = std::get_if<ToolCall>(&part.what);
  if (call && caller == "gemini" && !call->arguments.empty() && !json::parse(call->arguments))
    call->arguments = json::write(boost::json::object{{"input", call->arguments}});
}

// What a caller can be told of an answer. Chat completions list a message's images after its text.
chat::Answer tellable(chat::Answer answer, const Known& caller) {
  using namespace chat;
  for (Choice& choice : answer.choices) {
    for (Part& part : choice.content)
      putInWords(part, caller.name);
    std::erase_if(choice.content, [&](const Part& part) {
      return as<Text>(part) == nullptr && !caller.codec.untold(part).empty();
    });
    if (caller.name == "openai_chat")
      std::stable_partition(choice.content.begin(), choice.content.end(),
                            [](const Part& part) { return as<Media>(part) == nullptr; });
  }
  if (answer.usage) answer.usage = tellable(*answer.usage, caller.name);
  return answer;
}

// For a message that shows it.
QString shown(const chat::Answer& answer) { return QString::fromStdString(told(answer)); }

}  // namespace

class CodecPairsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void streamSaysTheSameInEveryDialect_data() { addPairs("*.events"); }
  void streamSaysTheSameInEveryDialect();
  void wholeAnswerSaysTheSameInEveryDialect_data() { addPairs("*.json"); }
  void wholeAnswerSaysTheSameInEveryDialect();
  void streamSaysWhatTheWholeAnswerSays();
  void recordingsSayWhatAPersonReadsInThem();
  void damagedEventsAreBorne();
};

void CodecPairsTest::streamSaysTheSameInEveryDialect() {
  QFETCH(QString, file);
  QFETCH(int, from);
  QFETCH(int, to);
  const Codec& provider = codecs()[std::size_t(from)].codec;
  const Codec& caller = codecs()[std::size_t(to)].codec;
  const auto events = eventsOf(file);
  const std::string bytes = rewritten(provider, events, caller);
  QCOMPARE(shown(assembled(caller, dataOf(bytes))),
           shown(tellable(assembled(provider, events), codecs()[std::size_t(to)])));
}

void CodecPairsTest::wholeAnswerSaysTheSameInEveryDialect() {
  QFETCH(QString, file);
  QFETCH(int, from);
  QFETCH(int, to);
  const Codec& provider = codecs()[std::size_t(from)].codec;
  const Codec& caller = codecs()[std::size_t(to)].codec;
  const auto answer = provider.readAnswer(contents(file));
  QVERIFY2(answer, answer ? "" : answer.error().message.c_str());
  const auto again = caller.readAnswer(caller.writeAnswer(*answer, someName()));
  QVERIFY(again);
  QCOMPARE(shown(*again), shown(tellable(*answer, codecs()[std::size_t(to)])));
}

void CodecPairsTest::streamSaysWhatTheWholeAnswerSays() {
  const Known& known = codecs().front();
  const auto events = eventsOf(recorded(known.name).filePath(QStringLiteral("tool-call.events")));
  const auto answer = assembled(known.codec, events);
  const auto again = known.codec.readAnswer(known.codec.writeAnswer(answer, someName()));
  QVERIFY(again);
  QCOMPARE(shown(*again), shown(answer));
}

void CodecPairsTest::recordingsSayWhatAPersonReadsInThem() {
  const auto& anthropic = knownAs("anthropic");
  const auto events =
      eventsOf(recorded(anthropic.name).filePath(QStringLiteral("tool-without-arguments.events")));
  QCOMPARE(told(assembled(anthropic.codec, events)),
           std::string("text: I'll update the issue list for you.\n"
                       "call toolu_01QE1WLsSVp5hy5Q3GmGTmjP updateIssueList {}\n"
                       "finish 3\n"
                       "usage input 565 output 48\n"));
  const auto& chat = knownAs("openai_chat");
  const std::string said = told(assembled(
      chat.codec, eventsOf(recorded(chat.name).filePath(QStringLiteral("tool-call.events")))));
  QVERIFY2(said.ends_with("finish 3\nusage input 19 read 320 output 44 reasoning 39\n"),
           said.c_str());
  QVERIFY2(said.starts_with("thinking: "), said.c_str());
  const auto cut = anthropic.codec.readAnswer(
      contents(recorded(anthropic.name).filePath(QStringLiteral("length.json"))));
  QVERIFY(cut);
  const std::string begun = told(*cut);
  QVERIFY2(begun.ends_with("finish 2\nusage input 4 read 18131 output 50\n"), begun.c_str());
  const auto& gemini = knownAs("gemini");
  const auto length = gemini.codec.readAnswer(
      contents(recorded(gemini.name).filePath(QStringLiteral("length.json"))));
  QVERIFY(length);
  QCOMPARE(told(*length), std::string("text: The capital of France is\n"
                                      "finish 2\n"
                                      "usage input 13 output 5\n"));
  const std::string drawn = told(assembled(
      gemini.codec, eventsOf(recorded(gemini.name).filePath(QStringLiteral("image.events")))));
  QVERIFY2(
      drawn.starts_with("text: Sure! Here is an image of an axolotl. \n\nmedia image/png iVBOR"),
      drawn.c_str());
}

// Whatever an upstream sends: nothing crashes, and what is written stays a stream.
void CodecPairsTest::damagedEventsAreBorne() {
  std::mt19937 random(11);
  for (const Known& from : codecs())
    for (const QString& file : recorded(from.name).entryList({QStringLiteral("*.events")})) {
      const auto whole = eventsOf(recorded(from.name).filePath(file));
      for (int round = 0; round < 40; ++round) {
        std::vector<std::string> events = whole;
        for (std::string& event : events) {
          if (random() % 3 != 0 || event.empty()) continue;
          const std::size_t at = random() % event.size();
          if (random() % 2 == 0)
            event[at] = static_cast<char>(random() % 256);
          else
            event.erase(at, random() % 8);
        }
        events.erase(events.begin(), events.begin() + std::ptrdiff_t(random() % events.size()));
        for (const Known& to : codecs())
          static_cast<void>(dataOf(rewritten(from.codec, events, to.codec)));
      }
    }
}

SB_TEST(CodecPairsTest);

#include "codec_pairs_test.moc"
