// The same request in every dialect, as its API's reference writes it (requests/CASE/DIALECT.json):
// each must become each other. Wire cases: T42, T71.
#include <QTest>
#include <boost/json.hpp>
#include <map>

#include "tests/core/dialects/codecs.h"
#include "tests/support/test_main.h"

namespace {

using namespace sb;
using namespace sb::dialects;
using namespace sb::dialects::test;
namespace bj = boost::json;

const QDir kFolder(QStringLiteral(SB_SOURCE_DIR "/tests/core/dialects/requests"));

QString fileOf(const QString& name, const Known& known) {
  return kFolder.filePath(name + '/' + QString::fromStdString(std::string(known.name)) +
                          QStringLiteral(".json"));
}

std::string written(const Known& from, const Known& to, const std::string& body) {
  const auto request = from.codec.readRequest(body);
  if (!request) qFatal("%s", request.error().message.c_str());
  Target target;
  target.model = "m";
  target.limitName = "max_tokens";
  const Written out = to.codec.writeRequest(*request, target);
  if (!out.lost.empty()) qFatal("lost: %s", out.lost.front().c_str());
  return out.body;
}

// Members that say nothing beyond what is there without them, and texts in their two forms.
void plain(bj::value& value);

void plainObject(bj::object& object) {
  if (object.contains("detail") && object["detail"] == "auto") object.erase("detail");
  if (object.contains("strict") && object["strict"] == false) object.erase("strict");
  // Anthropic wants objects closed, Gemini's subset of schemas cannot say it.
  if (object.contains("additionalProperties") && object["additionalProperties"] == false)
    object.erase("additionalProperties");
  if (object.contains("name") && object.contains("schema")) object.erase("name");
  if (object.contains("type") && object["type"] == "message") object.erase("type");
  for (const char* name : {"store", "truncation", "include"})
    object.erase(name);
  // Arguments as the JSON that they are.
  if (auto* text = object.if_contains("arguments"); text && text->is_string())
    if (auto inside = json::parse(text->as_string())) *text = *inside;
  for (auto& member : object)
    plain(member.value());
}

void plain(bj::value& value) {
  if (value.is_object()) return plainObject(value.as_object());
  if (!value.is_array()) return;
  for (bj::value& one : value.as_array())
    plain(one);
  // A list of one text is that text.
  if (value.as_array().size() != 1 || !value.as_array()[0].is_object()) return;
  const bj::object& only = value.as_array()[0].as_object();
  const bj::value* text = only.if_contains("text");
  if (text && only.size() == 2 && only.contains("type")) value = bj::value(*text);
}

// With the members in the order of their names.
bj::value sorted(const bj::value& value) {
  if (value.is_array()) {
    bj::array list;
    for (const bj::value& one : value.get_array())
      list.push_back(sorted(one));
    return list;
  }
  if (!value.is_object()) return value;
  std::map<std::string, bj::value> members;
  for (const auto& member : value.get_object())
    members[std::string(member.key())] = sorted(member.value());
  bj::object object;
  for (const auto& [name, member] : members)
    object[name] = member;
  return object;
}

std::string readable(const std::string& body) {
  auto value = json::parse(body);
  if (!value) qFatal("no JSON: %s", body.c_str());
  plain(*value);
  return json::write(sorted(*value));
}

}  // namespace

class RequestPairsTest : public QObject {
  Q_OBJECT
 private slots:
  void saysTheSameInEveryDialect_data();
  void saysTheSameInEveryDialect();
};

void RequestPairsTest::saysTheSameInEveryDialect_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<int>("from");
  QTest::addColumn<int>("to");
  const QStringList names = kFolder.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
  QVERIFY(!names.isEmpty());
  const int all = static_cast<int>(codecs().size());
  for (const QString& name : names)
    for (int from = 0; from < all; ++from)
      for (int to = 0; to < all; ++to)
        QTest::addRow("%s, %s to %s", qPrintable(name), codecs()[std::size_t(from)].name.data(),
                      codecs()[std::size_t(to)].name.data())
            << name << from << to;
}

void RequestPairsTest::saysTheSameInEveryDialect() {
  QFETCH(QString, name);
  QFETCH(int, from);
  QFETCH(int, to);
  const Known& caller = codecs()[std::size_t(from)];
  const Known& provider = codecs()[std::size_t(to)];
  const std::string body = contents(fileOf(name, caller));
  const std::string sent = readable(written(caller, provider, body));
  const std::string meant = readable(contents(fileOf(name, provider)));
  QVERIFY2(sent == meant, (sent + "\nis not\n" + meant).c_str());
}

SB_TEST(RequestPairsTest);

#include "request_pairs_test.moc"
