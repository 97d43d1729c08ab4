#include "core/net/http_parser.h"

#include <QTest>
#include <random>

#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::net;

namespace {

struct Text final : BodySink {
  void bodyPart(std::string_view bytes) override { text += bytes; }
  std::string text;
};

// What a parser made of a message, comparable.
struct Seen {
  bool done = false;
  bool failed = false;
  ErrorKind kind = ErrorKind::Internal;
  std::string head, body;
  std::size_t taken = 0;

  bool operator==(const Seen&) const = default;
};

std::string shown(const Headers& headers) {
  std::string out;
  for (std::size_t i = 0; i < headers.size(); ++i)
    out.append(headers.name(i)).append("=").append(headers.value(i)).append("\n");
  return out;
}

template <class Parser>
void finish(Seen& seen, const Parser& parser, const std::string& body) {
  seen.done = parser.done();
  seen.body = body;
  if (parser.headDone()) seen.head += shown(parser.head().headers);
}

// Feeds as a connection does: what was not taken comes again with the next piece.
template <class Parser>
Seen feedIn(Parser& parser, const std::vector<std::string_view>& pieces) {
  Seen seen;
  Text sink;
  std::string held;
  for (const std::string_view piece : pieces) {
    held += piece;
    for (;;) {
      if (held.empty() || parser.done()) break;
      const Result<std::size_t> taken = parser.feed(held, sink);
      if (!taken) {
        seen.failed = true;
        seen.taken = 0;
        seen.kind = taken.error().kind;
        return seen;
      }
      seen.taken += *taken;
      held.erase(0, *taken);
      if (*taken == 0) break;
    }
  }
  finish(seen, parser, sink.text);
  return seen;
}

Seen request(const std::vector<std::string_view>& pieces, std::uint64_t limit = 65'536) {
  RequestParser parser(limit);
  Seen seen = feedIn(parser, pieces);
  if (parser.headDone() && !seen.failed)
    seen.head = parser.head().method + " " + parser.head().target + "\n" + seen.head;
  return seen;
}

Seen response(const std::vector<std::string_view>& pieces) {
  ResponseParser parser;
  Seen seen = feedIn(parser, pieces);
  if (parser.headDone()) seen.head = std::to_string(parser.head().status) + "\n" + seen.head;
  return seen;
}

std::vector<std::string_view> bytewise(std::string_view text) {
  std::vector<std::string_view> pieces;
  for (std::size_t i = 0; i < text.size(); ++i)
    pieces.push_back(text.substr(i, 1));
  return pieces;
}

constexpr std::string_view kPlain =
    "POST /v1/chat?beta=true HTTP/1.1\r\nHost: a\r\nX-Empty:\r\nContent-Length: 11\r\n\r\nhello "
    "world";
constexpr std::string_view kChunked =
    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    "5;name=value;q=\"a;b\"\r\nhello\r\n6\r\n world\r\n0\r\nX-Trailer: t\r\nX-More: m\r\n\r\n";

std::string withLine(std::string_view line, std::string_view rest = "") {
  return "POST / HTTP/1.1\r\nHost: a\r\n" + std::string(line) + "\r\n\r\n" + std::string(rest);
}

}  // namespace

class HttpParserTest : public QObject {
  Q_OBJECT

 private slots:
  void T01_splitAnywhereEqualsOnePiece_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("length") << QByteArray(kPlain.data(), int(kPlain.size()));
    QTest::newRow("chunked") << QByteArray(kChunked.data(), int(kChunked.size()));
    QTest::newRow("bodiless") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  }
  void T01_splitAnywhereEqualsOnePiece() {
    QFETCH(QByteArray, text);
    const std::string_view all(text.constData(), static_cast<std::size_t>(text.size()));
    const Seen whole = request({all});
    QVERIFY(whole.done);
    QCOMPARE(whole.taken, all.size());
    for (std::size_t cut = 1; cut < all.size(); ++cut)
      QVERIFY2(request({all.substr(0, cut), all.substr(cut)}) == whole,
               qPrintable(QString::number(cut)));
    QVERIFY(request(bytewise(all)) == whole);
  }

  void T02_readsChunksWithExtensionsAndTrailers() {
    const Seen seen = request({kChunked});
    QVERIFY(seen.done);
    QCOMPARE(seen.body, std::string("hello world"));
  }

  void stopsBehindTheHeadAndBehindTheMessage() {
    RequestParser parser(65'536);
    Text sink;
    const std::string two = std::string(kPlain) + "GET /next HTTP/1.1\r\nHost: a\r\n\r\n";
    const auto head = parser.feed(two, sink);
    QVERIFY(head && parser.headDone() && !parser.done());
    QVERIFY(sink.text.empty());
    const auto body = parser.feed(std::string_view(two).substr(*head), sink);
    QVERIFY(body && parser.done());
    QCOMPARE(*head + *body, kPlain.size());
    QCOMPARE(sink.text, std::string("hello world"));
    parser.start();
    QVERIFY(!parser.begun());
    QVERIFY(parser.feed(std::string_view(two).substr(*head + *body), sink));
    QCOMPARE(parser.head().target, std::string("/next"));
  }

  void T03_refusesAmbiguousFraming_data() {
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, const std::string& text) {
      QTest::newRow(name) << QByteArray::fromStdString(text);
    };
    const std::string chunks = "3\r\nabc\r\n0\r\n\r\n";
    row("length and chunked", withLine("Content-Length: 3\r\nTransfer-Encoding: chunked", chunks));
    row("chunked and length", withLine("Transfer-Encoding: chunked\r\nContent-Length: 3", chunks));
    row("xchunked", withLine("Transfer-Encoding: xchunked", chunks));
    row("identity", withLine("Transfer-Encoding: identity", chunks));
    row("chunked, identity", withLine("Transfer-Encoding: chunked, identity", chunks));
    row("identity, chunked", withLine("Transfer-Encoding: identity, chunked", chunks));
    row("gzip, chunked", withLine("Transfer-Encoding: gzip, chunked", chunks));
    row("chunked, chunked", withLine("Transfer-Encoding: chunked, chunked", chunks));
    row("empty coding", withLine("Transfer-Encoding:", chunks));
    row("two codings",
        withLine("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", chunks));
    row("coding with a tab", withLine("Transfer-Encoding: \x0b"
                                      "chunked",
                                      chunks));
    row("two equal lengths", withLine("Content-Length: 3\r\nContent-Length: 3", "abc"));
    row("two lengths", withLine("Content-Length: 3\r\nContent-Length: 4", "abcd"));
    row("list of lengths", withLine("Content-Length: 3, 3", "abc"));
    row("signed length", withLine("Content-Length: +3", "abc"));
    row("negative length", withLine("Content-Length: -3", "abc"));
    row("hex length", withLine("Content-Length: 0x3", "abc"));
    row("length over 64 bits", withLine("Content-Length: 99999999999999999999999", "abc"));
    row("empty length", withLine("Content-Length:", "abc"));
    row("space before the colon", withLine("Content-Length : 3", "abc"));
    row("HTTP/1.0 with chunked",
        "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks);
    row("no host", "GET / HTTP/1.1\r\nX: y\r\n\r\n");
    row("two hosts", withLine("Host: b"));
    row("two equal hosts", withLine("Host: a"));
    row("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    row("TLS hello", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15));
    row("bare line feeds", "GET / HTTP/1.1\nHost: a\n\r\n\r\n");
    row("no version", "GET /\r\nHost: a\r\n\r\n");
    row("control character in a value", withLine(std::string("X: a\0b", 6)));
    row("chunk size with a sign", withLine("Transfer-Encoding: chunked", "+3\r\nabc\r\n0\r\n\r\n"));
    row("chunk size with 0x", withLine("Transfer-Encoding: chunked", "0x3\r\nabc\r\n0\r\n\r\n"));
    row("chunk size over 64 bits",
        withLine("Transfer-Encoding: chunked", "FFFFFFFFFFFFFFFFFF\r\nabc\r\n0\r\n\r\n"));
    row("folded field", withLine("X: a\r\n b"));
    row("field before the first", "GET / HTTP/1.1\r\n X: a\r\nHost: a\r\n\r\n");
    row("bare carriage return", withLine("X: a\rY: b"));
    row("line feed in a name", withLine("X\n: a"));
    row("no name", withLine(": a"));
    row("no colon", withLine("X"));
    row("two spaces in the first line", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n");
    row("space in the target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n");
    row("control character in the target", "GET /\x7f HTTP/1.1\r\nHost: a\r\n\r\n");
    row("two empty lines first", "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
    row("space behind a chunk's size",
        withLine("Transfer-Encoding: chunked", "3 \r\nabc\r\n0\r\n\r\n"));
    row("bare line feed behind a chunk's size",
        withLine("Transfer-Encoding: chunked", "3\nabc\r\n0\r\n\r\n"));
    row("bare line feed in an extension",
        withLine("Transfer-Encoding: chunked", "3;a\nb\r\nabc\r\n0\r\n\r\n"));
    row("endless extension",
        withLine("Transfer-Encoding: chunked", "3;" + std::string(5'000, 'a') + "\r\nabc"));
    row("trailer that is no field", withLine("Transfer-Encoding: chunked", "0\r\nnothing\r\n\r\n"));
    row("chunk longer than it says",
        withLine("Transfer-Encoding: chunked", "2\r\nabc\r\n0\r\n\r\n"));
  }
  void T03_refusesAmbiguousFraming() {
    QFETCH(QByteArray, text);
    const std::string_view all(text.constData(), static_cast<std::size_t>(text.size()));
    const Seen whole = request({all});
    QVERIFY(whole.failed);
    QCOMPARE(whole.kind, ErrorKind::BadRequest);
    QVERIFY(request(bytewise(all)) == whole);
  }

  // Bytes changed, dropped and doubled: whatever becomes of them, it is the same however they come.
  void T01_damagedRequestsReadTheSameInPieces() {
    std::mt19937 random(7);
    const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
    constexpr std::string_view kOdd = "\r\n\t :;,0a\x00\x7f\xff";
    for (int round = 0; round < 5'000; ++round) {
      std::string text(round % 2 == 0 ? kPlain : kChunked);
      for (std::size_t i = 0; i <= below(3); ++i) {
        const std::size_t at = below(text.size());
        switch (below(3)) {
          case 0:
            text[at] = kOdd[below(kOdd.size())];
            break;
          case 1:
            text.erase(at, 1);
            break;
          default:
            text.insert(at, 1, text[at]);
        }
      }
      const Seen whole = request({text});
      const std::size_t cut = below(text.size());
      const std::string_view all = text;
      QVERIFY2(request({all.substr(0, cut), all.substr(cut)}) == whole, text.c_str());
      QVERIFY2(request(bytewise(text)) == whole, text.c_str());
    }
  }

  void T03_garbageIsRefusedBeforeItsLineEnds_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("TLS hello") << QByteArray("\x16\x03\x01\x02", 4);
    QTest::newRow("colon") << QByteArray("Host: a");
    QTest::newRow("space") << QByteArray(" GET /");
  }
  void T03_garbageIsRefusedBeforeItsLineEnds() {
    QFETCH(QByteArray, text);
    const Seen seen = request({{text.constData(), static_cast<std::size_t>(text.size())}});
    QVERIFY(seen.failed);
    QCOMPARE(seen.kind, ErrorKind::BadRequest);
  }

  void acceptsWhatIsUnambiguous_data() {
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, const std::string& text) {
      QTest::newRow(name) << QByteArray::fromStdString(text);
    };
    row("coding in capitals", withLine("transfer-encoding: Chunked", "0\r\n\r\n"));
    row("HTTP/1.0 without host", "GET / HTTP/1.0\r\n\r\n");
    row("absolute target", "GET http://a/v1/models HTTP/1.1\r\nHost: a\r\n\r\n");
    row("length 0", withLine("Content-Length: 0"));
    row("empty line first", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
    row("space around a value", withLine("X: \t a \t "));
    row("bytes above ASCII", withLine("X: \xc3\xa4"));
    row("space before an extension",
        withLine("Transfer-Encoding: chunked", "1 ;a=b\r\nx\r\n0\r\n\r\n"));
    row("empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n");
  }
  void acceptsWhatIsUnambiguous() {
    QFETCH(QByteArray, text);
    const Seen seen = request({{text.constData(), static_cast<std::size_t>(text.size())}});
    QVERIFY(!seen.failed);
    QVERIFY(seen.done);
  }

  void refusesHeadsOverTheLimit() {
    const std::string large = withLine("X-Large: " + std::string(5000, 'x'));
    const Seen whole = request({large}, 4096);
    QVERIFY(whole.failed);
    QCOMPARE(whole.kind, ErrorKind::HeadTooLarge);
    QVERIFY(request(bytewise(large), 4096) == whole);
    QVERIFY(request({large}, 8192).done);
  }

  void tellsWhetherTheConnectionStays_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("keep");
    QTest::newRow("1.1") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n\r\n") << true;
    QTest::newRow("1.1 close") << QByteArray(
                                      "GET / HTTP/1.1\r\nHost: a\r\nConnection: x, Close\r\n\r\n")
                               << false;
    QTest::newRow("1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n") << false;
    QTest::newRow("1.0 keep-alive")
        << QByteArray("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n") << true;
  }
  void tellsWhetherTheConnectionStays() {
    QFETCH(QByteArray, text);
    QFETCH(bool, keep);
    RequestParser parser(65'536);
    Text sink;
    QVERIFY(parser.feed(text.toStdString(), sink));
    QCOMPARE(parser.head().keepAlive, keep);
  }

  void T04_expectationHoldsInHttp11Only() {
    for (const auto& [version, expected] : {std::pair{"1.1", true}, std::pair{"1.0", false}}) {
      RequestParser parser(65'536);
      Text sink;
      QVERIFY(parser.feed(std::string("POST / HTTP/") + version +
                              "\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 3\r\n\r\n",
                          sink));
      QCOMPARE(parser.head().expectContinue, expected);
    }
  }

  void T05_skipsInterimAnswers() {
    const std::string all =
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    const Seen whole = response({all});
    QVERIFY(whole.done);
    QCOMPARE(whole.head, std::string("200\nContent-Length=2\n"));
    QCOMPARE(whole.body, std::string("ok"));
    for (std::size_t cut = 1; cut < all.size(); ++cut)
      QVERIFY(response({std::string_view(all).substr(0, cut), std::string_view(all).substr(cut)}) ==
              whole);
    QVERIFY(response(bytewise(all)) == whole);
  }

  void bodyMayEndWithTheConnection() {
    ResponseParser parser;
    Text sink;
    const std::string all = "HTTP/1.1 200 OK\r\n\r\npart one, ";
    const auto head = parser.feed(all, sink);
    QVERIFY(head);
    QVERIFY(parser.feed(std::string_view(all).substr(*head), sink));
    QVERIFY(!parser.done());
    QVERIFY(!parser.head().keepAlive);
    QVERIFY(parser.finish());
    QVERIFY(parser.done());
    QCOMPARE(sink.text, std::string("part one, "));
  }

  void cutAnswerIsAnError_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("length") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc");
    QTest::newRow("chunked") << QByteArray(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
    QTest::newRow("last chunk without its end")
        << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n");
    QTest::newRow("head") << QByteArray("HTTP/1.1 200 OK\r\nConte");
    QTest::newRow("nothing") << QByteArray("");
  }
  void cutAnswerIsAnError() {
    QFETCH(QByteArray, text);
    const std::string all = text.toStdString();
    ResponseParser parser;
    Text sink;
    std::string_view rest = all;
    for (int i = 0; i < 3 && !rest.empty(); ++i) {
      const auto taken = parser.feed(rest, sink);
      QVERIFY(taken);
      rest.remove_prefix(*taken);
    }
    const Status finished = parser.finish();
    QVERIFY(!finished);
    QCOMPARE(finished.error().kind, ErrorKind::UpstreamCut);
  }

  void T06_answersToHeadHaveNoBody() {
    ResponseParser parser;
    parser.start(true);
    Text sink;
    const auto taken = parser.feed("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n", sink);
    QVERIFY(taken);
    QVERIFY(parser.done());
    QCOMPARE(*parser.head().contentLength, std::uint64_t{500});
    QVERIFY(parser.head().keepAlive);
  }

  void garbageIsAProtocolError_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("text") << QByteArray("this is not HTTP\r\n\r\n");
    QTest::newRow("binary") << QByteArray("\x16\x03\x01 not HTTP \xff\r\n\r\n");
    QTest::newRow("status") << QByteArray("HTTP/1.1 2000 OK\r\n\r\n");
    QTest::newRow("both framings")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n");
    QTest::newRow("coding nobody asked for")
        << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n");
    QTest::newRow("text without an end") << QByteArray("this is not HTTP");
    QTest::newRow("two lengths") << QByteArray(
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n");
  }
  void garbageIsAProtocolError() {
    QFETCH(QByteArray, text);
    const Seen seen = response({{text.constData(), static_cast<std::size_t>(text.size())}});
    QVERIFY(seen.failed);
    QCOMPARE(seen.kind, ErrorKind::UpstreamProtocol);
  }

  void headersCompareWithoutCase() {
    Headers headers;
    headers.add("Content-Type", "a/b");
    headers.add("Connection", "Keep-Alive, Upgrade");
    QCOMPARE(headers.get("content-TYPE"), std::string_view("a/b"));
    QVERIFY(headers.hasToken("connection", "upgrade"));
    QVERIFY(!headers.hasToken("connection", "up"));
    QCOMPARE(headers.get("absent"), std::string_view());
    QVERIFY(!validHeaderValue("a\r\nb"));
    QVERIFY(!validHeaderName("a b"));
    QVERIFY(isHopByHop("TRANSFER-encoding"));
  }
};

SB_TEST(HttpParserTest);
#include "http_parser_test.moc"
