// Thinking that a provider signed goes by a caller of another dialect and comes back to it in the
// next turn, whole; and to nobody else. Wire cases: T58, T59, T60, T72.
#include "tests/core/dialects/rewriting.h"

#include <QTest>
#include <boost/json.hpp>

#include "tests/core/dialects/clients.h"
#include "tests/support/test_main.h"

namespace {

using namespace sb;
using namespace sb::dialects;
using namespace sb::dialects::test;
namespace bj = boost::json;

struct Signed {
  const char* dialect;
  const char* file;
};

// Recordings that hold a signature.
constexpr Signed kSigned[] = {
    {"anthropic", "signed-thinking.events"},
    {"anthropic", "signed-thinking.json"},
    {"anthropic", "redacted-thinking.json"},
    {"gemini", "signed-text.events"},
    {"gemini", "signed-calls.events"},
    {"gemini", "tool-call.json"},
    {"openai_responses", "encrypted-reasoning.events"},
};

chat::Answer answerOf(const Known& provider, const char* name) {
  const QString file = recorded(provider.name).filePath(QString::fromUtf8(name));
  if (file.endsWith(QStringLiteral(".events"))) return assembled(provider.codec, eventsOf(file));
  auto answer = provider.codec.readAnswer(contents(file));
  if (!answer) qFatal("%s", answer.error().message.c_str());
  return *std::move(answer);
}

std::vector<std::string> sealsIn(const chat::Answer& answer) {
  std::vector<std::string> seals;
  for (const chat::Part& part : answer.choices.at(0).content) {
    const auto* thinking = chat::as<chat::Thinking>(part);
    const auto* call = chat::as<chat::ToolCall>(part);
    if (thinking && thinking->signature) seals.push_back(thinking->signature->data);
    if (call && call->signature) seals.push_back(call->signature->data);
  }
  return seals;
}

std::string written(const Known& caller, const std::string& body, const Known& provider) {
  const auto request = caller.codec.readRequest(body);
  if (!request) qFatal("%s", request.error().message.c_str());
  Target target;
  target.model = "m";
  return provider.codec.writeRequest(*request, target).body;
}

}  // namespace

class TwoTurnsTest : public QObject {
  Q_OBJECT
 private slots:
  void aSignatureComesBackToItsProviderAlone_data();
  void aSignatureComesBackToItsProviderAlone();
};

void TwoTurnsTest::aSignatureComesBackToItsProviderAlone_data() {
  QTest::addColumn<int>("row");
  QTest::addColumn<int>("caller");
  for (std::size_t row = 0; row < std::size(kSigned); ++row)
    for (std::size_t caller = 0; caller < codecs().size(); ++caller)
      QTest::addRow("%s %s by %s", kSigned[row].dialect, kSigned[row].file,
                    codecs()[caller].name.data())
          << int(row) << int(caller);
}

void TwoTurnsTest::aSignatureComesBackToItsProviderAlone() {
  QFETCH(int, row);
  QFETCH(int, caller);
  const Known& client = codecs()[std::size_t(caller)];
  const Known& own = knownAs(kSigned[row].dialect);
  const chat::Answer answer = answerOf(own, kSigned[row].file);
  const std::vector<std::string> seals = sealsIn(answer);
  QVERIFY(!seals.empty());
  const auto told = json::parse(client.codec.writeAnswer(answer, someName()));
  QVERIFY(told.has_value());
  const std::string body = clientOf(client.name).nextTurn(*told);
  for (const Known& provider : codecs()) {
    const auto sent = json::parse(written(client, body, provider));
    QVERIFY(sent.has_value());
    const std::string text = json::write(*sent);
    for (const std::string& seal : seals) {
      const bool there = text.find(json::write(bj::value(seal))) != std::string::npos;
      QVERIFY2(there == (provider.name == own.name), provider.name.data());
    }
    if (provider.name != own.name) QVERIFY2(text.find("sb1.") == std::string::npos, text.c_str());
  }
}

SB_TEST(TwoTurnsTest);

#include "two_turns_test.moc"
