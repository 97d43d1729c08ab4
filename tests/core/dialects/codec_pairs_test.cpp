#include "core/net/sse.h"

#include <QTest>

#include <random>

#include "core/dialects/anthropic/blocks.h"
#include "tests/core/dialects/codecs.h"
#include "tests/support/test_main.h"

namespace {

using namespace sb::dialects;
using namespace sb::dialects::test;

// A stream's bytes as the data of its events.
struct Split final : sb::net::SseSink {
  bool event(const sb::net::SseEvent& event) override {
    if (!event.comment) data.emplace_back(event.data);
    return true;
  }
  std::vector<std::string> data;
};

struct Rewrite final : chat::EventSink {
  explicit Rewrite(ChatStreamWriter& to) : writer(to) {}
  void on(const chat::Event& event) override { writer.on(event, bytes); }
  ChatStreamWriter& writer;
  std::string bytes;
};

AnswerName answerName() {
  AnswerName name;
  name.id = "1";
  name.model = "m";
  name.created = 7;
  name.streamUsage = true;
  return name;
}

// The stream of one dialect as a caller of another gets it.
std::string rewritten(const Codec& from, const std::vector<std::string>& events, const Codec& to) {
  const auto reader = from.streamReader();
  const auto writer = to.streamWriter(answerName());
  Rewrite rewrite(*writer);
  for (const std::string& event : events)
    reader->event({}, event, rewrite);
  reader->finish(rewrite);
  return std::move(rewrite.bytes);
}

std::vector<std::string> dataOf(const std::string& bytes) {
  Split split;
  sb::net::SseParser parser;
  if (!parser.feed(bytes, split)) qFatal("not a stream");
  if (!parser.finish(split)) qFatal("not a stream");
  return split.data;
}

// Every recording of every dialect, and every dialect that a caller may speak.
void pairs(const char* suffix) {
  QTest::addColumn<QString>("file");
  QTest::addColumn<int>("from");
  QTest::addColumn<int>("to");
  const auto& all = codecs();
  for (std::size_t from = 0; from < all.size(); ++from) {
    const QStringList files = recorded(all[from].name).entryList({QString::fromUtf8(suffix)});
    if (files.isEmpty()) qFatal("no recordings of %s", all[from].name.data());
    for (const QString& file : files)
      for (std::size_t to = 0; to < all.size(); ++to)
        QTest::addRow("%s %s to %s", all[from].name.data(), qPrintable(file), all[to].name.data())
            << recorded(all[from].name).filePath(file) << int(from) << int(to);
  }
}

// What a caller can be told of it: Anthropic's API has no block for images, a text says so.
chat::Answer tellable(chat::Answer answer, const Known& caller) {
  if (caller.name != "anthropic") return answer;
  for (chat::Choice& choice : answer.choices)
    for (chat::Part& part : choice.content)
      if (const auto* media = chat::as<chat::Media>(part))
        part.what = chat::Text{anthropic::wordsFor(*media), {}};
  return answer;
}

}  // namespace

class CodecPairsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void streamSaysTheSameInEveryDialect_data() { pairs("*.events"); }
  void streamSaysTheSameInEveryDialect();
  void wholeAnswerSaysTheSameInEveryDialect_data() { pairs("*.json"); }
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
  QCOMPARE(told(assembled(caller, dataOf(bytes))),
           told(tellable(assembled(provider, events), codecs()[std::size_t(to)])));
}

void CodecPairsTest::wholeAnswerSaysTheSameInEveryDialect() {
  QFETCH(QString, file);
  QFETCH(int, from);
  QFETCH(int, to);
  const Codec& provider = codecs()[std::size_t(from)].codec;
  const Codec& caller = codecs()[std::size_t(to)].codec;
  const auto answer = provider.readAnswer(contents(file));
  QVERIFY2(answer, answer ? "" : answer.error().message.c_str());
  const auto again = caller.readAnswer(caller.writeAnswer(*answer, answerName()));
  QVERIFY(again);
  QCOMPARE(told(*again), told(tellable(*answer, codecs()[std::size_t(to)])));
}

void CodecPairsTest::streamSaysWhatTheWholeAnswerSays() {
  const Known& known = codecs().front();
  const auto events = eventsOf(recorded(known.name).filePath(QStringLiteral("tool-call.events")));
  const auto answer = assembled(known.codec, events);
  const auto again = known.codec.readAnswer(known.codec.writeAnswer(answer, answerName()));
  QVERIFY(again);
  QCOMPARE(told(*again), told(answer));
}

void CodecPairsTest::recordingsSayWhatAPersonReadsInThem() {
  const auto& anthropic = codecs()[1];
  const auto events =
      eventsOf(recorded(anthropic.name).filePath(QStringLiteral("tool-without-arguments.events")));
  QCOMPARE(told(assembled(anthropic.codec, events)),
           std::string("text: I'll update the issue list for you.\n"
                       "call toolu_01QE1WLsSVp5hy5Q3GmGTmjP updateIssueList {}\n"
                       "finish 3\n"
                       "usage 565 of that cached 0, answered 48\n"));
  const auto& chat = codecs()[0];
  const std::string said = told(assembled(
      chat.codec, eventsOf(recorded(chat.name).filePath(QStringLiteral("tool-call.events")))));
  QVERIFY2(said.ends_with("finish 3\nusage 339 of that cached 320, answered 83\n"), said.c_str());
  QVERIFY2(said.starts_with("thinking: "), said.c_str());
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
