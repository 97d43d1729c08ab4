// What is pasted into the fields of Routes, and is none of what they are for.
#include <QTest>

#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>

#include "tests/support/hostile.h"
#include "tests/support/test_main.h"
#include "tests/ui/routes/support.h"

using namespace sb::ui;
using namespace sb::test;

class HostileRoutesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void pastedTextsAreRefusedInEveryField_data();
  void pastedTextsAreRefusedInEveryField();
  void pastedNamesRenameNothing_data();
  void pastedNamesRenameNothing();
  void pastedTextsAreNoConfiguration_data();
  void pastedTextsAreNoConfiguration();
  void pastedTextsAreNoRequest_data();
  void pastedTextsAreNoRequest();
  void hugeTextsAreNotPasted_data();
  void hugeTextsAreNotPasted();
};

void HostileRoutesTest::pastedTextsAreRefusedInEveryField_data() {
  QTest::addColumn<QString>("field");
  QTest::addColumn<QString>("problem");
  QTest::addColumn<QString>("pasted");
  const QPair<const char*, const char*> fields[] = {{"addPattern", "patternProblem"},
                                                    {"addTargetText", "targetProblem"},
                                                    {"limit.total", "nodeProblem"}};
  for (const auto& [field, problem] : fields)
    for (const auto& [what, pasted] : hostileTexts())
      // What is fine may be a pattern, and "<b>bold</b>" looks like provider and model.
      if (!pasted.trimmed().isEmpty() && (!isFine(what) || text(field) == text("limit.total")))
        QTest::addRow("%s: %s", field, what) << text(field) << text(problem) << pasted;
}

void HostileRoutesTest::pastedTextsAreRefusedInEveryField() {
  QFETCH(const QString, field);
  QFETCH(const QString, problem);
  QFETCH(const QString, pasted);
  Fixture f;
  QVERIFY(f.console.shows("fast"));
  auto* const line = f.console.find<QLineEdit>(field.toLatin1().constData());
  QVERIFY(line != nullptr);
  pasteInto(line, pasted);
  const QString before = line->text();
  QTest::keyClick(line, Qt::Key_Return);
  auto* const words = f.console.find<QLabel>(problem.toLatin1().constData());
  QVERIFY(until([&] { return words->isVisible() && !words->text().isEmpty(); }));
  QCOMPARE(line->text(), before);
  QVERIFY(!f.console.row("fast")->isDraft);
  QCOMPARE(richLabels(f.console.page), QStringList());
}

void HostileRoutesTest::pastedNamesRenameNothing_data() {
  QTest::addColumn<QString>("pasted");
  for (const auto& [what, pasted] : hostileTexts())
    if (!isFine(what)) QTest::newRow(what) << pasted;
}

void HostileRoutesTest::pastedNamesRenameNothing() {
  QFETCH(const QString, pasted);
  Fixture f;
  QVERIFY(f.console.shows("fast"));
  f.console.button("renameRoute")->click();
  auto* const line = f.console.find<QLineEdit>("routeName");
  pasteInto(line, pasted);
  const QString before = line->text();
  f.console.button("acceptName")->click();
  auto* const words = f.console.find<QLabel>("nameProblem");
  QVERIFY(words->isVisible() && !words->text().isEmpty());
  QCOMPARE(line->text(), before);
  QCOMPARE(richLabels(f.console.page), QStringList());
  f.console.button("cancelName")->click();
  QVERIFY(!f.console.row("fast")->isDraft);
}

void HostileRoutesTest::pastedTextsAreNoConfiguration_data() {
  QTest::addColumn<QString>("pasted");
  for (const auto& [what, pasted] : hostileTexts())
    if (!pasted.trimmed().isEmpty()) QTest::newRow(what) << pasted;
  QTest::newRow("no end") << text("routes: [ { name: \"");
  QTest::newRow("deep") << QString(10'000, QLatin1Char('['));
  QTest::newRow("itself") << text("a: &a [ *a, *a ]\nroutes: *a\n");
}

void HostileRoutesTest::pastedTextsAreNoConfiguration() {
  QFETCH(const QString, pasted);
  Fixture f;
  QVERIFY(f.console.shows("fast"));
  QTest::keyClick(f.console.find<QWidget>("tab.yaml"), Qt::Key_Space);
  auto* const editor = f.console.find<QPlainTextEdit>("yamlText");
  QVERIFY(until([&] { return editor->toPlainText().contains(text("name: fast")); }));
  const QString right = editor->toPlainText();
  pasteInto(editor, pasted);
  auto* const problems = f.console.find<QListWidget>("yamlProblems");
  // A mark at the beginning of a line may make a text that says nothing, which is no mistake.
  const auto* const publish = f.console.button("publish");
  QVERIFY(until([&] { return problems->count() > 0 || publish->isEnabled(); }));
  QVERIFY(until([&] { return publish->isEnabled() == (problems->count() == 0); }));
  QCOMPARE(richLabels(f.console.page), QStringList());
  QCOMPARE(editor->toPlainText().isEmpty(), pasted.isEmpty());
  f.console.button("discard")->click();
  QVERIFY(until([&] { return editor->toPlainText() == right; }));
}

void HostileRoutesTest::pastedTextsAreNoRequest_data() {
  QTest::addColumn<QString>("pasted");
  for (const auto& [what, pasted] : hostileTexts())
    if (!pasted.trimmed().isEmpty()) QTest::newRow(what) << pasted;
  QString binary;
  for (int i = 0; i < 10'240; ++i)
    binary += QChar((i * 37) % 256);
  QTest::newRow("10 KB of binary") << binary;
  QTest::newRow("cut off") << text(R"({"messages":[{"role":"user","content":"he)");
  QTest::newRow("a list") << text(R"([{"messages":[]}])");
  QTest::newRow("two") << text("{}{}");
  QTest::newRow("deep") << QString(100'000, QLatin1Char('['));
  QTest::newRow("not a number") << text(R"({"temperature":NaN})");
  QTest::newRow("a command") << text("curl http://127.0.0.1:7411/v1/chat/completions -d '{}'");
  QTest::newRow("half a command") << text("curl -d '{\"messages\":");
}

// The words say what to paste, and what was typed stays.
void HostileRoutesTest::pastedTextsAreNoRequest() {
  QFETCH(const QString, pasted);
  Fixture f;
  QVERIFY(f.console.shows("fast"));
  f.console.button("dryRun")->click();
  auto* const request = f.console.find<QPlainTextEdit>("dryRequest");
  pasteInto(request, pasted);
  const QString before = request->toPlainText();
  f.console.button("runDry")->click();
  const auto* const problem = f.console.find<QLabel>("dryProblem");
  QVERIFY(problem->isVisible());
  QVERIFY2(problem->text().contains(text("Paste the body")), qPrintable(problem->text()));
  QCOMPARE(request->toPlainText(), before);
  QVERIFY(f.console.find<QLabel>("dryCost") == nullptr);
  QCOMPARE(richLabels(f.console.page), QStringList());
  request->clear();
  f.console.button("runDry")->click();
  QVERIFY(until([&] { return f.console.find<QLabel>("dryCost") != nullptr; }));
  QVERIFY(!problem->isVisible());
}

void HostileRoutesTest::hugeTextsAreNotPasted_data() {
  QTest::addColumn<QString>("tab");
  QTest::addColumn<QString>("field");
  QTest::newRow("dry run") << text("dryRun") << text("dryRequest");
  QTest::newRow("configuration") << text("tab.yaml") << text("yamlText");
}

void HostileRoutesTest::hugeTextsAreNotPasted() {
  QFETCH(const QString, tab);
  QFETCH(const QString, field);
  Fixture f;
  QVERIFY(f.console.shows("fast"));
  QTest::keyClick(f.console.find<QWidget>(qPrintable(tab)), Qt::Key_Space);
  auto* const edit = f.console.find<QPlainTextEdit>(qPrintable(field));
  QVERIFY(until([&] { return edit->isVisible() && !edit->isReadOnly(); }));
  const QString before = edit->toPlainText();
  pasteInto(edit, QString(200'000'000, QLatin1Char('x')));
  QGuiApplication::clipboard()->clear();
  QCOMPARE(edit->toPlainText(), before);
  const auto said = [&] {
    const auto* const list = f.console.find<QListWidget>("yamlProblems");
    return list->count() > 0 ? list->item(0)->text() : f.console.find<QLabel>("dryProblem")->text();
  };
  QVERIFY(until([&] { return said().contains(text("Nothing was pasted")); }));
}

SB_TEST(HostileRoutesTest);
#include "hostile_test.moc"
