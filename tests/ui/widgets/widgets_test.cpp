#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QCompleter>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>
#include <QVBoxLayout>

#include "tests/support/accessible.h"
#include "tests/support/test_main.h"
#include "ui/theme/theme.h"
#include "ui/widgets/band.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/completions.h"
#include "ui/widgets/copy_button.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/focus_ring.h"
#include "ui/widgets/outside_text.h"
#include "ui/widgets/page.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/skeleton.h"
#include "ui/widgets/tile.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/toggle.h"

using namespace sb::ui;

class WidgetsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void whatTakesTheFocusHasAName();
  void segmentIsChosenByTheKeyboard();
  void questionIsAnsweredByItsButtonsOnly_data();
  void questionIsAnsweredByItsButtonsOnly();
  void destructiveQuestionDoesNothingOnEnter();
  void dialogGrowsWithItsText();
  void completionsHaveTheColoursOfTheTheme_data();
  void completionsHaveTheColoursOfTheTheme();
  void toastUndoesOnce();
  void secretIsTrimmedAndHidden();
  void copyButtonCopies();
  void longTextIsElidedAndWholeInTheToolTip();
  void hugeTextIsCut();
  void providersHaveHuesOfTheirOwn();
  void tipsAreText();
  void hiddenSignsAreFound_data();
  void hiddenSignsAreFound();
  void emptyStateWithoutWordsIsQuiet();
  void noDialogIsLargerThanTheScreen();
  void namesBeginAtTheLeadingEdgeInEveryScript();
  void flowLayoutWraps();
  void aLineOfAFlowHasOneMiddle();
  void ringIsShownForTheKeyboardOnly();
  void pageGoesBackByAltLeft();
  void whatIsLoadedHasTheShapeOfWhatComes();
};

void WidgetsTest::whatTakesTheFocusHasAName() {
  Page page(QStringLiteral("test"));
  page.setTitle(QStringLiteral("Test"));
  page.setCrumb(QStringLiteral("thing"));
  page.addTab(QStringLiteral("one"), QStringLiteral("One"));
  page.addAction(new SearchField(QStringLiteral("search"), QStringLiteral("Search things")));
  page.body()->addWidget(new Toggle(QStringLiteral("toggle"), QStringLiteral("Stream")));
  auto* const segment = new Segment(QStringLiteral("view"), QStringLiteral("View"));
  segment->addItem(QStringLiteral("a"), QStringLiteral("Cards"), QStringLiteral("list"), true);
  page.body()->addWidget(segment);
  auto* const empty = new EmptyState;
  empty->set(QStringLiteral("list"), QStringLiteral("Nothing"), QStringLiteral("Do this."));
  empty->setAction(QStringLiteral("Do it"));
  page.body()->addWidget(empty);
  page.band()->set(Band::Kind::Warning, QStringLiteral("Hm."), QStringLiteral("It is so."),
                   QStringLiteral("Mend"));
  page.show();
  QCOMPARE(sb::test::unnamed(&page), QStringList());
}

void WidgetsTest::segmentIsChosenByTheKeyboard() {
  Segment segment(QStringLiteral("view"), QStringLiteral("View"));
  segment.addItem(QStringLiteral("a"), QStringLiteral("A"));
  segment.addItem(QStringLiteral("b"), QStringLiteral("B"));
  segment.show();
  QSignalSpy chosen(&segment, &Segment::chosen);
  QTest::keyClick(&segment, Qt::Key_Right);
  QCOMPARE(segment.current(), QStringLiteral("b"));
  QCOMPARE(chosen.size(), 1);
  QTest::keyClick(&segment, Qt::Key_Right);
  QCOMPARE(chosen.size(), 1);
}

void WidgetsTest::questionIsAnsweredByItsButtonsOnly_data() {
  QTest::addColumn<QString>("button");
  QTest::addColumn<bool>("accepted");
  QTest::addColumn<bool>("dismissed");
  QTest::newRow("accept") << QStringLiteral("questionAccept") << true << false;
  QTest::newRow("reject") << QStringLiteral("questionReject") << false << false;
  QTest::newRow("escape") << QString() << false << true;
}

void WidgetsTest::questionIsAnsweredByItsButtonsOnly() {
  QFETCH(QString, button);
  QWidget window;
  window.show();
  std::optional<Answer> answer;
  Question question;
  question.title = QStringLiteral("Delete route “private”?");
  question.accept = QStringLiteral("Delete route");
  question.remember = QStringLiteral("Do not ask again");
  ask(&window, question, [&](Answer given) { answer = given; });
  auto* const dialog = window.findChild<QDialog*>(QStringLiteral("question"));
  QVERIFY(dialog != nullptr);
  QCOMPARE(sb::test::unnamed(dialog), QStringList());
  dialog->findChild<QCheckBox*>(QStringLiteral("questionRemember"))->setChecked(true);
  if (button.isEmpty())
    QTest::keyClick(dialog, Qt::Key_Escape);
  else
    dialog->findChild<QPushButton*>(button)->click();
  QVERIFY(answer.has_value());
  QTEST(answer->accepted, "accepted");
  QTEST(answer->dismissed, "dismissed");
  QVERIFY(answer->remembered);
}

void WidgetsTest::destructiveQuestionDoesNothingOnEnter() {
  QWidget window;
  window.show();
  bool accepted = true;
  Question question;
  question.title = QStringLiteral("Delete?");
  question.accept = QStringLiteral("Delete");
  ask(&window, question, [&](Answer given) { accepted = given.accepted; });
  QTest::keyClick(window.findChild<QDialog*>(QStringLiteral("question")), Qt::Key_Return);
  QVERIFY(!accepted);
}

void WidgetsTest::dialogGrowsWithItsText() {
  Dialog dialog(QStringLiteral("grows"), QStringLiteral("Grows"), nullptr);
  auto* const text = makeLabel(QString(), QStringLiteral("short"), &dialog);
  text->setWordWrap(true);
  dialog.body()->addWidget(text);
  dialog.show();
  const int before = dialog.height();
  text->setText(QStringLiteral("long enough for many lines ").repeated(40));
  QTRY_VERIFY(dialog.height() > before);
  QVERIFY(text->height() >= text->heightForWidth(text->width()));
}

void WidgetsTest::completionsHaveTheColoursOfTheTheme_data() {
  QTest::addColumn<Theme::Mode>("mode");
  QTest::newRow("light") << Theme::Mode::Light;
  QTest::newRow("dark") << Theme::Mode::Dark;
}

void WidgetsTest::completionsHaveTheColoursOfTheTheme() {
  QFETCH(const Theme::Mode, mode);
  Theme theme;
  theme.setMode(mode);
  theme.install(*qApp);
  QLineEdit field;
  auto* const completer = new QCompleter(QStringList{QStringLiteral("gpt-4o")}, &field);
  field.setCompleter(completer);
  styleCompletions(completer);
  field.show();
  completer->complete();
  QAbstractItemView* const popup = completer->popup();
  QVERIFY(popup->isVisible());
  const QImage picture = popup->grab().toImage();
  QCOMPARE(picture.pixelColor(picture.width() / 2, picture.height() - 4), tokens().card);
  QVERIFY(contrast(popup->palette().color(QPalette::Text), tokens().card) > 7);
  popup->hide();
  qApp->setStyleSheet({});
}

void WidgetsTest::toastUndoesOnce() {
  QWidget window;
  window.resize(800, 600);
  window.show();
  Toast toast(&window);
  int undone = 0;
  toast.show(QStringLiteral("Key “marta” revoked."), [&] { ++undone; });
  auto* const undo = toast.findChild<QPushButton*>(QStringLiteral("toastUndo"));
  undo->click();
  undo->click();
  QCOMPARE(undone, 1);
  QVERIFY(toast.isHidden());
}

void WidgetsTest::secretIsTrimmedAndHidden() {
  SecretField field(QStringLiteral("secret"), QStringLiteral("API key"));
  field.setText(QStringLiteral("  sk-123 \n"));
  QCOMPARE(field.secret(), QStringLiteral("sk-123"));
  QCOMPARE(field.echoMode(), QLineEdit::Password);
  field.wipe();
  QVERIFY(field.text().isEmpty());
}

void WidgetsTest::copyButtonCopies() {
  CopyButton button(QStringLiteral("copy"), QStringLiteral("Copy the address"),
                    [] { return QStringLiteral("http://127.0.0.1:7411/v1"); });
  button.click();
  QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("http://127.0.0.1:7411/v1"));
}

void WidgetsTest::longTextIsElidedAndWholeInTheToolTip() {
  ElidedLabel label(QString(200, QLatin1Char('x')), Qt::ElideRight);
  label.resize(80, 20);
  label.show();
  QCOMPARE(label.toolTip(), label.fullText());
  QVERIFY(label.minimumSizeHint().width() < 80);
}

void WidgetsTest::hugeTextIsCut() {
  ElidedLabel label(QString(1'000'000, QLatin1Char('x')), Qt::ElideRight);
  label.resize(80, 20);
  QVERIFY(label.fullText().size() < 5'000);
  QVERIFY(label.toolTip().size() < 2'000);
}

// Names of others stand in tips.
void WidgetsTest::providersHaveHuesOfTheirOwn() {
  QStringList ids;
  for (int i = 0; i < 2 * kHues; ++i)
    ids.append(QStringLiteral("provider-%1").arg(i));
  const QHash<QString, int> hues = huesOfProviders(ids);
  QSet<int> plain, all;
  for (int i = 0; i < ids.size(); ++i) {
    const int hue = hues.value(ids[i], -1);
    all.insert(hue);
    if (i < kHues) plain.insert(hue % kHues);
    QCOMPARE(providerHue(tokens(), hue).patterned, i >= kHues);
    // One more changes no other.
    QCOMPARE(huesOfProviders(ids.mid(0, i + 1)).value(ids[i]), hue);
  }
  QCOMPARE(plain.size(), kHues);
  QCOMPARE(all.size(), 2 * kHues);
  QCOMPARE(huesOfProviders(ids + QStringList{QStringLiteral("more")}).size(), 2 * kHues + 1);
  QVERIFY(huesOfProviders({QString()}).isEmpty());
}

void WidgetsTest::tipsAreText() {
  Theme theme;
  theme.install(*qApp);
  QWidget window;
  window.show();
  QToolTip::showText(QPoint(5, 5), QStringLiteral("<b>bold</b>"), &window);
  const QLabel* tip = nullptr;
  for (const QWidget* const one : QApplication::topLevelWidgets())
    if (one->inherits("QTipLabel")) tip = qobject_cast<const QLabel*>(one);
  QVERIFY(tip != nullptr);
  QCOMPARE(tip->textFormat(), Qt::PlainText);
  QCOMPARE(tip->text(), QStringLiteral("<b>bold</b>"));
  QToolTip::hideText();
}

void WidgetsTest::hiddenSignsAreFound_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<bool>("hidden");
  const auto row = [](const char* name, const QString& text, bool hidden) {
    QTest::newRow(name) << text << hidden;
  };
  row("plain", QStringLiteral("plain text"), false);
  row("emoji with a joiner", QStringLiteral("\U0001F469\u200D\U0001F680"), false);
  row("Persian with a non-joiner", QStringLiteral("\u0645\u06CC\u200C\u062E"), false);
  row("line end", QStringLiteral("a\nb"), true);
  row("zero", QString(QChar(0)), true);
  row("line separator", QString(QChar(0x2028)), true);
  row("override", QString(QChar(0x202e)), true);
  row("isolate", QString(QChar(0x2066)), true);
  row("byte order mark", QString(QChar(0xfeff)), true);
  row("half a pair", QString(QChar(0xd83d)), true);
  row("what was no UTF-8", QString::fromUtf8("\xff\xfe"), true);
}

void WidgetsTest::hiddenSignsAreFound() {
  QFETCH(const QString, text);
  QFETCH(const bool, hidden);
  QCOMPARE(hasHiddenSigns(text), hidden);
  QVERIFY(!hasLongRun(QStringLiteral("word ").repeated(10'000)));
  QVERIFY(hasLongRun(QString(10'000, QLatin1Char('b'))));
  QCOMPARE(withoutMnemonics(QStringLiteral("a & b")), QStringLiteral("a && b"));
}

void WidgetsTest::emptyStateWithoutWordsIsQuiet() {
  QTest::failOnWarning(QRegularExpression(QStringLiteral("Negative sizes")));
  EmptyState state;
  state.show();
  state.set(QStringLiteral("list"), {}, {});
  state.set(QStringLiteral("list"), QStringLiteral("Nothing here"), QStringLiteral("Yet."));
  QVERIFY(state.findChildren<QLabel*>().last()->minimumHeight() > 0);
}

void WidgetsTest::noDialogIsLargerThanTheScreen() {
  Dialog dialog(QStringLiteral("large"), QStringLiteral("Large"), nullptr);
  auto* const content = new QWidget;
  content->setMinimumSize(200, 5'000);
  dialog.body()->addWidget(content);
  QPushButton* const button = dialog.addButton(new QPushButton(QStringLiteral("Close")));
  dialog.show();
  QVERIFY(dialog.height() <= dialog.screen()->availableSize().height());
  QVERIFY(dialog.rect().contains(button->geometry().translated(button->parentWidget()->pos())));
  QVERIFY(dialog.findChild<QScrollArea*>()->verticalScrollBar()->maximum() > 0);
}

void WidgetsTest::namesBeginAtTheLeadingEdgeInEveryScript() {
  QWidget window;
  window.setLayoutDirection(Qt::RightToLeft);
  QLabel* const early = makeLabel(QStringLiteral("body"), QStringLiteral("openai"), &window);
  QCOMPARE(early->alignment() & Qt::AlignHorizontal_Mask, Qt::AlignRight | Qt::AlignAbsolute);
  window.setLayoutDirection(Qt::LeftToRight);
  QCOMPARE(early->alignment() & Qt::AlignHorizontal_Mask, Qt::Alignment(Qt::AlignLeft));
}

void WidgetsTest::flowLayoutWraps() {
  QWidget window;
  auto* const flow = new FlowLayout(&window, 16);
  flow->setCardWidth(300);
  for (int i = 0; i < 4; ++i) {
    auto* const card = new QWidget(&window);
    card->setMinimumHeight(100);
    flow->addWidget(card);
  }
  QCOMPARE(flow->heightForWidth(1000), 216);
  QCOMPARE(flow->heightForWidth(320), 448);
}

void WidgetsTest::aLineOfAFlowHasOneMiddle() {
  QWidget window;
  auto* const flow = new FlowLayout(&window, 8);
  QList<QWidget*> all;
  for (const QSize size : {QSize(100, 30), QSize(100, 20), QSize(100, 10)}) {
    all.append(new QWidget(&window));
    all.last()->setFixedSize(size);
    flow->addWidget(all.last());
  }
  flow->setGeometry(QRect(0, 0, 220, 200));
  QCOMPARE(all[0]->geometry(), QRect(0, 0, 100, 30));
  QCOMPARE(all[1]->geometry(), QRect(108, 5, 100, 20));
  QCOMPARE(all[2]->geometry(), QRect(0, 38, 100, 10));
}

void WidgetsTest::ringIsShownForTheKeyboardOnly() {
  FocusRing ring(*qobject_cast<QApplication*>(QCoreApplication::instance()));
  QWidget window;
  auto* const row = new QVBoxLayout(&window);
  QPushButton* const one = makeButton(QStringLiteral("one"), QStringLiteral("One"), &window);
  QPushButton* const two = makeButton(QStringLiteral("two"), QStringLiteral("Two"), &window);
  row->addWidget(one);
  row->addWidget(two);
  window.show();
  QVERIFY(QTest::qWaitForWindowExposed(&window));
  window.activateWindow();
  one->setFocus(Qt::MouseFocusReason);
  QVERIFY(ring.surrounded() == nullptr);
  two->setFocus(Qt::TabFocusReason);
  QTRY_COMPARE(ring.surrounded(), two);
  one->setFocus(Qt::MouseFocusReason);
  QTRY_VERIFY(ring.surrounded() == nullptr);
}

void WidgetsTest::whatIsLoadedHasTheShapeOfWhatComes() {
  const auto drawn = [](Skeleton::Shape shape, Qt::LayoutDirection direction, int width) {
    Skeleton skeleton(nullptr, 32, shape);
    skeleton.setLayoutDirection(direction);
    skeleton.resize(width, 400);
    return skeleton.grab().toImage().convertToFormat(QImage::Format_RGB32);
  };
  QList<QImage> all;
  for (const auto shape : {Skeleton::Shape::Rows, Skeleton::Shape::Cards, Skeleton::Shape::Chart}) {
    const QImage image = drawn(shape, Qt::LeftToRight, 800);
    QVERIFY(!all.contains(image));
    all.append(image);
    QVERIFY(drawn(shape, Qt::RightToLeft, 800) != image);
    QVERIFY(!drawn(shape, Qt::LeftToRight, 20).isNull());
  }
}

void WidgetsTest::pageGoesBackByAltLeft() {
  Page page(QStringLiteral("test"));
  page.setCrumb(QStringLiteral("req_1"));
  page.show();
  QSignalSpy back(&page, &Page::backRequested);
  QTest::keyClick(&page, Qt::Key_Left, Qt::AltModifier);
  QCOMPARE(back.size(), 1);
}

SB_TEST(WidgetsTest);
#include "widgets_test.moc"
