// Pictures and files in requests to providers of other dialects. Wire cases: T56.
#include <QTest>
#include <map>

#include "tests/core/dialects/codecs.h"
#include "tests/support/test_main.h"

namespace {

using namespace sb::dialects;
using namespace sb::dialects::test;

std::string written(std::string_view from, std::string_view to, const std::string& body) {
  const auto request = codecOf(from).readRequest(body);
  if (!request) qFatal("%s", request.error().message.c_str());
  Target target;
  target.model = "m";
  target.limitName = "max_tokens";
  const Written out = codecOf(to).writeRequest(*request, target);
  if (!out.lost.empty()) qFatal("lost: %s", out.lost.front().c_str());
  return out.body;
}

// The result of a tool with a text and a picture: as each API has it, and what of it a provider
// must be sent. Chat completions and Gemini 2 have no place for a picture in a result: it follows,
// in what the user says.
struct PictureInResult {
  std::string_view asked, sent;
};

const std::map<std::string_view, PictureInResult> kPictures{
    {"openai_chat",
     {R"({"model":"m","messages":[{"role":"user","content":"Look"},{"role":"assistant",
        "content":null,"tool_calls":[{"id":"call_a","type":"function","function":{"name":"shoot",
          "arguments":"{}"}}]},{"role":"tool","tool_call_id":"call_a","content":[
        {"type":"text","text":"done"},
        {"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgo="}}]}]})",
      R"({"role":"tool","tool_call_id":"call_a","content":"done"},{"role":"user","content":[)"
      R"({"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgo="}}]})"}},
    {"anthropic",
     {R"({"model":"m","max_tokens":100,"messages":[{"role":"user","content":"Look"},
        {"role":"assistant","content":[{"type":"tool_use","id":"call_a","name":"shoot",
          "input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"call_a",
          "content":[{"type":"text","text":"done"},{"type":"image","source":{"type":"base64",
            "media_type":"image/png","data":"iVBORw0KGgo="}}]}]}]})",
      R"({"type":"tool_result","tool_use_id":"call_a","content":[{"type":"text","text":)"
      R"("done"},{"type":"image","source":{"type":"base64","media_type":"image/png",)"
      R"("data":"iVBORw0KGgo="}}]})"}},
    {"gemini",
     {R"({"contents":[{"role":"user","parts":[{"text":"Look"}]},{"role":"model","parts":[
        {"functionCall":{"id":"call_a","name":"shoot","args":{}}}]},{"role":"user","parts":[
        {"functionResponse":{"id":"call_a","name":"shoot","response":{"output":"done"},"parts":[
          {"inlineData":{"mimeType":"image/png","data":"iVBORw0KGgo="}}]}}]}]})",
      R"({"functionResponse":{"id":"call_a","name":"shoot","response":{"output":"done"}}},)"
      R"({"inlineData":{"mimeType":"image/png","data":"iVBORw0KGgo="}})"}},
    {"openai_responses",
     {R"({"model":"m","input":[{"role":"user","content":"Look"},{"type":"function_call",
        "call_id":"call_a","name":"shoot","arguments":"{}"},{"type":"function_call_output",
        "call_id":"call_a","output":[{"type":"input_text","text":"done"},{"type":"input_image",
          "image_url":"data:image/png;base64,iVBORw0KGgo="}]}]})",
      R"({"type":"function_call_output","call_id":"call_a","output":[{"type":"input_text",)"
      R"("text":"done"},{"type":"input_image")"}}};

}  // namespace

class RequestMediaTest : public QObject {
  Q_OBJECT
 private slots:
  void bytesAreInTheStandardAlphabetForOthers_data();
  void bytesAreInTheStandardAlphabetForOthers();
  void T56_aPictureInAResultStaysAPicture_data();
  void T56_aPictureInAResultStaysAPicture();
};

void RequestMediaTest::bytesAreInTheStandardAlphabetForOthers_data() {
  QTest::addColumn<QString>("to");
  QTest::addColumn<QString>("data");
  QTest::addColumn<QString>("expected");
  for (const Known& known : codecs()) {
    const QString to = QString::fromStdString(std::string(known.name));
    QTest::addRow("for URLs, to %s", qPrintable(to)) << to << "_-9_AA=="
                                                     << "/+9/AA==";
    QTest::addRow("without padding, to %s", qPrintable(to)) << to << "-_8"
                                                            << "+/8=";
    QTest::addRow("as it was, to %s", qPrintable(to)) << to << "+/8A"
                                                      << "+/8A";
  }
}

// Google's package for Python sends the alphabet for URLs.
void RequestMediaTest::bytesAreInTheStandardAlphabetForOthers() {
  QFETCH(QString, to);
  QFETCH(QString, data);
  QFETCH(QString, expected);
  const std::string body =
      R"({"contents":[{"role":"user","parts":[{"inlineData":{"mimeType":"image/png","data":")" +
      data.toStdString() + R"("}}]}]})";
  const std::string out = written("gemini", to.toStdString(), body);
  QVERIFY2(out.find("\"" + expected.toStdString() + "\"") != std::string::npos ||
               out.find("," + expected.toStdString() + "\"") != std::string::npos,
           out.c_str());
}

void RequestMediaTest::T56_aPictureInAResultStaysAPicture_data() {
  QTest::addColumn<QString>("from");
  QTest::addColumn<QString>("to");
  for (const Known& from : codecs())
    for (const Known& to : codecs())
      QTest::addRow("%s to %s", from.name.data(), to.name.data())
          << QString::fromStdString(std::string(from.name))
          << QString::fromStdString(std::string(to.name));
}

void RequestMediaTest::T56_aPictureInAResultStaysAPicture() {
  QFETCH(QString, from);
  QFETCH(QString, to);
  const std::string body(kPictures.at(from.toStdString()).asked);
  const std::string sent = written(from.toStdString(), to.toStdString(), body);
  QVERIFY2(sent.find(kPictures.at(to.toStdString()).sent) != std::string::npos, sent.c_str());
  QVERIFY2(sent.find("iVBORw0KGgo=") != std::string::npos, sent.c_str());
}

SB_TEST(RequestMediaTest);

#include "request_media_test.moc"
