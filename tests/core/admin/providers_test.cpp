// Providers, their test, models, and the dry run of routes.
#include <atomic>
#include <mutex>
#include <set>

#include "core/admin/operations.h"
#include "tests/core/admin/support.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::admin::test;

namespace {

// An upstream that answers one list of models, or whatever it is told.
class Upstream {
 public:
  explicit Upstream(int status = 200,
                    std::string body = R"({"data":[{"id":"alpha"},{"id":"models/beta"}]})")
      : m_body(std::move(body)),
        m_status(status),
        m_server([this](net::HttpConnection& http) { return answer(http); }) {}

  std::string url() const { return "http://127.0.0.1:" + std::to_string(m_server.port()) + "/v1"; }
  void become(int status) { m_status = status; }
  std::string seen() const {
    const std::lock_guard lock(m_mutex);
    return m_seen;
  }

 private:
  net::Task<void> answer(net::HttpConnection& http) {
    {
      const std::lock_guard lock(m_mutex);
      m_seen = http.request().method + " " + http.request().target + " " +
               std::string(http.request().headers.get("Authorization"));
    }
    const std::string lines = "Content-Type: application/json\r\n";
    co_await http.respond(m_status, lines, m_body);
  }

  mutable std::mutex m_mutex;
  std::string m_seen;
  const std::string m_body;
  std::atomic<int> m_status;
  sb::test::HttpServer m_server;
};

std::string configFor(const std::string& url) {
  return "version: 1\nlisten: { address: 127.0.0.1, port: 0 }\n"
         "admin: { address: 127.0.0.1, port: 0 }\nproviders:\n"
         "  - { id: up, kind: openai_compatible, base_url: \"" +
         url +
         "\", proxy: none, keys: [ { name: main, secret: \"env:SB_TEST_UP_KEY\" } ] }\n"
         "routes: [ { name: r, flow: { target: up/alpha } } ]\n";
}

bj::object providerOf(const Home& home) {
  const bj::object all = home.get("providers").json();
  return all.at("providers").as_array().at(0).as_object();
}

// Of the flow as it would be.
bj::object dryRunOf(const Home& home, const std::string& flow) {
  const std::string text =
      "version: 1\n"
      "providers: [ { id: local, kind: ollama, base_url: \"http://127.0.0.1:9/v1\" } ]\n"
      "routes: [ { name: fast, flow: " +
      flow + " } ]\n";
  return home.call("POST", "routes/fast/dry-run", bj::object{{"config", text}}).json();
}

}  // namespace

class ProvidersTest : public QObject {
  Q_OBJECT

 private slots:
  void init() { qputenv("SB_TEST_UP_KEY", "sk-up-0123456789"); }

  void testsAProviderOverTheWayOfTraffic() {
    const Upstream upstream;
    Home home(configFor(upstream.url()));
    home.ready();
    const bj::object json = home.call("POST", "providers/up/test").json();
    QVERIFY(json.at("ok").as_bool());
    QCOMPARE(json.at("url").as_string(), upstream.url() + "/models");
    QCOMPARE(json.at("status").as_int64(), 200);
    QCOMPARE(json.at("models").as_int64(), 2);
    QCOMPARE(json.at("key").as_string(), "main");
    QCOMPARE(json.at("address").as_string(), "127.0.0.1");
    QVERIFY(json.at("error").is_null());
    QCOMPARE(upstream.seen(), "GET /v1/models Bearer sk-up-0123456789");
  }

  void makesListedModelsAddressable() {
    const Upstream upstream;
    Home home(configFor(upstream.url()));
    home.ready();
    QCOMPARE(home.get("models?q=beta").json().at("total").as_int64(), 0);
    home.call("POST", "providers/up/test");
    const bj::object models = home.get("models?q=BETA").json();
    QVERIFY(models.at("models").at(0).at("listed").as_bool());
    QCOMPARE(models.at("total").as_int64(), 1);
    QCOMPARE(models.at("models").as_array().at(0).at("name").as_string(), "up/beta");
    QCOMPARE(providerOf(home).at("models_listed").as_int64(), 2);
    QVERIFY(!home.get("models?q=up/beta").json().at("models").at(0).at("listed").is_null());
    const bj::object listed = home.get("providers/up/models").json();
    QVERIFY(listed.at("models").as_array().at(0).at("listed").as_bool());
  }

  void bringsARefusedKeyBack() {
    Upstream upstream(401, R"({"error":{"message":"bad key"}})");
    Home home(configFor(upstream.url()));
    home.ready();
    bj::object json = home.call("POST", "providers/up/test").json();
    QVERIFY(!json.at("ok").as_bool());
    QCOMPARE(json.at("status").as_int64(), 401);
    QCOMPARE(json.at("error").at("kind").as_string(), "upstream_status");
    home.runner().call([&] {
      const auto snapshot = home.gateway().snapshot();
      providers::KeyRing::mark(snapshot->upstream("up")->runtime->keys.keys().at(0), 401);
    });
    QCOMPARE(providerOf(home).at("keys").as_array().at(0).at("status").as_string(), "refused");
    home.call("POST", "providers/up/test");
    QCOMPARE(providerOf(home).at("keys").as_array().at(0).at("status").as_string(), "refused");
    upstream.become(200);
    json = home.call("POST", "providers/up/test").json();
    // The body is still an error's: no list.
    QCOMPARE(json.at("error").at("kind").as_string(), "upstream_protocol");
    const Upstream good;
    home.write("signalbox.yaml", configFor(good.url()));
    home.call("POST", "config/reload");
    home.runner().call([&] {
      const auto snapshot = home.gateway().snapshot();
      providers::KeyRing::mark(snapshot->upstream("up")->runtime->keys.keys().at(0), 403);
    });
    QCOMPARE(providerOf(home).at("keys").as_array().at(0).at("refused_with").as_int64(), 403);
    QVERIFY(home.call("POST", "providers/up/test").json().at("ok").as_bool());
    QCOMPARE(providerOf(home).at("keys").as_array().at(0).at("status").as_string(), "usable");
  }

  void saysWhyAProviderDoesNotAnswer_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("kind");
    QTest::newRow("a web page") << 200 << "<html>"
                                << "upstream_protocol";
    QTest::newRow("not found") << 404 << "{}"
                               << "upstream_status";
    QTest::newRow("a redirect") << 302 << ""
                                << "upstream_status";
  }
  void saysWhyAProviderDoesNotAnswer() {
    QFETCH(int, status);
    QFETCH(QString, body);
    QFETCH(QString, kind);
    const Upstream upstream(status, body.toStdString());
    Home home(configFor(upstream.url()));
    home.ready();
    const bj::object json = home.call("POST", "providers/up/test").json();
    QVERIFY(!json.at("ok").as_bool());
    QCOMPARE(std::string(json.at("error").at("kind").as_string()), kind.toStdString());
    QVERIFY(!json.at("error").at("message").as_string().empty());
  }

  void saysThatNobodyListens() {
    Home home;
    home.ready();
    const bj::object json = home.call("POST", "providers/local/test").json();
    QVERIFY(!json.at("ok").as_bool());
    QCOMPARE(json.at("error").at("kind").as_string(), "connect_refused");
    QVERIFY(json.at("status").is_null());
    QCOMPARE(home.call("POST", "providers/nobody/test").status, 404);
    QCOMPARE(home.call("POST", "providers/openai/test", bj::object{{"key", "x"}}).status, 404);
    const bj::object locked = home.call("POST", "providers/openai/test").json();
    QCOMPARE(locked.at("error").at("kind").as_string(), "secret_missing");
  }

  void showsEachProviderAsItIs() {
    Home home;
    home.ready();
    const bj::object json = providerOf(home);
    QCOMPARE(json.at("id").as_string(), "local");
    QCOMPARE(json.at("name").as_string(), "Ollama");
    QCOMPARE(json.at("urls").at("chat").as_string(), "http://127.0.0.1:9/v1/chat/completions");
    QVERIFY(json.at("problem").is_null());
    QVERIFY(json.at("proxy").is_null());
    QVERIFY(home.get("presets").json().at("presets").as_array().size() > 10);
  }

  void showsWhereCallsWouldGoBeforeAnythingIsSaved() {
    Home home;
    home.ready();
    const auto chatOf = [&](const std::string& target) {
      const bj::object json = home.get("presets/" + target).json();
      return std::string(json::text(json.at("urls").as_object(), "chat"));
    };
    QCOMPARE(chatOf("openai/urls"), "https://api.openai.com/v1/chat/completions");
    QCOMPARE(chatOf("openai/urls?base_url=http%3A%2F%2F127.0.0.1%3A9%2Fllm"),
             "http://127.0.0.1:9/llm/chat/completions");
    for (const char* wrong : {"http%3A%2F%2Fa%20b", "nothing", "https%3A%2F%2Fu%3Ap%40host"}) {
      const bj::object json = home.get(std::string("presets/openai/urls?base_url=") + wrong).json();
      QVERIFY(json.at("urls").as_object().empty());
      QVERIFY(json.at("problem").is_string());
    }
    QVERIFY(home.get("presets/openai_compatible/urls").json().at("problem").is_string());
    QCOMPARE(home.get("presets/unknown/urls").status, 404);
  }

  void givesModelsWithPricesPageByPage() {
    Home home;
    home.ready();
    const bj::object first = home.get("models?provider=openai&limit=3").json();
    const bj::object second = home.get("models?provider=openai&limit=3&offset=3").json();
    QVERIFY(first.at("total").as_int64() > 6);
    QVERIFY(first.at("models").as_array().at(2) != second.at("models").as_array().at(0));
    const bj::object mini = home.get("models?q=openai/gpt-4o-mini&limit=1").json();
    QVERIFY(mini.at("models").at(0).at("listed").is_null());  // nobody asked it yet
    const bj::object model = mini.at("models").as_array().at(0).as_object();
    QCOMPARE(model.at("name").as_string(), "openai/gpt-4o-mini");
    QVERIFY(model.at("context").as_int64() > 100'000);
    const bj::object tier = model.at("price").as_array().at(0).as_object();
    QCOMPARE(tier.at("usd_per_mtok").at("input").to_number<double>(), 0.15);
    const Reply text = home.get("models?q=openai/gpt-4o-mini&limit=1");
    QVERIFY(text.body.find("\"input\":0.15") != std::string::npos);
  }

  void walksARouteWithoutSending() {
    Home home;
    home.ready();
    const bj::object request{
        {"messages", bj::array{bj::object{{"role", "user"}, {"content", "hello"}}}},
        {"max_tokens", 100}};
    for (const bj::value& body :
         {bj::value(request), bj::value(bj::object{{"request", request}})}) {
      const bj::object json = home.call("POST", "routes/fast/dry-run", body).json();
      QCOMPARE(json.at("attempts").as_array(), (bj::array{"local/qwen3", "openai/gpt-4o-mini"}));
      QCOMPARE(json.at("route").as_string(), "fast");
      const bj::array path = json.at("path").as_array();
      QCOMPARE(path.at(0).at("kind").as_string(), "fallback");
      QCOMPARE(path.at(3).at("why").as_string(), "fallback 2 of 2 after 429");
      QVERIFY(json.at("obstacles").as_array().at(0).is_null());
      QVERIFY(json.at("obstacles").as_array().at(1).is_string());  // its secret is missing
      QVERIFY(json.at("estimate_usd").is_string());
    }
    const bj::object direct = home.call("POST", "routes/openai%2Fgpt-4o/dry-run", request).json();
    QVERIFY(direct.at("route").is_null());
    QVERIFY(direct.at("estimate_usd").as_string() != "0.000000000");
    QCOMPARE(home.call("POST", "routes/claude-9/dry-run", request).json().at("route").as_string(),
             "fast");
    QCOMPARE(home.call("POST", "routes/nothing/dry-run", request).status, 404);
    const bj::object wrong{{"messages", "text"}};
    QCOMPARE(home.call("POST", "routes/fast/dry-run", wrong).status, 400);
  }

  void dryRunsExplainRaces() {
    Home home;
    home.ready();
    const bj::object json = dryRunOf(home,
                                     "{ fallback: { try: [ { id: hurry, race: { after: 2s, try: [ "
                                     "{ target: local/a }, { target: local/b } ] } }, { target: "
                                     "local/c } ] } }");
    QCOMPARE(json.at("attempts").as_array(), (bj::array{"local/a", "local/b", "local/c"}));
    const bj::array path = json.at("path").as_array();
    QCOMPARE(path.at(1).at("node").as_string(), "hurry");
    QCOMPARE(path.at(1).at("kind").as_string(), "race");
    QCOMPARE(path.at(1).at("why").as_string(),
             "2 race, the next after 2 s of silence, or when one has failed");
    QCOMPARE(path.at(2).at("chose").as_string(), "local/a");
    QCOMPARE(path.at(3).at("chose").as_string(), "local/b");
    QCOMPARE(path.at(4).at("why").as_string(), "fallback 2 of 2 after 503");
    const bj::object once =
        dryRunOf(home, "{ race: { try: [ { target: local/a }, { target: local/b } ] } }");
    QCOMPARE(once.at("path").at(0).at("why").as_string(), "2 race, all at once");
  }

  void dryRunsExplainMirrors() {
    Home home;
    home.ready();
    const bj::object json = dryRunOf(home,
                                     "{ id: both, mirror: { percent: 10, then: { target: local/a "
                                     "}, to: { id: copy, target: local/b } } }");
    QCOMPARE(json.at("attempts").as_array(), (bj::array{"local/a"}));
    QCOMPARE(json.at("copies").as_array(), (bj::array{"local/b"}));
    const bj::array path = json.at("path").as_array();
    QCOMPARE(path.size(), std::size_t(3));
    QCOMPARE(path.at(0).at("why").as_string(), "mirrored to copy (10 %)");
    QCOMPARE(path.at(1).at("kind").as_string(), "target");
    QCOMPARE(path.at(2).at("kind").as_string(), "copy");
    QCOMPARE(path.at(2).at("chose").as_string(), "local/b");
    const bj::object never = dryRunOf(home,
                                      "{ mirror: { percent: 0, then: { target: local/a }, to: { "
                                      "target: local/b } } }");
    QCOMPARE(never.at("copies").as_array(), bj::array());
  }

  void documentsEachOperation() {
    // As text: paths stand in column 2, methods in column 4 of docs/openapi.yaml.
    std::ifstream file(std::string(SB_SOURCE_DIR) + "/docs/openapi.yaml");
    QVERIFY(file.is_open());
    std::set<std::string> documented, served;
    std::string path;
    for (std::string line; std::getline(file, line);) {
      if (line.starts_with("  /")) path = line.substr(2, line.rfind(':') - 2);
      if (!line.starts_with("  ")) path.clear();
      for (const char* method : {"get", "put", "post", "delete", "patch"})
        if (!path.empty() && line == "    " + std::string(method) + ":")
          documented.insert(method + (" " + path));
    }
    for (const admin::Operation& operation : admin::operations())
      served.insert(lower(operation.method) + " " + std::string(admin::kPrefix) +
                    std::string(operation.path));
    for (const std::string& one : served)
      QVERIFY2(documented.count(one) == 1, ("not in docs/openapi.yaml: " + one).c_str());
    for (const std::string& one : documented)
      if (one.find(" /admin/") != std::string::npos)
        QVERIFY2(served.count(one) == 1, ("not served: " + one).c_str());
  }
};

SB_TEST(ProvidersTest);
#include "providers_test.moc"
