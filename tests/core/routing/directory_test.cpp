#include "core/routing/directory.h"

#include <QTest>

#include "tests/support/test_main.h"

using namespace sb;
using routing::Directory;
using routing::Offer;

namespace {

config::Route route(const std::string& name, std::vector<std::string> match = {}) {
  config::Route made;
  made.name = name;
  made.match = std::move(match);
  made.flow.kind = config::Node::Kind::Target;
  made.flow.provider = "p1";
  made.flow.model = "target-of-" + name;
  return made;
}

config::Provider provider(const std::string& id) {
  config::Provider made;
  made.id = id;
  made.kind = "openai_compatible";
  return made;
}

Directory directory() {
  auto config = std::make_shared<config::Config>();
  config->providers = {provider("p1"), provider("p2"), provider("off")};
  config->routes = {route("fast", {"claude-*", "claude-*haiku*"}), route("exact"),
                    route("haiku", {"claude-*haiku-3*"})};
  std::vector<Offer> offers(3);
  offers[0].provider = "p1";
  offers[0].weight = 1;
  offers[0].models = {"both", "only-one"};
  offers[1].provider = "p2";
  offers[1].weight = 3;
  offers[1].models = {"both", "exact"};
  offers[2].provider = "off";
  offers[2].enabled = false;
  offers[2].models = {"both", "hidden"};
  return Directory(config, offers);
}

QString targetOf(const Directory& names, const std::string& name) {
  const auto found = names.resolve(name, 0.5);
  if (!found) return "error " + QString::fromStdString(std::string(errorName(found.error().kind)));
  return QString::fromStdString(found->flow->provider + "/" + found->flow->model);
}

}  // namespace

class DirectoryTest : public QObject {
  Q_OBJECT

 private slots:
  void resolvesInTheDocumentedOrder_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("target");
    QTest::newRow("route") << "fast"
                           << "p1/target-of-fast";
    QTest::newRow("a route beats a model of that name") << "exact"
                                                        << "p1/target-of-exact";
    QTest::newRow("pattern") << "claude-opus"
                             << "p1/target-of-fast";
    QTest::newRow("most specific pattern") << "claude-haiku-3-5"
                                           << "p1/target-of-haiku";
    QTest::newRow("provider and model") << "p2/anything"
                                        << "p2/anything";
    QTest::newRow("further slashes belong to the model") << "p2/openai/gpt-4o"
                                                         << "p2/openai/gpt-4o";
    QTest::newRow("offered by one") << "only-one"
                                    << "p1/only-one";
    QTest::newRow("offered by a provider that is off") << "hidden"
                                                       << "error unknown_model";
    QTest::newRow("unknown") << "nothing"
                             << "error unknown_model";
    QTest::newRow("unknown provider") << "p9/x"
                                      << "error unknown_model";
    QTest::newRow("empty model") << "p1/"
                                 << "error unknown_model";
  }
  void resolvesInTheDocumentedOrder() {
    QFETCH(QString, name);
    QFETCH(QString, target);
    QCOMPARE(targetOf(directory(), name.toStdString()), target);
  }

  void balancesOffersByWeightAndKeepsTheOthers() {
    const Directory names = directory();
    int second = 0;
    for (int i = 0; i < 1000; ++i) {
      const auto found = names.resolve("both", i / 1000.0);
      QVERIFY(found);
      QCOMPARE(found->flow->children.size(), std::size_t{2});
      QVERIFY(found->flow->children[0].provider != found->flow->children[1].provider);
      if (found->flow->children[0].provider == "p2") ++second;
    }
    QCOMPARE(second, 750);
  }

  void namesNearNamesOfAnUnknownModel() {
    const auto found = directory().resolve("fasd", 0);
    QVERIFY(!found);
    QVERIFY(found.error().message.find("did you mean fast?") != std::string::npos);
  }

  void listsRoutesBeforeModels() {
    const Directory names = directory();
    QCOMPARE(names.names().front(), std::string("exact"));
    QVERIFY(std::find(names.names().begin(), names.names().end(), "p2/both") !=
            names.names().end());
    QVERIFY(std::find(names.names().begin(), names.names().end(), "off/hidden") ==
            names.names().end());
  }
};

SB_TEST(DirectoryTest);
#include "directory_test.moc"
