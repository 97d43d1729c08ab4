// What must not stay on the disk: the words of requests that say store: false, and of their answers
// and errors. Wire cases: T84.
#include <zstd.h>

#include <QDirIterator>
#include <QFile>
#include <QTest>

#include "tests/support/dialect_pair.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;

namespace {

// The words in the input decide how the upstream fails; it repeats them all.
std::string repeated(const std::string& words, bool stream) {
  const auto is = [&](const char* way) { return words.find(way) != std::string::npos; };
  const std::string error = R"({"error":{"message":"Bad prompt: )" + words + "\"}}";
  const std::string event = "data: " + error + "\n\n";
  if (is("status")) return Upstream::json(error, 400);
  if (is("page")) return Upstream::json("<p>" + words, 500);
  if (is("error within")) return Upstream::json(error);
  if (is("early event")) return Upstream::stream(event);
  if (is("late event")) return Upstream::stream(Upstream::delta(words) + event);
  if (is("no JSON")) return Upstream::stream(Upstream::delta(words) + "data: " + words + "\n\n");
  if (is("cut")) return Upstream::stream(Upstream::delta(words));
  if (stream) return Upstream::stream(Upstream::delta(words) + Upstream::finish());
  return Upstream::json(Upstream::completion(words));
}

void repeat(RawSocket& socket, const Upstream::Request& request) {
  const bool stream = request.body.find("\"stream\":true") != std::string::npos;
  socket.send(repeated(stringAt(parsed(request.body), "/messages/0/content"), stream));
}

// All that is packed in a file, one after another.
QByteArray unpacked(const QByteArray& file) {
  const QByteArray magic("\x28\xB5\x2F\xFD", 4);
  QByteArray all;
  for (qsizetype at = file.indexOf(magic); at >= 0; at = file.indexOf(magic, at + 1)) {
    const auto size = static_cast<std::size_t>(file.size() - at);
    const std::size_t packed = ZSTD_findFrameCompressedSize(file.constData() + at, size);
    if (ZSTD_isError(packed)) continue;
    QByteArray text(1 << 20, '\0');
    const std::size_t got =
        ZSTD_decompress(text.data(), std::size_t(text.size()), file.constData() + at, packed);
    if (!ZSTD_isError(got)) all += text.first(static_cast<qsizetype>(got)) + '\n';
  }
  return all;
}

QStringList filesWith(const std::string& folder, const std::string& text) {
  QStringList found;
  QDirIterator files(QString::fromStdString(folder), QDir::Files | QDir::Hidden,
                     QDirIterator::Subdirectories);
  while (files.hasNext()) {
    QFile file(files.next());
    if (!file.open(QIODevice::ReadOnly)) continue;
    const QByteArray bytes = file.readAll();
    if (bytes.contains(text.c_str()) || unpacked(bytes).contains(text.c_str()))
      found << file.fileName();
  }
  return found;
}

struct Way {
  const char* words;
  bool stream;
};
constexpr Way kWays[] = {
    {"answer", false}, {"answer", true},        {"status", false},     {"status", true},
    {"page", false},   {"error within", false}, {"early event", true}, {"late event", true},
    {"no JSON", true}, {"cut", true},
};

}  // namespace

class NothingKeptTest : public QObject {
  Q_OBJECT
 private slots:
  void T84_storeFalseLeavesNoWordOnTheDisk();
  void T84_storeFalseIsCachedInMemoryOnly();
  void T84_bodiesThatAreNotKeptCannotBeGoneOnFrom_data();
  void T84_bodiesThatAreNotKeptCannotBeGoneOnFrom();
};

void NothingKeptTest::T84_storeFalseLeavesNoWordOnTheDisk() {
  Upstream upstream(repeat);
  Engine engine(gpt(upstream.port()));
  const std::string dir = engine.home().dir();
  const auto say = [&](const Way& way, const std::string& mark, const std::string& more) {
    const std::string words = std::string(way.words) + " " + mark;
    const std::string members = more + (way.stream ? kStream : "");
    const RawResponse answer = engine.ask(
        "POST", "/v1/responses", R"({"model":"gpt/m","input":")" + words + "\"" + members + "}");
    engine.row(answer);  // is written
  };
  // Words that may be stored are found: in the whole answer, and in what an error says.
  say(kWays[0], "zebrafinch", "");
  say({"status", false}, "kookaburra", "");
  const std::string secret = "nightjar";
  for (const Way& way : kWays)
    say(way, secret, R"(,"store":false)");
  QCOMPARE(upstream.count(), int(std::size(kWays)) + 2);
  engine.stop();
  QVERIFY(!filesWith(dir, "zebrafinch").isEmpty());
  QVERIFY(!filesWith(dir, "kookaburra").isEmpty());
  const QStringList files = filesWith(dir, secret);
  QVERIFY2(files.isEmpty(), qPrintable(files.join(' ')));
}

void NothingKeptTest::T84_storeFalseIsCachedInMemoryOnly() {
  Upstream upstream(repeat);
  Engine engine(
      "ledger: { bodies: none }\n" + gpt(upstream.port()) +
      "routes: [ { name: r, cache: { exact: { ttl: 10m } }, flow: { target: gpt/m } } ]\n");
  const std::string dir = engine.home().dir();
  const auto ask = [&](const char* path, const std::string& body) {
    RawResponse answer = engine.ask("POST", path, body);
    engine.row(answer);
    return answer;
  };
  const std::string chat =
      R"({"model":"r","messages":[{"role":"user","content":"answer zebrafinch"}]})";
  const std::string secret = R"({"model":"r","store":false,"input":"answer nightjar"})";
  for (const char* cache : {"miss", "hit"}) {
    QCOMPARE(ask("/v1/chat/completions", chat).header("x-signalbox-cache"), std::string(cache));
    QCOMPARE(ask("/v1/responses", secret).header("x-signalbox-cache"), std::string(cache));
  }
  engine.stop();
  QVERIFY(!filesWith(dir, "zebrafinch").isEmpty());  // in cache.db
  const QStringList files = filesWith(dir, "nightjar");
  QVERIFY2(files.isEmpty(), qPrintable(files.join(' ')));
}

void NothingKeptTest::T84_bodiesThatAreNotKeptCannotBeGoneOnFrom_data() {
  QTest::addColumn<QByteArray>("bodies");
  QTest::addColumn<int>("status");
  QTest::newRow("all are kept") << QByteArray("full") << 200;
  QTest::newRow("none is kept") << QByteArray("none") << 404;
  QTest::newRow("they are kept without their words") << QByteArray("redacted") << 404;
}

void NothingKeptTest::T84_bodiesThatAreNotKeptCannotBeGoneOnFrom() {
  QFETCH(QByteArray, bodies);
  QFETCH(int, status);
  Upstream upstream(chats());
  Engine engine("ledger: { bodies: " + bodies.toStdString() + " }\n" + gpt(upstream.port()));
  QVERIFY2(engine.started(), "the configuration");
  const RawResponse first =
      engine.ask("POST", "/v1/responses", R"({"model":"gpt/m","input":"one"})");
  QCOMPARE(first.status, 200);
  const std::string id = stringAt(parsed(first.body), "/id");
  const RawResponse second =
      engine.ask("POST", "/v1/responses",
                 R"({"model":"gpt/m","input":"two","previous_response_id":")" + id + "\"}");
  QCOMPARE(second.status, status);
  QCOMPARE(engine.ask("GET", "/v1/responses/" + id).status, status);
  if (status == 200) return;
  const std::string said = stringAt(parsed(second.body), "/error/message");
  QVERIFY2(said.find(id) != std::string::npos, said.c_str());
  QCOMPARE(upstream.count(), 1);
}

SB_TEST(NothingKeptTest);

#include "nothing_kept_test.moc"
