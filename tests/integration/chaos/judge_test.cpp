// The judge finds what is wrong in a history that was made up.
#include "tests/integration/chaos/judge.h"

#include <QTest>
#include <algorithm>
#include <functional>

#include "tests/integration/chaos/client.h"
#include "tests/integration/chaos/shapes.h"
#include "tests/support/test_main.h"
#include "tests/support/upstream.h"

using namespace sb;
using namespace sb::test;
using namespace sb::test::chaos;
using namespace std::chrono_literals;

namespace {

const Steady kStart{std::chrono::hours(1)};

int shapeNamed(std::string_view name) {
  for (std::size_t i = 0; i < shapes().size(); ++i)
    if (shapes()[i].name == name) return static_cast<int>(i);
  qFatal("no such shape");
}

Call call(int n, char letter, Call::End end, Millis at) {
  Call made;
  made.n = n;
  made.letter = letter;
  made.end = end;
  made.began = kStart + at;
  made.ended = kStart + at + 10ms;
  return made;
}

// Three streams through a fallback: "a" fails and "b" serves; "a" breaks off; the client leaves.
History good() {
  History history;
  Request request;
  request.shape = shapeNamed("fallback");
  request.stream = true;
  request.script = {Fault::Status500, Fault::None, Fault::None, Fault::None, Fault::None};
  Heard heard;
  heard.end = Heard::End::Complete;
  heard.status = 200;
  heard.text = answerOf(0, 'b');
  history.requests.push_back({request, heard});
  history.calls = {call(0, 'a', Call::End::Failed, 0ms), call(0, 'b', Call::End::Answered, 20ms)};
  history.calls[1].content = kStart + 25ms;
  Logged row;
  row.outcome = ledger::OutcomeClass::Ok;
  row.attempts = {{"a", false, 500, ErrorKind::UpstreamStatus}, {"b", true, 200, std::nullopt}};
  history.rows.push_back(row);

  request.n = row.n = 1;
  request.script[0] = Fault::CutLater;
  heard.end = Heard::End::Broken;
  heard.text = answerOf(1, 'a').substr(0, 14);
  history.requests.push_back({request, heard});
  history.calls.push_back(call(1, 'a', Call::End::Failed, 0ms));
  history.calls.back().content = kStart + 5ms;
  row.outcome = ledger::OutcomeClass::Failed;
  row.attempts = {{"a", false, 200, ErrorKind::UpstreamCut}};
  history.rows.push_back(row);

  request.n = row.n = 2;
  request.stay = Stay::LeavesBefore;
  request.script.fill(Fault::Silent);
  heard = Heard();
  heard.end = Heard::End::Left;
  heard.left = kStart + 100ms;
  history.requests.push_back({request, heard});
  history.calls.push_back(call(2, 'a', Call::End::Gone, 0ms));
  history.calls.back().ended = kStart + 101ms;
  row.outcome = ledger::OutcomeClass::ClientGone;
  row.attempts = {{"a", false, 0, ErrorKind::ClientGone}};
  history.rows.push_back(row);
  return history;
}

using Change = std::function<void(History&)>;

struct Wrong {
  const char* name;
  const char* found;  // "": nothing
  Change change;
};

const std::vector<Wrong>& wrongs() {
  static const std::vector<Wrong> all{
      {"nothing", "", [](History&) {}},
      {"refused", "visible failure",
       [](History& h) {
         h.requests[0].heard = Heard();
         h.rows[0].outcome = ledger::OutcomeClass::Failed;
       }},
      {"broken without a cause", "visible failure",
       [](History& h) { h.requests[1].request.script[0] = Fault::None; }},
      {"served twice", "duplicate",
       [](History& h) { h.calls.push_back(call(0, 'b', Call::End::Answered, 21ms)); }},
      {"tried again after content", "duplicate",
       [](History& h) { h.calls.push_back(call(1, 'b', Call::End::Failed, 50ms)); }},
      {"an answer from nowhere", "duplicate", [](History& h) { h.calls[1].end = Call::End::Gone; }},
      {"another's answer", "wrong",
       [](History& h) { h.requests[0].heard.text = answerOf(7, 'b'); }},
      {"half an answer", "wrong", [](History& h) { h.requests[0].heard.text.resize(14); }},
      {"of one that failed", "wrong",
       [](History& h) { h.requests[0].heard.text = answerOf(0, 'a'); }},
      {"other bytes", "wrong", [](History& h) { h.requests[0].heard.sameBytes = false; }},
      {"a broken end", "wrong", [](History& h) { h.requests[1].heard.wellFormed = false; }},
      {"never told", "late", [](History& h) { h.calls[3].end = Call::End::Open; }},
      {"told late", "late", [](History& h) { h.calls[3].ended = kStart + 1'200ms; }},
      {"told late by a machine that stood still", "",
       [](History& h) {
         h.calls[3].ended = kStart + 1'200ms;
         h.stoodStill = 100ms;
       }},
      {"no row", "untrue", [](History& h) { h.rows.erase(h.rows.begin()); }},
      {"two rows", "untrue", [](History& h) { h.rows.push_back(h.rows[0]); }},
      {"another outcome", "untrue",
       [](History& h) { h.rows[0].outcome = ledger::OutcomeClass::Failed; }},
      {"another cause", "untrue",
       [](History& h) { h.rows[0].attempts[0].error = ErrorKind::UpstreamCut; }},
      {"another status", "untrue", [](History& h) { h.rows[0].attempts[0].status = 503; }},
      {"an attempt that is not logged", "untrue",
       [](History& h) { h.rows[0].attempts.erase(h.rows[0].attempts.begin()); }},
      {"an attempt that was not made", "untrue",
       [](History& h) { h.calls.erase(h.calls.begin()); }},
  };
  return all;
}

}  // namespace

class JudgeTest : public QObject {
  Q_OBJECT

 private slots:
  void findsWhatIsWrong_data();
  void findsWhatIsWrong();
  void takesCopiesForCopies();
  void takesRacersForRacers();
  void excusesAMachineThatStoodStill();
  void hearsWhatWasSaid_data();
  void hearsWhatWasSaid();
  void requestsFollowFromTheSeed();
  void aRequestCanBeServedUnlessItIsHopeless();
};

void JudgeTest::findsWhatIsWrong_data() {
  QTest::addColumn<int>("index");
  for (std::size_t i = 0; i < wrongs().size(); ++i)
    QTest::newRow(wrongs()[i].name) << static_cast<int>(i);
}

void JudgeTest::findsWhatIsWrong() {
  QFETCH(const int, index);
  const Wrong& wrong = wrongs()[static_cast<std::size_t>(index)];
  History history = good();
  wrong.change(history);
  const auto found = judge(history).all();
  QCOMPARE(found.empty(), *wrong.found == '\0');
  if (found.empty()) return;
  QVERIFY2(std::ranges::any_of(found, [&](auto& line) { return line.starts_with(wrong.found); }),
           found.front().c_str());
}

void JudgeTest::takesCopiesForCopies() {
  History history = good();
  history.requests[0].request.shape = shapeNamed("mirror");
  history.calls.push_back(call(0, 'c', Call::End::Answered, 30ms));
  Logged copy = history.rows[0];
  copy.mirror = true;
  copy.attempts = {{"c", true, 200, std::nullopt}};
  history.rows.push_back(copy);
  const auto found = judge(history).all();
  QVERIFY2(found.empty(), found.empty() ? "" : found.front().c_str());
  history.calls.push_back(call(0, 'b', Call::End::Answered, 21ms));
  QVERIFY(!judge(history).duplicates.empty());
}

void JudgeTest::takesRacersForRacers() {
  History history = good();
  history.requests[0].request.shape = shapeNamed("late-race");
  history.requests[0].request.script[0] = Fault::None;
  history.calls[0].end = Call::End::Answered;
  history.rows[0].attempts[0] = {"a", false, 200, ErrorKind::RaceLost};
  const auto found = judge(history).all();
  QVERIFY2(found.empty(), found.empty() ? "" : found.front().c_str());
  history.requests[0].request.shape = shapeNamed("fallback");
  const Verdict verdict = judge(history);
  QVERIFY(!verdict.duplicates.empty() && !verdict.untrue.empty());
}

void JudgeTest::excusesAMachineThatStoodStill() {
  History history = good();
  history.requests[0].heard = Heard();
  history.rows[0].attempts[1] = {"b", false, 0, ErrorKind::FirstTokenTimeout};
  QVERIFY(!judge(history).visible.empty());
  history.stoodStill = 3s;
  const Verdict verdict = judge(history);
  QCOMPARE(verdict.excused, 1);
  QVERIFY(verdict.all().empty());
}

void JudgeTest::hearsWhatWasSaid_data() {
  QTest::addColumn<bool>("chat");
  QTest::addColumn<bool>("stream");
  for (const bool chat : {true, false})
    for (const bool stream : {true, false})
      QTest::addRow("%s %s", chat ? "chat" : "messages", stream ? "stream" : "whole")
          << chat << stream;
}

void JudgeTest::hearsWhatWasSaid() {
  QFETCH(const bool, chat);
  QFETCH(const bool, stream);
  Request request;
  request.n = 5;
  request.stream = stream;
  request.speech = chat ? Speech::Chat : Speech::Messages;
  const std::string text = answerOf(5, chat ? 'a' : 'd');
  RawResponse answer;
  answer.status = 200;
  answer.complete = true;
  answer.body = stream ? ": hello\n\n" + streamedAnswer(request.speech, text).all()
                       : wholeAnswer(request.speech, text);
  Heard heard = hear(request, answer);
  QCOMPARE(heard.end, Heard::End::Complete);
  QCOMPARE(heard.text, text);
  QVERIFY(heard.sameBytes && heard.wellFormed);
  answer.body.insert(answer.body.size() - 3, " ");
  heard = hear(request, answer);
  QVERIFY(heard.end != Heard::End::Complete || !heard.sameBytes);
  answer.body = stream ? streamedAnswer(request.speech, text).before + errorEvent(request.speech)
                       : errorText(request.speech);
  QCOMPARE(hear(request, answer).end, Heard::End::Refused);
}

void JudgeTest::requestsFollowFromTheSeed() {
  for (int n = 0; n < 200; ++n) {
    const Request one = makeRequest(3, n), again = makeRequest(3, n);
    QCOMPARE(promptOf(one), promptOf(again));
    const auto asked = readPrompt("{\"stream\":true,\"content\":\"" + promptOf(one) + "\"}", 'd');
    QVERIFY(asked && asked->stream);
    QCOMPARE(asked->n, n);
    QCOMPARE(asked->fault, one.script[3]);
  }
}

void JudgeTest::aRequestCanBeServedUnlessItIsHopeless() {
  int faults[kFaults] = {};
  for (int n = 0; n < 20'000; ++n) {
    const Request request = makeRequest(9, n);
    for (const Fault fault : request.script)
      ++faults[static_cast<int>(fault)];
    QVERIFY(!makesRest(request.script[1]) && !makesRest(request.script[4]));
    if (request.hopeless || request.stay != Stay::Waits) continue;
    for (const std::string_view group : shapes()[static_cast<std::size_t>(request.shape)].groups)
      QVERIFY(std::ranges::any_of(group, [&](char letter) {
        return kSteady.find(letter) != std::string_view::npos &&
               serves(request.script[indexOf(letter)]);
      }));
  }
  for (int i = 0; i < kFaults; ++i)
    QVERIFY2(faults[i] > 0, factsOf(static_cast<Fault>(i)).name);
}

SB_TEST(JudgeTest);
#include "judge_test.moc"
