#include <QTest>
#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/cache/canonical.h"
#include "core/dialects/look.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::cache;

namespace {

constexpr std::string_view kLeftOut[] = {"user", "stream"};

std::string canonical(const std::string& body) {
  Canonical form;
  const auto text = form.of(body, 0, kLeftOut);
  return text ? std::string(*text) : "not JSON";
}

// A document as a tree, written in as many ways as there are.
struct Doc {
  enum class Kind { Scalar, List, Object };
  Kind kind = Kind::Scalar;
  std::string scalar;
  std::vector<std::pair<std::string, Doc>> parts;  // of a list: without names
};

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t n) { return random() % n; }

Doc randomDoc(Random& random, int depth) {
  static const std::vector<std::string> kScalars{"1",
                                                 "1.0",
                                                 "-0.5e3",
                                                 "true",
                                                 "false",
                                                 "null",
                                                 R"("")",
                                                 R"("a b")",
                                                 R"("}")",
                                                 R"("\"")",
                                                 R"("{\"a\":1}")",
                                                 R"("\u00e9")",
                                                 "\"\xc3\xa9\"",
                                                 R"("[1,2]")"};
  static const std::vector<std::string> kNames{"a",    "b",    "ab",      "a b",
                                               "\\\"", "role", "content", "user"};
  Doc doc;
  const std::size_t kind = depth == 0 ? 0 : below(random, 3);
  doc.kind = static_cast<Doc::Kind>(kind);
  if (doc.kind == Doc::Kind::Scalar) {
    doc.scalar = kScalars[below(random, kScalars.size())];
    return doc;
  }
  std::vector<std::string> names = kNames;
  std::shuffle(names.begin(), names.end(), random);
  names.resize(below(random, 6));
  for (const std::string& name : names)
    doc.parts.emplace_back(name, randomDoc(random, depth - 1));
  return doc;
}

std::string blank(Random& random) {
  static const std::vector<std::string> kBlanks{"", "", " ", "\n  ", "\t", "\r\n"};
  return kBlanks[below(random, kBlanks.size())];
}

// The members of objects in any order, blanks anywhere.
std::string written(const Doc& doc, Random& random) {
  if (doc.kind == Doc::Kind::Scalar) return blank(random) + doc.scalar + blank(random);
  const bool object = doc.kind == Doc::Kind::Object;
  auto parts = doc.parts;
  if (object) std::shuffle(parts.begin(), parts.end(), random);
  std::string text = blank(random) + (object ? "{" : "[") + blank(random);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += "," + blank(random);
    if (object) text += "\"" + parts[i].first + "\"" + blank(random) + ":";
    text += written(parts[i].second, random);
  }
  return text + (object ? "}" : "]") + blank(random);
}

// Changes what it says, somewhere.
void change(Doc& doc, Random& random) {
  if (doc.kind == Doc::Kind::Scalar) {
    doc.scalar = doc.scalar == "7" ? "8" : "7";
    return;
  }
  if (doc.parts.empty() || below(random, 4) == 0) {
    Doc more;
    more.scalar = "9";
    doc.parts.emplace_back("more", more);
    return;
  }
  change(doc.parts[below(random, doc.parts.size())].second, random);
}

}  // namespace

class CanonicalTest : public QObject {
  Q_OBJECT
 private slots:
  void writesOneTextForOneMeaning_data();
  void writesOneTextForOneMeaning();
  void leavesOutOnlyMembersOfTheOutermostObject();
  void keepsTheOrderOfMembersOfOneName();
  void tellsApartWhatIsWrittenOtherwise();
  void everyWayToWriteADocumentIsOne();
  void everyChangeOfADocumentShows();
  void takesAnyBytes();
  void refusesWhatIsTooDeep();
};

void CanonicalTest::writesOneTextForOneMeaning_data() {
  QTest::addColumn<QString>("body");
  QTest::addColumn<QString>("text");
  QTest::newRow("order") << R"({"b":1,"a":2})"
                         << R"({"a":2,"b":1})";
  QTest::newRow("blanks") << R"( { "a" : [ 1 , 2 ] } )"
                          << R"({"a":[1,2]})";
  QTest::newRow("nested") << R"({"m":[{"role":"user","content":"x"}]})"
                          << R"({"m":[{"content":"x","role":"user"}]})";
  QTest::newRow("lists keep theirs") << R"([3,1,2])"
                                     << R"([3,1,2])";
  QTest::newRow("empty") << R"({ })"
                         << R"({})";
  QTest::newRow("empty list") << R"({"a":[ ]})"
                              << R"({"a":[]})";
  QTest::newRow("left out") << R"({"user":"u","a":1,"stream":true})"
                            << R"({"a":1})";
}

void CanonicalTest::writesOneTextForOneMeaning() {
  QFETCH(QString, body);
  QFETCH(QString, text);
  QCOMPARE(QString::fromStdString(canonical(body.toStdString())), text);
}

void CanonicalTest::leavesOutOnlyMembersOfTheOutermostObject() {
  const std::string body = "{\"a\":{\"user\":1},\"user\":2}";
  const std::string text = "{\"a\":{\"user\":1}}";
  QCOMPARE(canonical(body), text);
}

void CanonicalTest::keepsTheOrderOfMembersOfOneName() {
  const std::string body = "{\"b\":0,\"a\":2,\"a\":1}";
  const std::string text = "{\"a\":2,\"a\":1,\"b\":0}";
  const std::string other = "{\"b\":0,\"a\":1,\"a\":2}";
  QCOMPARE(canonical(body), text);
  QVERIFY(canonical(other) != text);
}

void CanonicalTest::tellsApartWhatIsWrittenOtherwise() {
  const std::vector<std::string> bodies{"{\"a\":1}",
                                        "{\"a\":1.0}",
                                        "{\"a\":\"1\"}",
                                        "{\"a\":[1]}",
                                        "{\"b\":1}",
                                        "{\"a\":\"b\",\"c\":1}",
                                        "{\"a\":\"b\\\",\\\"c\\\":1\"}"};
  std::set<std::string> texts;
  for (const std::string& body : bodies)
    texts.insert(canonical(body));
  QCOMPARE(texts.size(), bodies.size());
}

void CanonicalTest::everyWayToWriteADocumentIsOne() {
  Random random(1);
  for (int i = 0; i < 3'000; ++i) {
    const Doc doc = randomDoc(random, 4);
    const std::string one = canonical(written(doc, random));
    const std::string other = canonical(written(doc, random));
    QCOMPARE(other, one);
    QCOMPARE(canonical(one), one);
  }
}

void CanonicalTest::everyChangeOfADocumentShows() {
  Random random(2);
  for (int i = 0; i < 3'000; ++i) {
    Doc doc = randomDoc(random, 4);
    Doc around;  // so that nothing is left out of what is changed
    around.kind = Doc::Kind::List;
    around.parts.emplace_back("", doc);
    const std::string before = canonical(written(around, random));
    change(around.parts.front().second, random);
    QVERIFY(canonical(written(around, random)) != before);
  }
}

// Whatever comes: a text or a refusal, and a text is JSON that stays as it is.
void CanonicalTest::takesAnyBytes() {
  Random random(3);
  const std::string alphabet = "{}[]\":,0123456789.eE+-truefalsn\\u \n\xc3\xa9\xff";
  int taken = 0;
  for (int i = 0; i < 60'000; ++i) {
    std::string body;
    if (i % 2 == 0) {
      body = written(randomDoc(random, 3), random);
      if (!body.empty())
        body[below(random, body.size())] = alphabet[below(random, alphabet.size())];
    } else {
      for (std::size_t n = below(random, 12); n > 0; --n)
        body += alphabet[below(random, alphabet.size())];
    }
    const std::string text = canonical(body);
    if (text == "not JSON") continue;
    ++taken;
    QCOMPARE(canonical(text), text);
  }
  QVERIFY(taken > 1'000);
}

void CanonicalTest::refusesWhatIsTooDeep() {
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  QCOMPARE(canonical(deep), std::string("not JSON"));
}

SB_TEST(CanonicalTest);
#include "canonical_test.moc"
