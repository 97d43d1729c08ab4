#include <QTest>
#include <thread>

#include "core/ledger/body_packer.h"
#include "core/ledger/mpsc_queue.h"
#include "core/ledger/names.h"
#include "core/ledger/redact.h"
#include "core/ledger/rollup.h"
#include "core/ledger/sleeper.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::ledger;

class LedgerPartsTest : public QObject {
  Q_OBJECT
 private slots:
  void queueKeepsEachProducersOrder();
  void sleeperNeverMissesAWake();
  void namesAreNumberedOnce();
  void namesHaveABound();
  void slotsRoundTowardsThePast();
  void redactsWhatPeopleWrote_data();
  void redactsWhatPeopleWrote();
  void packsAndUnpacksBodies_data();
  void packsAndUnpacksBodies();
  void damagedBodiesAreErrors();
};

namespace {

struct Item {
  Item* next = nullptr;
  int producer = 0, number = 0;
};

}  // namespace

void LedgerPartsTest::queueKeepsEachProducersOrder() {
  constexpr int kThreads = 4, kEach = 20'000;
  MpscQueue<Item> queue;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t)
    threads.emplace_back([&queue, t] {
      for (int i = 0; i < kEach; ++i) {
        auto item = std::make_unique<Item>();
        item->producer = t;
        item->number = i;
        queue.push(std::move(item));
      }
    });
  std::vector<std::unique_ptr<Item>> taken;
  while (taken.size() < kThreads * kEach)
    queue.takeAll(taken);
  for (std::thread& thread : threads)
    thread.join();
  std::array<int, kThreads> expected{};
  for (const auto& item : taken)
    QCOMPARE(item->number, expected[std::size_t(item->producer)]++);
  QVERIFY(queue.empty());
}

void LedgerPartsTest::sleeperNeverMissesAWake() {
  constexpr int kRounds = 20'000;
  Sleeper sleeper;
  std::atomic<int> sent{0}, seen{0};
  std::thread consumer([&] {
    while (seen < kRounds) {
      if (sent > seen)
        ++seen;
      else
        sleeper.idle(Millis{60'000}, [&] { return sent > seen; });
    }
  });
  for (int i = 0; i < kRounds; ++i) {
    ++sent;
    sleeper.wake(false);
    if (i % 16 == 0)
      while (seen < sent)
        std::this_thread::yield();
  }
  consumer.join();
  QCOMPARE(seen.load(), kRounds);
}

void LedgerPartsTest::namesAreNumberedOnce() {
  Names names;
  const NameId one = names.intern(NameKind::Model, "a");
  QCOMPARE(names.intern(NameKind::Model, "a"), one);
  QVERIFY(names.intern(NameKind::Route, "a") != one);
  QCOMPARE(names.intern(NameKind::Model, ""), kNoName);
  QCOMPARE(names.fresh().size(), 2u);
  names.freshWritten();
  QCOMPARE(names.fresh().size(), 0u);
  QCOMPARE(names.text(one), "a");
  QCOMPARE(names.text(-7), "");
  QCOMPARE(names.text(1'000), "");
}

void LedgerPartsTest::namesHaveABound() {
  Names names;
  const auto cap = Names::capOf(NameKind::Url);
  for (std::size_t i = 0; i < cap; ++i)
    QVERIFY(names.intern(NameKind::Url, std::to_string(i)) > 0);
  QCOMPARE(names.intern(NameKind::Url, "one more"), kOther);
  QVERIFY(names.intern(NameKind::Url, "7") > 0);
  QVERIFY(names.intern(NameKind::Model, "m") > 0);
  QCOMPARE(names.intern(NameKind::Model, std::string(5'000, 'x')), kOther);
  QCOMPARE(names.intern(NameKind::Model, "\xff"), kOther);
}

void LedgerPartsTest::slotsRoundTowardsThePast() {
  QCOMPARE(slotOf(0), 0);
  QCOMPARE(slotOf(899'999), 0);
  QCOMPARE(slotOf(900'000), 1);
  QCOMPARE(slotOf(-1), -1);
  QCOMPARE(slotOf(-900'000), -1);
  QCOMPARE(slotOf(-900'001), -2);
}

void LedgerPartsTest::redactsWhatPeopleWrote_data() {
  QTest::addColumn<QByteArray>("body");
  QTest::addColumn<QByteArray>("redacted");
  const auto row = [](const char* name, const char* body, const char* redacted) {
    QTest::newRow(name) << QByteArray(body) << QByteArray(redacted);
  };
  row("chat", R"({"model":"gpt-4o","messages":[{"role":"user","content":"hi there"}],"n":1})",
      R"({"model":"gpt-4o","messages":[{"role":"user","content":"[8 characters]"}],"n":1})");
  row("parts",
      R"({"content":[{"type":"text","text":"h\u00e9"},{"type":"image_url","image_url":{"url":"data:x"}}]})",
      R"({"content":[{"type":"text","text":"[2 characters]"},{"type":"image_url","image_url":{"url":"[6 characters]"}}]})");
  row("tool arguments",
      R"({"tool_calls":[{"id":"c","function":{"name":"f","arguments":"{\"a\":1}"}}]})",
      R"({"tool_calls":[{"id":"c","function":{"name":"f","arguments":"[7 characters]"}}]})");
  row("tool input object", R"({"type":"tool_use","name":"f","input":{"name":"Ann","city":"Ulm"}})",
      R"({"type":"tool_use","name":"f","input":{"name":"[3 characters]","city":"[3 characters]"}})");
  row("embeddings", R"({"input":["one","two"]})",
      R"({"input":["[3 characters]","[3 characters]"]})");
  row("long anywhere",
      R"({"x":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","y":"b"})",
      R"({"x":"[66 characters]","y":"b"})");
  row("empty stays", R"({"content":""})", R"({"content":""})");
  row("stream", "event: e\ndata: {\"delta\":{\"content\":\"hi\"}}\n\ndata: [DONE]\n\n",
      "event: e\ndata: {\"delta\":{\"content\":\"[2 characters]\"}}\n\ndata: [DONE]\n\n");
  row("data that looks like a comment", "data: : secret\n", "data: [8 characters]\n");
  row("JSON lines", "{\"text\":\"a\"}\n{\"text\":\"bc\"}",
      "{\"text\":\"[1 characters]\"}\n{\"text\":\"[2 characters]\"}");
  row("plain", "my secret", "[9 characters]");
  row("nothing", "", "");
}

void LedgerPartsTest::redactsWhatPeopleWrote() {
  QFETCH(QByteArray, body);
  QFETCH(QByteArray, redacted);
  QCOMPARE(redactedBody(body.toStdString()), redacted.toStdString());
}

void LedgerPartsTest::packsAndUnpacksBodies_data() {
  QTest::addColumn<int>("bytes");
  QTest::addColumn<bool>("zstd");
  QTest::addColumn<bool>("preview");
  QTest::newRow("short") << 10 << false << false;
  QTest::newRow("usual") << 3'000 << true << false;
  QTest::newRow("just whole") << 1024 * 1024 << true << false;
  QTest::newRow("large") << 1024 * 1024 + 1 << true << true;
}

void LedgerPartsTest::packsAndUnpacksBodies() {
  QFETCH(int, bytes);
  QFETCH(bool, zstd);
  QFETCH(bool, preview);
  store::ZstdPacker packer;
  Body body;
  // Two bytes a character: a cut must not part them.
  while (body.bytes.size() < std::size_t(bytes))
    body.bytes += "\xc3\xa9";
  body.bytes.resize(std::size_t(bytes));
  const std::string original = body.bytes;
  const PackedBody packed = packBody(body, config::Ledger::Bodies::Full, packer);
  QVERIFY(packed.kept);
  QCOMPARE(packed.zstd, zstd);
  QCOMPARE(packed.preview, preview);
  QCOMPARE(packed.sha256.empty(), !preview);
  const std::string plain = zstd ? *store::zstdUnpack(packed.bytes) : packed.bytes;
  QCOMPARE(plain, preview ? original.substr(0, 64 * 1024) : original);
}

void LedgerPartsTest::damagedBodiesAreErrors() {
  store::ZstdPacker packer;
  std::string packed = packer.pack(std::string(1'000, 'x'));
  QVERIFY(!store::zstdUnpack("").has_value());
  QVERIFY(!store::zstdUnpack("no zstd at all").has_value());
  QVERIFY(!store::zstdUnpack(packed.substr(0, packed.size() - 3)).has_value());
}

SB_TEST(LedgerPartsTest);
#include "parts_test.moc"
