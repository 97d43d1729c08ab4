// Server-sent events in pieces of any size, and their limits.
#include "ui/client/sse_parser.h"

#include <QTest>

#include "tests/support/test_main.h"

using namespace sb::ui;

namespace {

// "name|data|id" of each event.
QByteArrayList shown(const QList<SseEvent>& events) {
  QByteArrayList all;
  for (const SseEvent& event : events)
    all.append(event.name + '|' + event.data + '|' + event.id);
  return all;
}

}  // namespace

class SseParserTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void readsEvents_data();
  void readsEvents();
  void piecesMakeNoDifference_data() { readsEvents_data(); }
  void piecesMakeNoDifference();
  void aLineHasALimit();
  void anEventHasALimit();
  void theIdStaysAfterARestart();
};

void SseParserTest::readsEvents_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<QByteArrayList>("events");
  const auto row = [](const char* name, const QByteArray& text, const QByteArrayList& events) {
    QTest::newRow(name) << text << events;
  };
  row("plain", "event: a\nid: 1\ndata: x\n\n", {"a|x|1"});
  row("no name", "data: x\n\n", {"message|x|"});
  row("lines", "data: x\ndata:y\ndata\n\n", {"message|x\ny\n|"});
  row("carriage returns", "event: a\rdata: x\r\rdata: y\r\n\r\n", {"a|x|", "message|y|"});
  row("comments", ": hi\n\n:\ndata: x\n\n", {"message|x|"});
  row("no data", "event: a\n\ndata: x\n\n", {"message|x|"});
  row("empty data", "data:\n\n", {"message||"});
  row("byte order mark",
      "\xEF\xBB\xBF"
      "data: x\n\n",
      {"message|x|"});
  row("the id stays", "id: 1\ndata: x\n\ndata: y\n\n", {"message|x|1", "message|y|1"});
  row("an id with a zero", QByteArray("id: a\0b\ndata: x\n\n", 17), {"message|x|"});
  row("unknown fields", "retry: 1000\nfoo: bar\ndata: x\n\n", {"message|x|"});
  row("one space only", "data:  x\n\n", {"message| x|"});
  row("colons", "data: a:b: c\n\n", {"message|a:b: c|"});
  row("unfinished", "data: x\n", {});
  row("cut in a line", "data: x\n\ndata: y", {"message|x|"});
}

void SseParserTest::readsEvents() {
  QFETCH(QByteArray, text);
  QFETCH(QByteArrayList, events);
  SseParser parser;
  QCOMPARE(shown(parser.feed(text)), events);
  QVERIFY(!parser.failed());
}

void SseParserTest::piecesMakeNoDifference() {
  QFETCH(QByteArray, text);
  QFETCH(QByteArrayList, events);
  for (qsizetype size = 1; size <= 3; ++size) {
    SseParser parser;
    QList<SseEvent> got;
    for (qsizetype at = 0; at < text.size(); at += size)
      got += parser.feed(text.mid(at, size));
    QCOMPARE(shown(got), events);
  }
}

void SseParserTest::aLineHasALimit() {
  SseParser parser(10, 100);
  QCOMPARE(parser.feed("data: 1234\n\n").size(), 1);
  QVERIFY(!parser.failed());
  QVERIFY(parser.feed("data: 12").isEmpty());
  QVERIFY(parser.feed("345\n\n").isEmpty());
  QVERIFY(parser.failed());
  QVERIFY(parser.feed("\n\ndata: 1\n\n").isEmpty());
}

void SseParserTest::anEventHasALimit() {
  SseParser parser(20, 20);
  QVERIFY(parser.feed("data: 123456789\ndata: 123456789\ndata: 123456789\n").isEmpty());
  QVERIFY(parser.failed());
}

void SseParserTest::theIdStaysAfterARestart() {
  SseParser parser;
  parser.feed("id: 7\ndata: x\n\ndata: half");
  parser.restart();
  QCOMPARE(parser.lastId(), QByteArray("7"));
  QCOMPARE(shown(parser.feed("data: y\n\n")), QByteArrayList{"message|y|7"});
}

SB_TEST(SseParserTest);
#include "sse_parser_test.moc"
