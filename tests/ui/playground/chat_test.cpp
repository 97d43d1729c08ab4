// What is sent, what comes back, and what differs: without a gateway.
#include <QTest>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include "tests/support/test_main.h"
#include "ui/playground/chat_answer.h"
#include "ui/playground/chat_request.h"
#include "ui/playground/text_diff.h"

using namespace sb::ui;

namespace {

QJsonObject sent(const LaneSetup& setup, const QString& system, const QList<Turn>& turns) {
  return QJsonDocument::fromJson(chatBody(setup, system, turns)).object();
}

QString rebuilt(const QList<DiffPiece>& pieces, DiffPiece::Kind without) {
  QString text;
  for (const DiffPiece& piece : pieces)
    if (piece.kind != without) text += piece.text;
  return text;
}

}  // namespace

class ChatTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void sendsOnlyWhatIsSet();
  void sendsPicturesAsDataUrls();
  void takesPicturesByTheirBytes_data();
  void takesPicturesByTheirBytes();
  void refusesHugeFilesUnread();
  void readsEvents_data();
  void readsEvents();
  void readsWholeAnswers();
  void differenceRebuildsBothTexts_data();
  void differenceRebuildsBothTexts();
};

void ChatTest::sendsOnlyWhatIsSet() {
  const QList<Turn> turns{{{QStringLiteral("hi"), {}}, QStringLiteral("hello")},
                          {{QStringLiteral("more"), {}}, {}}};
  const QJsonObject plain = sent({QStringLiteral("m"), {}, {}}, {}, turns);
  QVERIFY(!plain.contains(QStringLiteral("temperature")));
  QVERIFY(!plain.contains(QStringLiteral("max_tokens")));
  QCOMPARE(plain.value(QStringLiteral("messages")).toArray().size(), 3);
  const QJsonObject full = sent({QStringLiteral("m"), 0.0, 7}, QStringLiteral("s"), turns);
  QCOMPARE(full.value(QStringLiteral("temperature")).toDouble(-1), 0.0);
  QCOMPARE(full.value(QStringLiteral("max_tokens")).toInt(), 7);
  QCOMPARE(full.value(QStringLiteral("messages"))
               .toArray()
               .first()
               .toObject()
               .value(QStringLiteral("role"))
               .toString(),
           QStringLiteral("system"));
}

void ChatTest::sendsPicturesAsDataUrls() {
  const Picture picture{QStringLiteral("a.png"), QStringLiteral("image/png"), "abc"};
  const QList<Turn> turns{{{QStringLiteral("what?"), {picture}}, {}}};
  const QJsonArray content = sent({QStringLiteral("m"), {}, {}}, {}, turns)
                                 .value(QStringLiteral("messages"))
                                 .toArray()
                                 .first()
                                 .toObject()
                                 .value(QStringLiteral("content"))
                                 .toArray();
  QCOMPARE(content.size(), 2);
  QCOMPARE(content.at(1)
               .toObject()
               .value(QStringLiteral("image_url"))
               .toObject()
               .value(QStringLiteral("url"))
               .toString(),
           QStringLiteral("data:image/png;base64,YWJj"));
}

void ChatTest::takesPicturesByTheirBytes_data() {
  QTest::addColumn<QByteArray>("bytes");
  QTest::addColumn<QString>("type");
  QTest::newRow("png") << QByteArray("\x89PNG\r\n\x1a\nxx") << QStringLiteral("image/png");
  QTest::newRow("jpeg") << QByteArray("\xff\xd8\xff\xe0") << QStringLiteral("image/jpeg");
  QTest::newRow("gif") << QByteArray("GIF89a..") << QStringLiteral("image/gif");
  QTest::newRow("webp") << QByteArray("RIFF1234WEBPVP8 ") << QStringLiteral("image/webp");
  QTest::newRow("text") << QByteArray("hello") << QString();
  QTest::newRow("nothing") << QByteArray() << QString();
}

void ChatTest::takesPicturesByTheirBytes() {
  QFETCH(QByteArray, bytes);
  QFETCH(QString, type);
  const PictureResult result = pictureFromBytes(QStringLiteral("x"), bytes);
  QCOMPARE(result.picture.has_value(), !type.isEmpty());
  QCOMPARE(result.problem.isEmpty(), !type.isEmpty());
  if (result.picture) QCOMPARE(result.picture->mimeType, type);
}

void ChatTest::refusesHugeFilesUnread() {
  const QTemporaryDir folder;
  QFile file(folder.filePath(QStringLiteral("huge.csv")));
  QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(qint64{1024} * 1024 * 1024));
  QVERIFY(!pictureFromFile(file.fileName()).picture);
  QVERIFY(pictureFromFile(file.fileName()).problem.contains(QStringLiteral("huge.csv")));
  QVERIFY(!pictureFromFile(folder.path()).picture);
  QVERIFY(!pictureFromFile(folder.filePath(QStringLiteral("none"))).problem.isEmpty());
}

void ChatTest::readsEvents_data() {
  QTest::addColumn<QByteArray>("event");
  QTest::addColumn<QString>("text");
  QTest::addColumn<bool>("error");
  QTest::addColumn<bool>("end");
  QTest::newRow("text") << QByteArray(R"({"choices":[{"delta":{"content":"a"}}]})")
                        << QStringLiteral("a") << false << false;
  QTest::newRow("parts") << QByteArray(R"({"choices":[{"delta":{"content":[{"text":"a"}]}}]})")
                         << QStringLiteral("a") << false << false;
  QTest::newRow("refusal") << QByteArray(R"({"choices":[{"delta":{"refusal":"no"}}]})")
                           << QStringLiteral("no") << false << false;
  QTest::newRow("error") << QByteArray(R"({"error":{"message":"m","code":"c"}})") << QString()
                         << true << false;
  QTest::newRow("flat error") << QByteArray(R"({"error":"m"})") << QString() << true << false;
  QTest::newRow("done") << QByteArray("[DONE]") << QString() << false << true;
  QTest::newRow("garbage") << QByteArray("\xff{") << QString() << false << false;
  QTest::newRow("other types") << QByteArray(R"({"choices":{"delta":1},"usage":[]})") << QString()
                               << false << false;
}

void ChatTest::readsEvents() {
  QFETCH(QByteArray, event);
  const ChatPiece piece = chatPieceFromEvent(event);
  QTEST(piece.text, "text");
  QTEST(piece.error, "error");
  QTEST(piece.end, "end");
}

void ChatTest::readsWholeAnswers() {
  const ChatPiece piece = chatPieceFromBody(
      R"({"choices":[{"message":{"content":"a"},"finish_reason":"stop"}],
          "usage":{"prompt_tokens":3,"completion_tokens":4}})");
  QCOMPARE(piece.text, QStringLiteral("a"));
  QCOMPARE(piece.finishReason, QStringLiteral("stop"));
  QCOMPARE(piece.usage->out, 4);
  QVERIFY(piece.end);
  QVERIFY(!chatPieceFromBody("<html>").end);
}

void ChatTest::differenceRebuildsBothTexts_data() {
  QTest::addColumn<QString>("left");
  QTest::addColumn<QString>("right");
  QTest::addColumn<double>("least");
  const QString words = QStringLiteral("the quick brown fox jumps over the lazy dog");
  QTest::newRow("same") << words << words << 1.0;
  QTest::newRow("one word") << words
                            << QString(words).replace(QStringLiteral("lazy"),
                                                      QStringLiteral("sleepy"))
                            << 0.8;
  QTest::newRow("nothing left") << QString() << words << 0.0;
  QTest::newRow("empty") << QString() << QString() << 1.0;
  QTest::newRow("beyond the plane")
      << QStringLiteral("a \U0001F600 b") << QStringLiteral("a \U0001F601 b") << 0.3;
  QString long1;
  QString long2;
  for (int i = 0; i < 4'000; ++i) {
    long1 += QStringLiteral("line %1 says this\n").arg(i);
    long2 += QStringLiteral("line %1 says %2\n").arg(i).arg(i % 2);
  }
  QTest::newRow("long") << long1 << long2 << 0.0;
}

void ChatTest::differenceRebuildsBothTexts() {
  QFETCH(QString, left);
  QFETCH(QString, right);
  QFETCH(double, least);
  const QList<DiffPiece> pieces = diffOf(left, right);
  QCOMPARE(rebuilt(pieces, DiffPiece::Kind::Right), left);
  QCOMPARE(rebuilt(pieces, DiffPiece::Kind::Left), right);
  QVERIFY(likeness(pieces) >= least);
}

SB_TEST(ChatTest);
#include "chat_test.moc"
