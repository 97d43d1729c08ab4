// Texts that the log makes and reads: filters, commands for a shell, conversations.
#include <QJsonDocument>
#include <QProcess>

#include "tests/support/test_main.h"
#include "tests/ui/logs/support.h"
#include "ui/logs/conversation.h"
#include "ui/logs/curl.h"
#include "ui/logs/filter_text.h"
#include "ui/logs/live_rows.h"
#include "ui/logs/log_cells.h"
#include "ui/logs/raw_view.h"
#include "ui/logs/waterfall.h"
#include "ui/theme/format.h"

using namespace sb::ui;
using namespace sb::test;

class LogTextTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void takesFiltersApart();
  void changesOneFieldOfAFilter();
  void runningRequestsPassNames_data();
  void runningRequestsPassNames();
  void aShellReadsBackWhatIsQuoted_data();
  void aShellReadsBackWhatIsQuoted();
  void putsResultsBesideTheirCalls();
  void putsResultsWithoutIdsBesideTheFirstOpenCallOfTheirName();
  void placesAttemptsOneBehindTheOther();
  void placesRacersBesideEachOther();
  void saysWhatTheCacheDid();
};

void LogTextTest::takesFiltersApart() {
  const QList<FilterWord> words = filterWords(text("  -model:\"a b\",c  timeout STATUS:5xx "));
  QCOMPARE(words.size(), 3);
  QCOMPARE(words[0].field, text("model"));
  QVERIFY(words[0].negated);
  QCOMPARE(words[0].values(), QStringList({text("a b"), text("c")}));
  QCOMPARE(words[1].field, QString());
  QCOMPARE(words[2].field, text("status"));
  QCOMPARE(filterText(words), text("-model:\"a b\",c timeout STATUS:5xx"));
}

void LogTextTest::changesOneFieldOfAFilter() {
  const QString filter = text("key:ci -key:bot model:x");
  QCOMPARE(withValues(filter, text("key"), {text("a b"), text("c")}),
           text("-key:bot model:x key:\"a b\",c"));
  QCOMPARE(withoutField(filter, text("key")), text("-key:bot model:x"));
  QCOMPARE(valuesOf(filter, text("key")), QStringList(text("ci")));
  QCOMPARE(filterWord(text("key"), {text("say \"hi\"")}).text, text("key:\"say ?hi?\""));
}

void LogTextTest::runningRequestsPassNames_data() {
  QTest::addColumn<QString>("filter");
  QTest::addColumn<bool>("passes");
  QTest::newRow("none") << "" << true;
  QTest::newRow("model") << "model:GPT*" << true;
  QTest::newRow("model with slash") << "asked:openai/*" << true;
  QTest::newRow("other model") << "model:claude*" << false;
  QTest::newRow("one of two") << "key:bot,ci" << true;
  QTest::newRow("not") << "-key:ci" << false;
  QTest::newRow("since") << "since:1h" << true;
  QTest::newRow("status") << "status:200" << false;
  QTest::newRow("word") << "timeout" << false;
}

void LogTextTest::runningRequestsPassNames() {
  QFETCH(QString, filter);
  LiveRequest request;
  request.model = text("gpt-5-mini");
  request.modelAsked = text("openai/gpt-5-mini");
  request.key = text("ci");
  QTEST(passesFilter(request, filter), "passes");
}

void LogTextTest::aShellReadsBackWhatIsQuoted_data() {
  QTest::addColumn<QByteArray>("body");
  QTest::newRow("plain") << QByteArray(R"({"a":1})");
  QTest::newRow("quotes") << QByteArray(R"({"a":"it's \"$HOME\" `id` \\ !"})");
  QTest::newRow("line ends") << QByteArray("{\n \"a\": 'x'\n}");
  QTest::newRow("long") << "[\"" + QByteArray(300'000, 'x') + "'$(id)\"]";
}

// curl is replaced by what prints its last argument, or what it reads.
void LogTextTest::aShellReadsBackWhatIsQuoted() {
  QFETCH(QByteArray, body);
  const QString command = curlText({text("http://127.0.0.1:1"), text("chat.completions"), body});
  QVERIFY(command.contains(text("http://127.0.0.1:1/v1/chat/completions")));
  QProcess shell;
  shell.start(text("/bin/sh"), {});
  QVERIFY(shell.waitForStarted());
  shell.write(
      "curl() { for last; do :; done; if [ \"$last\" = @- ]; then cat; else printf '%s\\n' "
      "\"$last\"; fi; }\n");
  shell.write(command.toUtf8() + "\n");
  shell.closeWriteChannel();
  QVERIFY(shell.waitForFinished());
  QCOMPARE(shell.readAllStandardOutput(), body + "\n");
}

namespace {

SaidPart saidPart(SaidKind kind, const char* id, const char* name, const char* words = "") {
  SaidPart part;
  part.kind = kind;
  part.id = text(id);
  part.name = text(name);
  part.text = text(words);
  return part;
}

SaidTurn saidTurn(const char* role, const QList<SaidPart>& parts) {
  SaidTurn turn;
  turn.role = text(role);
  turn.parts = parts;
  return turn;
}

}  // namespace

void LogTextTest::putsResultsBesideTheirCalls() {
  const QList<SaidTurn> turns =
      withResultsBeside({saidTurn("assistant", {saidPart(SaidKind::Call, "a", "f"),
                                                saidPart(SaidKind::Call, "b", "f")}),
                         saidTurn("user", {saidPart(SaidKind::Result, "b", "", "second")}),
                         saidTurn("user", {saidPart(SaidKind::Result, "a", "", "first"),
                                           saidPart(SaidKind::Text, "", "", "and?")}),
                         saidTurn("user", {saidPart(SaidKind::Result, "z", "", "of nobody")})});
  QCOMPARE(turns.size(), 3);
  QCOMPARE(turns[0].parts[0].within.first().text, text("first"));
  QCOMPARE(turns[0].parts[1].within.first().text, text("second"));
  QCOMPARE(turns[1].parts.size(), 1);
  QCOMPARE(turns[2].parts.first().text, text("of nobody"));
}

void LogTextTest::putsResultsWithoutIdsBesideTheFirstOpenCallOfTheirName() {
  const QList<SaidTurn> turns = withResultsBeside(
      {saidTurn("assistant", {saidPart(SaidKind::Call, "", "f"), saidPart(SaidKind::Call, "", "g"),
                              saidPart(SaidKind::Call, "", "f")}),
       saidTurn("user", {saidPart(SaidKind::Result, "", "f", "1"),
                         saidPart(SaidKind::Result, "", "f", "2")})});
  QCOMPARE(turns.size(), 1);
  QCOMPARE(turns[0].parts[0].within.first().text, text("1"));
  QVERIFY(turns[0].parts[1].within.isEmpty());
  QCOMPARE(turns[0].parts[2].within.first().text, text("2"));
}

void LogTextTest::placesAttemptsOneBehindTheOther() {
  LogDetail detail;
  detail.row.overheadUs = 1'000;
  detail.row.ms.total = 100;
  Attempt failed, good;
  failed.outcome = text("rate_limited");
  failed.status = 429;
  failed.ms.total = 20;
  failed.detail = text(R"({"error":{"message":"too many","type":"tokens"}})");
  good.outcome = text("ok");
  good.ms = {{}, 5.0, 30.0, 70.0};
  detail.attempts = {failed, good};
  const WaterfallPlan plan = waterfallOf(detail);
  QCOMPARE(plan.rows.size(), 3);
  QCOMPARE(plan.rows[1].start, 1.0);
  QCOMPARE(plan.rows[1].note, text("429, too many"));
  QCOMPARE(plan.rows[2].start, 30.0);
  QCOMPARE(plan.rows[2].connect, 5.0);
  QCOMPARE(plan.rows[2].waiting, 25.0);
  QCOMPARE(plan.rows[2].stream, 40.0);
  QCOMPARE(plan.total, 100.0);
}

void LogTextTest::placesRacersBesideEachOther() {
  LogDetail detail;
  detail.row.overheadUs = 1'000;
  detail.row.ms.total = 100;
  Attempt lost, good;
  lost.outcome = text("race_lost");
  lost.ms = {2.0, {}, {}, 90.0};
  good.outcome = text("ok");
  good.ms = {50.0, 5.0, 40.0, 50.0};
  detail.attempts = {lost, good};
  const WaterfallPlan plan = waterfallOf(detail);
  QCOMPARE(plan.rows.size(), 3);
  QCOMPARE(plan.rows[1].start, 2.0);
  QCOMPARE(plan.rows[1].note, text("race lost"));
  QCOMPARE(plan.rows[1].tone, Tone::Muted);
  QCOMPARE(plan.rows[2].start, 50.0);
  QCOMPARE(plan.total, 100.0);
}

void LogTextTest::saysWhatTheCacheDid() {
  const auto said = [](const char* json) {
    return cacheText(logRowFromJson(QJsonDocument::fromJson(json).object()));
  };
  QCOMPARE(said("{\"cache\":\"off\"}"), QString());
  QCOMPARE(said("{\"cache\":\"miss\"}"), text("not in it yet"));
  const LogRow hit = logRowFromJson(
      QJsonDocument::fromJson("{\"cache\":\"hit\",\"saved_usd\":\"0.25\"}").object());
  QVERIFY(hit.saved);
  const QString saved = text("answered from it, %1 saved").arg(money(*hit.saved));
  QCOMPARE(cacheText(hit), saved);
  QCOMPARE(said("{\"cache\":\"hit\",\"saved_usd\":null}"), text("answered from it"));
  QVERIFY(said("{\"cache\":\"joined\",\"saved_usd\":\"0.25\"}").endsWith(text(" saved")));
}

SB_TEST(LogTextTest);
#include "text_test.moc"
