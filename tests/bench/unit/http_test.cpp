#include "tests/bench/support/http.h"

#include <QTest>

#include "tests/support/test_main.h"

using sb::bench::ResponseReader;
using State = ResponseReader::State;

namespace {

constexpr const char* kPlain = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\nX: y\r\n\r\nhello";
constexpr const char* kChunked =
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\nA;x=1\r\nlo, wörld\r\n"
    "0\r\nTrailer: t\r\n\r\n";
constexpr const char* kEmpty = "HTTP/1.1 204 No Content\r\n\r\n";

}  // namespace

class HttpTest : public QObject {
  Q_OBJECT

 private slots:
  void readsAResponseCutAnywhere_data() {
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("length") << QByteArray(kPlain) << 200 << QByteArray("hello");
    QTest::newRow("chunked") << QByteArray(kChunked) << 200 << QByteArray("hello, wörld");
    QTest::newRow("no body") << QByteArray(kEmpty) << 204 << QByteArray();
  }

  void readsAResponseCutAnywhere() {
    QFETCH(QByteArray, wire);
    QFETCH(int, status);
    QFETCH(QByteArray, content);
    const std::string_view all(wire.constData(), static_cast<std::size_t>(wire.size()));
    for (std::size_t cut = 1; cut < all.size(); ++cut) {
      ResponseReader reader;
      std::string body;
      QVERIFY(reader.feed(all.substr(0, cut), &body) != State::Done);
      QCOMPARE(reader.feed(all.substr(cut), &body), State::Done);
      QCOMPARE(reader.status(), status);
      QCOMPARE(QByteArray::fromStdString(body), content);
    }
  }

  void readsOneResponseAfterAnother() {
    ResponseReader reader;
    for (const char* wire : {kPlain, kChunked, kEmpty, kPlain})
      QCOMPARE(reader.feed(wire), State::Done);
  }

  void refusesWhatIsNoResponse_data() {
    QTest::addColumn<QByteArray>("wire");
    QTest::newRow("no HTTP") << QByteArray("SSH-2.0-OpenSSH_9.2 hello\r\n\r\n");
    QTest::newRow("bad length") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n");
    QTest::newRow("bad chunk") << QByteArray(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
    QTest::newRow("more than announced") << QByteArray(kPlain) + "!";
  }

  void refusesWhatIsNoResponse() {
    QFETCH(QByteArray, wire);
    ResponseReader reader;
    QCOMPARE(reader.feed(wire.toStdString()), State::Broken);
  }
};

SB_TEST(HttpTest);
#include "http_test.moc"
