#include "core/catalog/catalog_file.h"

#include <QtTest/QtTest>

#include "core/base/files.h"
#include "core/catalog/embedded_models.h"
#include "core/catalog/line_index.h"
#include "tests/support/test_main.h"

namespace sb::catalog {
namespace {

const char* const kHeading = R"({"catalog":"signalbox","version":1,"date":"2099-01-31"})"
                             "\n";
const char* const kLine =
    R"({"provider":"openai","model":"new-model","price":{"input":"1","output":"2"}})"
    "\n";

std::string whole() { return std::string(kHeading) + kLine; }

}  // namespace

class CatalogFileTest : public QObject {
  Q_OBJECT

 private slots:
  void theBuiltInCatalogueIsRight() {
    const Status right = checkCatalog(embeddedModels());
    QVERIFY2(right, right ? "" : right.error().message.c_str());
    QVERIFY(Catalog::builtIn()->size() > 4000);
    QCOMPARE(Catalog::builtIn()->date().size(), std::size_t{10});
  }

  // Nothing is parsed before it is asked for: far from the limit of scripts/bench, 20 ms. A machine
  // that is busy, or watched by a sanitizer, gets ten times as long.
  void loadingCostsNextToNothing() {
    std::string text(embeddedModels());
    QElapsedTimer clock;
    clock.start();
    const auto catalog = Catalog::owning(std::make_unique<const std::string>(std::move(text)));
    const ModelFacts* facts = catalog->find("openai", "gpt-4o-mini");
    const qint64 micros = clock.nsecsElapsed() / 1000;
    QVERIFY(facts != nullptr);
    qInfo("%zu models are there after %lld us", catalog->size(), static_cast<long long>(micros));
    QVERIFY(micros < 200'000);
  }

  void refusesWhatIsNoCatalogue_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("why");
    const auto row = [](const char* name, const std::string& text, const char* why) {
      QTest::newRow(name) << QByteArray::fromStdString(text) << QByteArray(why);
    };
    const std::string heading = kHeading, line = kLine;
    row("nothing", "", "cut off");
    row("cut off", heading + line.substr(0, line.size() - 1), "cut off");
    row("no models", heading, "no models");
    row("a web page", "<html>\n</html>\n", "line 1");
    row("no heading", line, "line 1");
    row("another version",
        R"({"catalog":"signalbox","version":2,"date":"2099-01-31"})"
        "\n" +
            line,
        "line 1");
    row("no date",
        R"({"catalog":"signalbox","version":1,"date":"soon"})"
        "\n" +
            line,
        "line 1");
    row("twice", heading + line + line, "line 3");
    row("out of order",
        heading + line +
            R"({"provider":"a","model":"b"})"
            "\n",
        "line 3");
    row("no JSON",
        heading + R"({"provider":"a","model":"b",)"
                  "\n",
        "line 2");
    row("other members first",
        heading + R"({"model":"b","provider":"a"})"
                  "\n",
        "line 2");
    row("an escape",
        heading + R"({"provider":"a","model":"b\\c"})"
                  "\n",
        "line 2");
    row("a price out of range",
        heading + R"({"provider":"a","model":"b","price":{"input":"200000"}})"
                  "\n",
        "line 2");
  }
  void refusesWhatIsNoCatalogue() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, why);
    const auto read = readCatalog(text.toStdString());
    QVERIFY(!read);
    QVERIFY2(read.error().message.find(why.toStdString()) != std::string::npos,
             read.error().message.c_str());
  }

  void theFolderHasTheLastWordUnlessItIsOldOrDamaged() {
    const QTemporaryDir folder;
    const std::string data = folder.path().toStdString();
    QVERIFY(!chooseCatalog(data).fromFile);
    QVERIFY(chooseCatalog(data).problem.empty());
    QVERIFY(replacePrivateFile(catalogFile(data), whole()));
    const Chosen chosen = chooseCatalog(data);
    QVERIFY(chosen.fromFile && chosen.problem.empty());
    QCOMPARE(chosen.catalog->date(), std::string("2099-01-31"));
    QVERIFY(chosen.catalog->find("openai", "new-model") != nullptr);
    QVERIFY(chosen.catalog->find("openai", "gpt-4o") == nullptr);
    std::string old = whole();
    old.replace(old.find("2099"), 4, "2001");
    QVERIFY(replacePrivateFile(catalogFile(data), old));
    QVERIFY(!chooseCatalog(data).fromFile && !chooseCatalog(data).problem.empty());
    QVERIFY(replacePrivateFile(catalogFile(data), "damaged"));
    QVERIFY(!chooseCatalog(data).fromFile && !chooseCatalog(data).problem.empty());
    QVERIFY(chooseCatalog(data).catalog->find("openai", "gpt-4o") != nullptr);
  }

  void aDateAtTheEndOfANameIsNoOtherModel_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("base");
    QTest::newRow("OpenAI") << "gpt-x-2031-08-06"
                            << "gpt-x";
    QTest::newRow("Anthropic") << "claude-x-20310806"
                               << "claude-x";
    QTest::newRow("Vertex") << "claude-x@20310806"
                            << "claude-x";
    QTest::newRow("none") << "gpt-x"
                          << "";
    QTest::newRow("a number") << "gpt-x-0613"
                              << "";
    QTest::newRow("a longer name") << "gpt-x-2031-08-06-mini"
                                   << "";
    QTest::newRow("nothing before") << "-20310806"
                                    << "";
  }
  void aDateAtTheEndOfANameIsNoOtherModel() {
    QFETCH(QString, name);
    QFETCH(QString, base);
    const QByteArray utf8 = name.toUtf8();
    QCOMPARE(QString::fromUtf8(undated(utf8.constData()).data(),
                               static_cast<int>(undated(utf8.constData()).size())),
             base);
  }

  void isFoundByNameAliasOrDateAndNeverByItsBeginning() {
    const auto catalog =
        Catalog::of(R"({"provider":"p","model":"alias","alias_of":"model"})"
                    "\n"
                    R"({"provider":"p","model":"loop","alias_of":"alias"})"
                    "\n"
                    R"({"provider":"p","model":"model","price":{"input":"3"}})"
                    "\n"
                    R"({"provider":"p","model":"model-2030-01-01","price":{"input":"5"}})"
                    "\n");
    QCOMPARE(catalog->find("p", "alias")->id, std::string("model"));
    QVERIFY(catalog->find("p", "loop") == nullptr);
    QCOMPARE(catalog->find("p", "model-2031-02-03")->id, std::string("model"));
    QCOMPARE(catalog->find("p", "alias-20310203")->id, std::string("model"));
    QCOMPARE(catalog->find("p", "model-2030-01-01")->id, std::string("model-2030-01-01"));
    for (const char* near : {"mode", "model-", "model-mini", "model-2031-02-03-mini", "Model"})
      QVERIFY2(catalog->find("p", near) == nullptr, near);
  }
};

SB_TEST(CatalogFileTest);

}  // namespace sb::catalog

#include "catalog_file_test.moc"
