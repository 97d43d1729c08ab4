// Pictures and files in requests to providers of other dialects. Wire cases: T56.
#include <QTest>

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

}  // namespace

class RequestMediaTest : public QObject {
  Q_OBJECT
 private slots:
  void bytesAreInTheStandardAlphabetForOthers_data();
  void bytesAreInTheStandardAlphabetForOthers();
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

SB_TEST(RequestMediaTest);

#include "request_media_test.moc"
