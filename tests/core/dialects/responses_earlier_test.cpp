#include <QTest>

#include "core/dialects/openai_responses/earlier.h"
#include "tests/core/dialects/codecs.h"
#include "tests/support/test_main.h"

namespace {

using namespace sb::dialects;
using namespace sb::dialects::openai_responses;

constexpr const char* kBody =
    R"({"model":"m","previous_response_id":"resp_1","input":"again?","top_p":0.50})";
constexpr const char* kSaid =
    R"([{"type":"message","role":"user","content":"hello"},
        {"id":"msg_1_0","type":"message","role":"assistant","content":[]}])";

std::string found(std::string_view id) {
  return id == "msg_1_0" ? R"({"type":"message","role":"assistant","content":"hi"})" : "";
}

}  // namespace

class ResponsesEarlierTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void T84_putsWhatWasSaidBefore();
  void T84_takesWhatIsToBeKept();
  void putsItemsInPlaceOfReferences();
  void referencesToNothingAreRefused();
  void knowsTheAnswerOfAnItem();
  void findsTheLastResponseOfAStream();
  void refusesWhatIsNoRequest();
};

void ResponsesEarlierTest::T84_putsWhatWasSaidBefore() {
  const auto body = withEarlier(kBody, kSaid);
  QVERIFY(body);
  const std::string expected =
      R"({"model":"m","input":[{"type":"message","role":"user","content":"hello"},
        {"id":"msg_1_0","type":"message","role":"assistant","content":[]},)"
      R"({"type":"message","role":"user","content":"again?"}],"top_p":0.50})";
  QCOMPARE(*body, expected);
  const auto nothing = withEarlier(kBody, "[]");
  QVERIFY(nothing && nothing->find("again?") != std::string::npos);
  const auto noInput = withEarlier(R"({"model":"m"})", kSaid);
  QVERIFY(noInput && noInput->find("hello") != std::string::npos);
}

// A turn: what was said before, what is said now, what was answered.
void ResponsesEarlierTest::T84_takesWhatIsToBeKept() {
  const auto body = withEarlier(kBody, kSaid);
  QVERIFY(body);
  const auto input = inputItems(*body);
  const auto output = outputItems(R"({"id":"resp_2","output":[{"type":"reasoning"}]})");
  QVERIFY(input && output);
  const auto kept = sb::json::parse(joined(*input, *output));
  QVERIFY(kept);
  QCOMPARE(kept->as_array().size(), std::size_t{4});
  QCOMPARE(joined("[]", "[ ]"), std::string("[]"));
  QCOMPARE(joined("[1]", "[]"), std::string("[1]"));
  QCOMPARE(*inputItems(R"({"model":"m"})"), std::string("[]"));
}

void ResponsesEarlierTest::putsItemsInPlaceOfReferences() {
  const char* body =
      R"({"input":[{"type":"item_reference","id":"msg_1_0"},{"role":"user","content":"q"}],
          "previous_response_id":"resp_0"})";
  QCOMPARE(references(body), std::vector<std::string>{"msg_1_0"});
  const auto whole = withReferenced(body, found);
  QVERIFY(whole);
  const std::string expected = R"({"input":[{"type":"message","role":"assistant","content":"hi"},)"
                               R"({"role":"user","content":"q"}],"previous_response_id":"resp_0"})";
  QCOMPARE(*whole, expected);
  QCOMPARE(itemWith(kSaid, "msg_1_0").substr(0, 15), std::string(R"({"id":"msg_1_0")"));
  QCOMPARE(itemWith(kSaid, "msg_1_1"), std::string());
}

void ResponsesEarlierTest::referencesToNothingAreRefused() {
  const auto body = withReferenced(R"({"input":[{"id":"rs_9"}]})", found);
  QVERIFY(!body);
  QCOMPARE(body.error().kind, sb::ErrorKind::NotFound);
  QVERIFY(body.error().message.find("rs_9") != std::string::npos);
}

void ResponsesEarlierTest::knowsTheAnswerOfAnItem() {
  QCOMPARE(answerOfItem("msg_abc_def_12"), std::string_view("abc_def"));
  for (const char* id : {"", "msg", "msg_1", "msg__1", "msg_a_", "msg_a_b", "_"})
    QVERIFY2(answerOfItem(id).empty(), id);
}

void ResponsesEarlierTest::findsTheLastResponseOfAStream() {
  const std::string data = R"({"type":"response.completed","response":{"id":"r"}})";
  QCOMPARE(lastResponse(data), std::string_view(R"({"id":"r"})"));
  for (const char* other : {R"({"type":"response.created","response":{"id":"r"}})", "", "[DONE]",
                            R"({"type":"response.completed","response":{)"})
    QVERIFY2(lastResponse(other).empty(), other);
}

void ResponsesEarlierTest::refusesWhatIsNoRequest() {
  for (const char* body : {"", "[]", "{", R"({"input":7})", R"({"input":[})"}) {
    QVERIFY2(!withEarlier(body, kSaid), body);
    QVERIFY2(!inputItems(body), body);
    QVERIFY2(!withReferenced(body, found), body);
    QVERIFY2(references(body).empty(), body);
  }
  for (const char* answer : {"", "{}", "[]", R"({"output":7})"})
    QVERIFY2(!outputItems(answer), answer);
}

SB_TEST(ResponsesEarlierTest);

#include "responses_earlier_test.moc"
