// A conversation on the screen: calls with their results, thinking behind a fold, images, and
// bodies that are no conversation.
#include <QBuffer>
#include <QImage>
#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

#include "tests/support/test_main.h"
#include "tests/ui/logs/support.h"
#include "ui/logs/conversation_view.h"
#include "ui/logs/thumbnail.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/fold.h"

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
  void aLongNameOfAToolIsElided();
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
    for (QLabel* label : view.findChildren<QLabel*>())
      if (label->text() == text("hm")) return label;
    return static_cast<QLabel*>(nullptr);
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
  QVERIFY(view.findChildren<QLabel*>().size() < 500);
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

void ConversationViewTest::aLongNameOfAToolIsElided() {
  ConversationView view;
  Conversation said = conversation(
      R"([{"role":"assistant","parts":[{"type":"call","id":"t","name":"f","text":"{}"}]}])");
  const QString name = text("look_up_") + QString(300, QLatin1Char('x'));
  said.turns[0].parts[0].name = name;
  view.set(said, {}, {});
  view.resize(400, 300);
  view.show();
  const auto* const label = view.findChild<QFrame*>(text("toolCall"))->findChild<ElidedLabel*>();
  QCOMPARE(label->fullText(), name);
  QVERIFY(label->minimumSizeHint().width() < 100);
  QVERIFY(sb::test::until([&] { return label->toolTip() == name; }));
}

SB_TEST(ConversationViewTest);
#include "conversation_test.moc"
