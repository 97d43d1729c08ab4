// A conversation on the screen: calls with their results, thinking behind a fold, images, and
// bodies that are no conversation.
#include <QBuffer>
#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QImage>
#include <QJsonDocument>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTextDocument>

#include "tests/support/test_main.h"
#include "tests/ui/logs/support.h"
#include "ui/logs/conversation_view.h"
#include "ui/logs/json_layout.h"
#include "ui/logs/thumbnail.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/wrapped_text.h"

using namespace sb::ui;
using sb::test::text;

namespace {

QByteArray pngOf(QSize size, QImage::Format format = QImage::Format_RGB32) {
  QImage image(size, format);
  image.fill(Qt::darkCyan);
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  image.save(&buffer, "PNG");
  return bytes;
}

Conversation conversation(const QByteArray& turns) {
  return conversationFromJson(
      QJsonDocument::fromJson(QByteArray(R"({"turns":)") + turns + "}").object());
}

// All that one can read on it, unfolded or not.
QString wordsOf(const QWidget& widget) {
  QStringList words;
  for (const QLabel* label : widget.findChildren<QLabel*>()) {
    const auto* elided = qobject_cast<const ElidedLabel*>(label);
    words.append(elided ? elided->fullText() : label->text());
  }
  for (const WrappedText* said : widget.findChildren<WrappedText*>())
    words.append(said->toPlainText());
  return words.join(QLatin1Char('|'));
}

}  // namespace

class ConversationViewTest : public QObject {
  Q_OBJECT

 private slots:
  void showsACallWithItsResultInside();
  void keepsThinkingFolded();
  void showsImagesFromTheirBytesAndNamesThoseElsewhere();
  void decodesNoDrawingsAndNoGiants();
  void thousandsOfPartsAreNotAllShown();
  void offersTheRawTextOfWhatIsNoConversation();
  void namesSourcesAndRefusals();
  void whatHasNoTypeHasAName();
  void nothingIsCutHoweverNarrow_data();
  void nothingIsCutHoweverNarrow();
  void aCopyGivesWhatWasSaid();
  void argumentsAreLaidOut_data();
  void argumentsAreLaidOut();
  void longConversationsAreShownAtOnce();
};

void ConversationViewTest::showsACallWithItsResultInside() {
  ConversationView view;
  view.set(conversation(R"([
      {"role":"assistant","parts":[{"type":"call","id":"t","name":"weather","text":"{\"in\":\"Rome\"}"}]},
      {"role":"user","parts":[{"type":"result","id":"t","error":true,
        "parts":[{"type":"text","text":"no such place"}]}]}])"),
           {}, {});
  const auto calls = view.findChildren<QFrame*>(text("toolCall"));
  QCOMPARE(calls.size(), 1);
  QVERIFY(wordsOf(*calls.first()).contains(text("weather")));
  QVERIFY(wordsOf(*calls.first()).contains(text("no such place")));
  QCOMPARE(view.findChildren<QWidget*>(text("toolResult")).size(), 1);
}

void ConversationViewTest::keepsThinkingFolded() {
  ConversationView view;
  view.set(conversation(R"([{"role":"assistant","answer":true,"parts":[
      {"type":"thinking","text":"hm"},{"type":"thinking","encrypted":true},
      {"type":"text","text":"So."}]}])"),
           {}, {});
  view.show();
  auto* const button = view.findChild<QPushButton*>(text("thinking"));
  QVERIFY(button);
  auto* const fold = qobject_cast<Fold*>(button->parentWidget());
  QVERIFY(!fold->isOpen());
  const auto thought = [&view] {
    for (WrappedText* said : view.findChildren<WrappedText*>())
      if (said->toPlainText() == text("hm")) return said;
    return static_cast<WrappedText*>(nullptr);
  };
  QVERIFY(thought() && !thought()->isVisibleTo(&view));
  button->click();
  QVERIFY(thought()->isVisibleTo(&view));
  QCOMPARE(view.findChildren<Fold*>().size(), 1);  // nothing can be read of the encrypted one
}

void ConversationViewTest::showsImagesFromTheirBytesAndNamesThoseElsewhere() {
  Conversation said = conversation(R"([{"role":"user","parts":[
      {"type":"media","kind":"image","mime":"image/png","bytes":100},
      {"type":"media","kind":"image","url":"https:\/\/a.example/b.png"},
      {"type":"media","kind":"file","name":"a.pdf","mime":"application/pdf"}]}])");
  said.turns[0].parts[0].picture = pngOf({2'000, 1'000});
  ConversationView view;
  view.set(said, {}, {});
  view.show();
  const auto thumbnails = view.findChildren<Thumbnail*>();
  QCOMPARE(thumbnails.size(), 1);
  QTRY_VERIFY(!thumbnails.first()->pixmap().isNull());
  const QSize shown = thumbnails.first()->pixmap().size();
  QCOMPARE(shown.width(), 2 * shown.height());
  QVERIFY(shown.width() < 600);
  QVERIFY(!thumbnails.first()->accessibleName().isEmpty());
  QVERIFY(wordsOf(view).contains(text("https://a.example/b.png")));
  QVERIFY(wordsOf(view).contains(text("a.pdf")));
}

void ConversationViewTest::decodesNoDrawingsAndNoGiants() {
  const QSize most(100, 100);
  QVERIFY(!decodedSmall(pngOf({10, 10}), most).isNull());
  const QByteArray drawing = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";
  QVERIFY(decodedSmall(drawing, most).isNull());
  QVERIFY(decodedSmall("no image", most).isNull());
  QVERIFY(decodedSmall({}, most).isNull());
  QVERIFY(!decodedSmall(pngOf({6'000, 4'999}, QImage::Format_Grayscale8), most).isNull());
  QVERIFY(decodedSmall(pngOf({6'000, 5'001}, QImage::Format_Grayscale8), most).isNull());
}

void ConversationViewTest::thousandsOfPartsAreNotAllShown() {
  QByteArray parts;
  for (int i = 0; i < 10'000; ++i)
    parts += QByteArray(i == 0 ? "" : ",") + R"({"type":"text","text":"part )" +
             QByteArray::number(i) + "\"}";
  ConversationView view;
  view.set(conversation(R"([{"role":"user","parts":[)" + parts + "]}]"), {}, {});
  const QString words = wordsOf(view);
  QVERIFY(words.contains(text("part 199|")) && !words.contains(text("part 200")));
  QVERIFY(words.contains(text("Raw shows all of it")));
  QVERIFY(view.findChildren<WrappedText*>().size() < 300);
}

void ConversationViewTest::offersTheRawTextOfWhatIsNoConversation() {
  Conversation said;
  said.requestUnread = text("the document is cut");
  ConversationView view;
  view.set(said, {}, text("nothing"));
  QVERIFY(!wordsOf(view).contains(text("nothing")));
  QSignalSpy wanted(&view, &ConversationView::rawWanted);
  QCOMPARE(view.findChild<QLabel*>(text("unread"))->toolTip(), said.requestUnread);
  view.findChild<QPushButton*>(text("showRawRequest"))->click();
  QCOMPARE(wanted.size(), 1);
  QCOMPARE(wanted.first().first().value<BodySide>(), BodySide::Request);
}

void ConversationViewTest::namesSourcesAndRefusals() {
  ConversationView view;
  view.set(conversation(R"([{"role":"assistant","answer":true,
      "parts":[{"type":"refusal","text":"I will not."},
               {"type":"other","name":"web_search_call","text":"{}"}],
      "sources":[{"title":"A","url":"https:\/\/a.example","text":"so"}]}])"),
           text("up/m"), {});
  QVERIFY(wordsOf(view).contains(text("I will not.")));
  QVERIFY(view.findChild<QWidget*>(text("sources")));
  QVERIFY(wordsOf(*view.findChild<QWidget*>(text("sources"))).contains(text("https://a.example")));
  QCOMPARE(view.findChild<QPushButton*>(text("other"))->text(), text("web_search_call"));
}

void ConversationViewTest::whatHasNoTypeHasAName() {
  ConversationView view;
  view.set(conversation(R"([{"role":"assistant","answer":true,
      "parts":[{"type":"other","name":"","text":"{}"}]}])"),
           {}, {});
  QCOMPARE(view.findChild<QPushButton*>(text("other"))->text(), text("Part without a type"));
}

void ConversationViewTest::nothingIsCutHoweverNarrow_data() {
  QTest::addColumn<QSize>("size");
  QTest::newRow("the window at 1280x800") << QSize(1'096, 500);
  QTest::newRow("beside the prices") << QSize(620, 400);
  QTest::newRow("narrow") << QSize(280, 300);
}

void ConversationViewTest::nothingIsCutHoweverNarrow() {
  QFETCH(QSize, size);
  const QString token = QString(3'000, QLatin1Char('x')), name = text("look_up_") + token.left(300);
  SaidPart said, call, result, other;
  said.kind = SaidKind::Text;
  said.text = text("a ") + token + text(" b");
  call.kind = SaidKind::Call;
  call.name = name;
  call.text = text("{\"a\":\"%1\",\"b\":[1,2]}").arg(token);
  call.id = text("t");
  result.kind = SaidKind::Result;
  result.id = text("t");
  result.within = {said};
  other.kind = SaidKind::Thinking;
  other.text = token;
  Conversation all;
  all.turns = {SaidTurn(), SaidTurn()};
  all.turns[0].role = text("assistant");
  all.turns[0].parts = {other, said, call};
  all.turns[1].role = text("user");
  all.turns[1].parts = {result};
  ConversationView view;
  view.set(all, {}, {});
  view.resize(size);
  view.show();
  view.findChild<QPushButton*>(text("thinking"))->click();
  const auto texts = view.findChildren<WrappedText*>();
  QCOMPARE(texts.size(), 5);
  for (const WrappedText* const one : texts) {
    QVERIFY(sb::test::until([&] { return one->height() >= one->document()->size().height(); }));
    QVERIFY(one->document()->idealWidth() <= one->viewport()->width());
    QCOMPARE(one->viewport()->size(), one->size());
    const int right = one->mapTo(&view, QPoint(one->width(), 0)).x();
    QVERIFY2(right <= view.viewport()->width(), qPrintable(QString::number(right)));
  }
  QVERIFY(view.widget()->width() <= view.viewport()->width());
}

void ConversationViewTest::aCopyGivesWhatWasSaid() {
  ConversationView view;
  const QString spoken = text("First  line\n\n  second\u00a0line\n"),
                sent = text(R"({"b":1.0,"a":"%1","id":12345678901234567890})")
                           .arg(QString(200, QLatin1Char('y')));
  Conversation said = conversation(R"([{"role":"assistant","parts":[
      {"type":"text","text":"x"},{"type":"call","id":"t","name":"f","text":"{}"}]}])");
  said.turns[0].parts[0].text = spoken;
  said.turns[0].parts[1].text = sent;
  view.set(said, {}, {});
  const auto texts = view.findChildren<WrappedText*>(text("saidText"));
  QCOMPARE(texts.size(), 2);
  const auto copied = [](WrappedText* from) {
    QGuiApplication::clipboard()->clear();
    from->copy();
    return QGuiApplication::clipboard()->text();
  };
  texts[0]->selectAll();
  QCOMPARE(copied(texts[0]), spoken);
  QTextCursor part = texts[0]->textCursor();
  part.setPosition(7);
  part.setPosition(22, QTextCursor::KeepAnchor);
  texts[0]->setTextCursor(part);
  QCOMPARE(copied(texts[0]), spoken.mid(7, 15));
  QVERIFY(!QGuiApplication::clipboard()->mimeData()->hasHtml());
  QVERIFY(texts[1]->toPlainText().contains(text("\n  \"b\": 1.0,\n")));
  texts[1]->selectAll();
  QCOMPARE(copied(texts[1]), sent);
}

void ConversationViewTest::argumentsAreLaidOut_data() {
  QTest::addColumn<QString>("given");
  QTest::addColumn<QString>("shown");
  const auto row = [](const char* name, const char* given, const char* shown) {
    QTest::newRow(name) << text(given) << text(shown);
  };
  row("object", R"({"b":1,"a":[true,null]})",
      "{\n  \"b\": 1,\n  \"a\": [\n    true,\n    null\n  ]\n}");
  row("empty ones", R"({"a":{ },"b":[]})", "{\n  \"a\": {},\n  \"b\": []\n}");
  row("digits", "[12345678901234567890,1.0,1e40]", "[\n  12345678901234567890,\n  1.0,\n  1e40\n]");
  row("signs in texts", "[\"{[,:]} \\\" \\\\\",\"\"]", "[\n  \"{[,:]} \\\" \\\\\",\n  \"\"\n]");
  row("laid out before", "{\n\t\"a\" : 1\n}", "{\n  \"a\": 1\n}");
  row("no JSON", "{\"a\":", "{\"a\":");
  row("a word", "weather", "weather");
  row("nothing", "", "");
}

void ConversationViewTest::argumentsAreLaidOut() {
  QFETCH(QString, given);
  QFETCH(QString, shown);
  QCOMPARE(laidOut(given, 1'000), shown);
  QCOMPARE(laidOut(given, given.size() - 1), given);
  // Deep ones would come to gigabytes.
  const QString deep = QString(500, QLatin1Char('[')) + QString(500, QLatin1Char(']'));
  QVERIFY(laidOut(deep, 1'000'000).size() < 100'000);
}

// As many turns and parts as agents have.
void ConversationViewTest::longConversationsAreShownAtOnce() {
  SaidPart said, call;
  said.kind = SaidKind::Text;
  said.text = QString(text("some words ")).repeated(200);
  call.kind = SaidKind::Call;
  call.name = text("read_file");
  call.text = text("{\"path\":\"%1\"}").arg(QString(2'000, QLatin1Char('p')));
  SaidTurn turn;
  turn.role = text("assistant");
  turn.parts = {said, call, call};
  Conversation all;
  for (int i = 0; i < 200; ++i)
    all.turns.append(turn);
  ConversationView view;
  view.resize(900, 500);
  view.show();
  QElapsedTimer took;
  took.start();
  view.set(all, {}, {});
  QCoreApplication::sendPostedEvents();
  QCoreApplication::processEvents();
  QVERIFY2(took.elapsed() < 1'500, qPrintable(QString::number(took.elapsed())));
  QTest::setBenchmarkResult(static_cast<qreal>(took.elapsed()), QTest::WalltimeMilliseconds);
}

SB_TEST(ConversationViewTest);
#include "conversation_test.moc"
