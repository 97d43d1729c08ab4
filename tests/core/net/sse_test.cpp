#include "core/net/sse.h"

#include <QTest>
#include <random>
#include <string>
#include <vector>

#include "tests/support/test_main.h"

Q_DECLARE_METATYPE(std::string)

namespace {

using sb::net::SseEnd;
using sb::net::SseEvent;
using sb::net::SseParser;
using sb::net::SseSink;

struct Item {
  std::string type, data, id, raw;
  bool comment = false;
  bool operator==(const Item&) const = default;
};

struct Collect : SseSink {
  bool event(const SseEvent& e) override {
    items.push_back({std::string(e.type), std::string(e.data), std::string(e.id),
                     std::string(e.raw), e.comment});
    raws.push_back(e.raw);
    return items.size() < stopAfter;
  }
  std::string joined() const {
    std::string all;
    for (const Item& item : items)
      all += item.raw;
    return all;
  }
  std::vector<Item> items;
  std::vector<std::string_view> raws;
  std::size_t stopAfter = 1'000'000;
};

struct Parsed {
  std::vector<Item> items;
  SseEnd end = SseEnd::Clean;
  bool operator==(const Parsed&) const = default;
};

Parsed parse(const std::vector<std::string>& pieces) {
  SseParser parser;
  Collect sink;
  for (const std::string& piece : pieces)
    if (!parser.feed(piece, sink)) qFatal("feed failed");
  const auto end = parser.finish(sink);
  if (!end) qFatal("finish failed");
  std::string all;
  for (const std::string& piece : pieces)
    all += piece;
  if (sink.joined() != all) qFatal("raw bytes differ from what was fed");
  return {sink.items, *end};
}

Parsed parse(const std::string& bytes) { return parse(std::vector<std::string>{bytes}); }

std::vector<std::string> bytesOf(const std::string& text) {
  std::vector<std::string> out;
  for (const char c : text)
    out.emplace_back(1, c);
  return out;
}

const char* const kTranscripts[] = {
    "data: {\"a\":1}\n\ndata: {\"b\":2}\n\ndata: [DONE]\n\n",
    "data: {\"a\":1}\r\n\r\ndata: {\"b\":2}\r\n\r\n",
    "data: {\"a\":1}\r\rdata: {\"b\":2}\r\r",
    "\xef\xbb\xbf"
    "data: first\n\ndata:second\n\n",
    ": ping\n\nevent: message_start\nid: 7\ndata: one\ndata: two\n\nretry: 3000\n\n\n\ndata\n\n",
    "data: a\r\n\ndata: b\n\r\ndata: c\r\r\ndata: d\n\r",
    "data: a\r\rdata: b\n\ndata: c\r\n\r\ndata: d\r\r\n\n",
    "data: Gr\xc3\xbc\xc3\x9f\x65 \xe6\x97\xa5\xe6\x9c\xac \xf0\x9f\x9a\x80\n\ndata: "
    "\xf0\x9f\x98\x80\n\n",
    "event: e\ndata: x\n: inside\nunknown: y\ndata\n\ndata: no end",
    "data: half\n",
    "\r\n\r\n: c\r\n\r\ndata:  two spaces\r\n\r\n",
    "data: x\r\r\n",
    "",
};

class SseTest : public QObject {
  Q_OBJECT

 private slots:
  void readsFields_T25_data();
  void readsFields_T25();
  void cutAnywhereGivesTheSameEvents_T23_data();
  void cutAnywhereGivesTheSameEvents_T23();
  void cutInsideCharactersKeepsThem_T24();
  void randomCutsOfRandomStreamsAgree_T23();
  void largeLinePasses_T26();
  void longLineIsAnError_T26();
  void longEventIsAnError_T26();
  void missingBlankLineIsUnterminated_T27();
  void stopsWhenTheSinkWantsNoMore_T28();
  void wholeEventIsNotCopied();
  void rawStaysValidUntilTheNextFeed();
  void bareCrEventsAreNotHeldBack();
};

void SseTest::readsFields_T25_data() {
  QTest::addColumn<std::string>("bytes");
  QTest::addColumn<std::string>("type");
  QTest::addColumn<std::string>("data");
  QTest::addColumn<std::string>("id");
  QTest::addColumn<bool>("comment");
  const auto row = [](const char* name, std::string bytes, std::string type, std::string data,
                      std::string id = "", bool comment = false) {
    QTest::newRow(name) << bytes << type << data << id << comment;
  };
  row("T25 LF", "data: x\n\n", "", "x");
  row("T25 CRLF", "data: x\r\n\r\n", "", "x");
  row("T25 CR", "data: x\r\r", "", "x");
  row("T25 byte order mark",
      "\xef\xbb\xbf"
      "data: x\n\n",
      "", "x");
  row("T25 no space", "data:x\n\n", "", "x");
  row("T25 one space only", "data:  x \n\n", "", " x ");
  row("T25 several data lines", "data: a\ndata:\ndata: b\n\n", "", "a\n\nb");
  row("T25 event and id", "event: delta\nid: 5\ndata: x\n\n", "delta", "x", "5");
  row("T25 retry", "retry: 10\ndata: x\n\n", "", "x");
  row("T25 id with NUL is ignored", std::string("id: a\0b\ndata: x\n\n", 17), "", "x");
  row("T25 comment inside", "data: a\n: no\ndata: b\n\n", "", "a\nb");
  row("T25 comment alone", ": ping\n\n", "", "", "", true);
  row("T25 event without data", "event: ping\n\n", "ping", "", "", true);
  row("T25 empty data", "data:\n\n", "", "");
  row("T25 field without colon", "data\n\n", "", "");
  row("T25 blank line", "\n", "", "", "", true);
  row("T28 done", "data: [DONE]\n\n", "", "[DONE]");
  row("T28 done without space", "data:[DONE]\n\n", "", "[DONE]");
}

void SseTest::readsFields_T25() {
  QFETCH(std::string, bytes);
  const Parsed parsed = parse(bytes);
  QCOMPARE(parsed.items.size(), std::size_t(1));
  QVERIFY(parsed.end == SseEnd::Clean);
  const Item& item = parsed.items.front();
  QTEST(item.type, "type");
  QTEST(item.data, "data");
  QTEST(item.id, "id");
  QTEST(item.comment, "comment");
}

void SseTest::cutAnywhereGivesTheSameEvents_T23_data() {
  QTest::addColumn<std::string>("bytes");
  int n = 0;
  for (const char* text : kTranscripts)
    QTest::addRow("T23 transcript %d", n++) << std::string(text);
}

void SseTest::cutAnywhereGivesTheSameEvents_T23() {
  QFETCH(std::string, bytes);
  const Parsed whole = parse(bytes);
  QVERIFY(parse(bytesOf(bytes)) == whole);
  for (std::size_t a = 0; a <= bytes.size(); ++a)
    for (std::size_t b = a; b <= bytes.size(); ++b)
      QVERIFY(parse({bytes.substr(0, a), bytes.substr(a, b - a), bytes.substr(b)}) == whole);
}

void SseTest::cutInsideCharactersKeepsThem_T24() {
  const std::string text = "\xc3\xbc\xe6\x97\xa5\xf0\x9f\x9a\x80";
  const std::string bytes = "data: " + text + "\n\n";
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    const Parsed parsed = parse({bytes.substr(0, cut), bytes.substr(cut)});
    QCOMPARE(parsed.items.size(), std::size_t(1));
    QCOMPARE(parsed.items[0].data, text);
  }
}

void SseTest::randomCutsOfRandomStreamsAgree_T23() {
  std::mt19937 random(7);
  const std::vector<std::string> words = {"data:",    "data: x",      "\n",       "\r",
                                          "\r\n",     "\n\n",         ":",        "id: 1",
                                          "event: e", "\xef\xbb\xbf", "\xf0\x9f", "y"};
  for (int round = 0; round < 3000; ++round) {
    std::string bytes;
    for (std::size_t n = random() % 14; n > 0; --n)
      bytes += words[random() % words.size()];
    const Parsed whole = parse(bytes);
    QVERIFY(parse(bytesOf(bytes)) == whole);
    const std::size_t cut = random() % (bytes.size() + 1);
    QVERIFY(parse({bytes.substr(0, cut), bytes.substr(cut)}) == whole);
  }
}

void SseTest::largeLinePasses_T26() {
  const std::string data(5 * 1024 * 1024, 'a');
  const std::string bytes = "data: " + data + "\n\n";
  std::vector<std::string> pieces;
  for (std::size_t at = 0; at < bytes.size(); at += 16384)
    pieces.push_back(bytes.substr(at, 16384));
  const Parsed parsed = parse(pieces);
  QCOMPARE(parsed.items.size(), std::size_t(1));
  QVERIFY(parsed.items[0].data == data);
}

void SseTest::longLineIsAnError_T26() {
  SseParser parser(100);
  Collect sink;
  QVERIFY(parser.feed("data: ok\n\n", sink));
  const auto fed = parser.feed("data: " + std::string(95, 'x'), sink);
  QVERIFY(!fed);
  QVERIFY(fed.error().kind == sb::ErrorKind::UpstreamTooLarge);
  QVERIFY(!parser.feed("\n\n", sink));
  QVERIFY(!parser.finish(sink));
  QCOMPARE(sink.items.size(), std::size_t(1));
}

void SseTest::longEventIsAnError_T26() {
  for (const std::string end : {"", "\n"}) {
    SseParser parser(100);
    Collect sink;
    std::string bytes;
    for (int i = 0; i < 20; ++i)
      bytes += "data: x\n";
    QVERIFY(!parser.feed(bytes + end, sink));
    QVERIFY(sink.items.empty());
  }
  SseParser parser(100);
  Collect sink;
  QVERIFY(!parser.feed("data: " + std::string(95, 'x') + "\n\n", sink));
}

void SseTest::missingBlankLineIsUnterminated_T27() {
  for (const std::string bytes : {"data: x", "data: x\n", "data: x\r", "data: x\r\n"}) {
    const Parsed parsed = parse(bytes);
    QVERIFY(parsed.end == SseEnd::Unterminated);
    QCOMPARE(parsed.items.size(), std::size_t(1));
    QCOMPARE(parsed.items[0].data, std::string("x"));
    QVERIFY(!parsed.items[0].comment);
  }
  QVERIFY(parse("data: x\n\r").end == SseEnd::Clean);
  SseParser parser;
  Collect sink;
  QVERIFY(parser.feed("data: x", sink));
  QVERIFY(*parser.finish(sink) == SseEnd::Unterminated);
  QVERIFY(*parser.finish(sink) == SseEnd::Clean);
}

void SseTest::stopsWhenTheSinkWantsNoMore_T28() {
  SseParser parser;
  Collect sink;
  sink.stopAfter = 2;
  QVERIFY(parser.feed("data: a\n\ndata: [DONE]\n\ndata: extra\n\n", sink));
  QVERIFY(parser.feed("data: more\n\n", sink));
  QVERIFY(*parser.finish(sink) == SseEnd::Clean);
  QVERIFY(parser.stopped());
  QCOMPARE(sink.items.size(), std::size_t(2));
}

void SseTest::wholeEventIsNotCopied() {
  SseParser parser;
  Collect sink;
  const std::string bytes = "data: a\n\ndata: b\n\ndat";
  QVERIFY(parser.feed(bytes, sink));
  QCOMPARE(sink.raws.size(), std::size_t(2));
  QVERIFY(sink.raws[0].data() == bytes.data());
  QVERIFY(sink.raws[1].data() == bytes.data() + 9);
  QCOMPARE(parser.held(), std::size_t(3));
}

void SseTest::rawStaysValidUntilTheNextFeed() {
  SseParser parser;
  Collect sink;
  QVERIFY(parser.feed("data: a long enough event", sink));
  QVERIFY(parser.feed(" in two\n\ndata: b\n\ndata: rest", sink));
  QCOMPARE(std::string(sink.raws[0]), std::string("data: a long enough event in two\n\n"));
  QCOMPARE(std::string(sink.raws[1]), std::string("data: b\n\n"));
}

void SseTest::bareCrEventsAreNotHeldBack() {
  SseParser parser;
  Collect sink;
  QVERIFY(parser.feed("data: a\r\rdata: b\r\r", sink));
  QCOMPARE(sink.items.size(), std::size_t(2));
}

SB_TEST(SseTest);

}  // namespace

#include "sse_test.moc"
