// The catalogue of models and the prices that the file says, by way of the admin API.
#include <set>

#include "core/catalog/catalog_file.h"
#include "tests/core/admin/support.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::admin::test;

namespace {

const char* const kOpenAi =
    "version: 1\n"
    "# mine\n"
    "providers:\n"
    "  - id: openai\n"
    "    kind: openai\n"
    "ledger: { bodies: none }\n";

const char* const kLater =
    R"({"catalog":"signalbox","version":1,"date":"2099-01-31"})"
    "\n"
    R"({"provider":"openai","model":"gpt-4o","price":{"input":"7","output":"8"}})"
    "\n";

Reply put(const Home& home, const std::string& text) {
  return home.send(home.head("PUT", "catalog") +
                   "Content-Type: application/octet-stream\r\nContent-Length: " +
                   std::to_string(text.size()) + "\r\n\r\n" + text);
}

double inputPrice(const Home& home, const std::string& model) {
  const bj::object all = home.get("models?q=openai/" + model).json();
  for (const bj::value& one : all.at("models").as_array())
    if (one.at("name").as_string() == "openai/" + model && !one.at("price").is_null())
      return one.at("price").at(0).at("usd_per_mtok").at("input").to_number<double>();
  return -1;
}

}  // namespace

class CatalogOperationsTest : public QObject {
  Q_OBJECT

 private slots:
  void anotherCatalogueIsInForceAtOnceAndKept() {
    Home home(kOpenAi);
    home.ready();
    const bj::object before = home.get("catalog").json();
    QCOMPARE(before.at("source").as_string(), "built_in");
    QVERIFY(before.at("models").as_int64() > 4000);
    QCOMPARE(inputPrice(home, "gpt-4o"), 2.5);
    const bj::object after = put(home, kLater).json();
    QCOMPARE(after.at("source").as_string(), "file");
    QCOMPARE(after.at("date").as_string(), "2099-01-31");
    QCOMPARE(after.at("models").as_int64(), 1);
    QCOMPARE(inputPrice(home, "gpt-4o"), 7.0);
    QCOMPARE(home.get("status").json().at("catalog").at("date").as_string(), "2099-01-31");
    QVERIFY(catalog::chooseCatalog(home.path(".")).fromFile);
    QCOMPARE(home.call("DELETE", "catalog").json().at("source").as_string(), "built_in");
    QCOMPARE(inputPrice(home, "gpt-4o"), 2.5);
    QVERIFY(!catalog::chooseCatalog(home.path(".")).fromFile);
    QCOMPARE(home.call("DELETE", "catalog").status, 200);
  }

  void listsModelsOfAllPresetsPageByPage() {
    Home home(kOpenAi);
    home.ready();
    const bj::object first = home.get("catalog/models?limit=1000").json();
    const std::int64_t total = first.at("total").as_int64();
    QVERIFY(total > 3'500);
    std::set<std::string> kinds, names;
    for (std::int64_t at = 0; at < total; at += 1'000) {
      const bj::object page =
          home.get("catalog/models?limit=1000&offset=" + std::to_string(at)).json();
      QCOMPARE(page.at("offset").as_int64(), at);
      for (const bj::value& one : page.at("models").as_array()) {
        kinds.emplace(one.at("kind").as_string());
        names.emplace(std::string(one.at("kind").as_string()) + "/" +
                      std::string(one.at("model").as_string()));
      }
    }
    QCOMPARE(static_cast<std::int64_t>(names.size()), total);
    QVERIFY(kinds.size() > 40 && names.contains("mistral/mistral-large-latest"));
    QCOMPARE(home.get("catalog/models?limit=1001").status, 400);
    QCOMPARE(home.get("catalog/models?offset=9999").json().at("models").as_array().size(), 0u);
  }

  void aBadOrOldCatalogueChangesNothing() {
    Home home(kOpenAi);
    home.ready();
    QCOMPARE(put(home, kLater).status, 200);
    const std::string kept = home.read("models.jsonl");
    QCOMPARE(put(home, "<html></html>\n").status, 422);
    QCOMPARE(put(home, std::string(kLater) + "{}\n").status, 422);
    std::string old = kLater;
    old.replace(old.find("2099"), 4, "2001");
    QCOMPARE(put(home, old).status, 409);
    QCOMPARE(home.read("models.jsonl"), kept);
    QCOMPARE(inputPrice(home, "gpt-4o"), 7.0);
  }

  void aPriceOfOnesOwnIsWrittenAndTakenBack() {
    Home home(kOpenAi);
    home.ready();
    const bj::value price{{"price", {{"usd_per_mtok", {{"input", 4}, {"output", 9.5}}}}}};
    QCOMPARE(home.call("PUT", "providers/openai/models/gpt-4o", price).status, 200);
    QCOMPARE(inputPrice(home, "gpt-4o"), 4.0);
    const std::string text = home.read("signalbox.yaml");
    QVERIFY2(text.find("# mine") != std::string::npos, text.c_str());
    const bj::value slash{{"price", {{"usd_per_mtok", {{"input", 1}}}}}};
    QCOMPARE(home.call("PUT", "providers/openai/models/my%2Fown", slash).status, 200);
    QCOMPARE(inputPrice(home, "my/own"), 1.0);
    QCOMPARE(inputPrice(home, "gpt-4o"), 4.0);
    const bj::value again{{"price", {{"usd_per_mtok", {{"input", 5}}}}}};
    QCOMPARE(home.call("PUT", "providers/openai/models/gpt-4o", again).status, 200);
    QCOMPARE(inputPrice(home, "gpt-4o"), 5.0);
    const bj::value perToken{{"price", {{"usd_per_mtok", {{"input", 0.000005}}}}}};
    QCOMPARE(home.call("PUT", "providers/openai/models/gpt-4o", perToken).status, 422);
    QCOMPARE(inputPrice(home, "gpt-4o"), 5.0);
    QCOMPARE(home.call("DELETE", "providers/openai/models/gpt-4o").status, 200);
    QCOMPARE(inputPrice(home, "gpt-4o"), 2.5);
    QCOMPARE(home.call("DELETE", "providers/openai/models/gpt-4o").status, 404);
    QCOMPARE(inputPrice(home, "my/own"), 1.0);
  }

  void aPriceLeavesTheSizesOfTheFileAlone() {
    Home home(kOpenAi);
    home.ready();
    const std::string path = "providers/openai/models/gpt-4o";
    const auto says = [&](const char* part) {
      return home.read("signalbox.yaml").find(part) != std::string::npos;
    };
    QCOMPARE(home.call("PUT", path, {{"context", 4'321}, {"max_output", 99}}).status, 200);
    const bj::value price{{"price", {{"usd_per_mtok", {{"input", 4}}}}}};
    QCOMPARE(home.call("PUT", path, price).status, 200);
    QVERIFY(says("context: 4321") && says("max_output: 99"));
    QCOMPARE(inputPrice(home, "gpt-4o"), 4.0);
    QCOMPARE(home.call("PUT", path, {{"price", nullptr}, {"max_output", nullptr}}).status, 200);
    QVERIFY(says("context: 4321") && !says("max_output"));
    QCOMPARE(inputPrice(home, "gpt-4o"), 2.5);
    QCOMPARE(home.call("PUT", path, {{"context", nullptr}}).status, 200);
    QVERIFY(!says("gpt-4o"));
    QCOMPARE(home.call("PUT", path, {{"price", nullptr}}).status, 404);
  }
};

SB_TEST(CatalogOperationsTest);

#include "catalog_test.moc"
