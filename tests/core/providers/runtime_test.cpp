#include "core/providers/runtime.h"

#include <QtTest/QtTest>
#include <set>

#include "core/catalog/catalog.h"
#include "core/providers/embedded_presets.h"
#include "tests/support/test_main.h"

namespace sb::providers {
namespace {

config::Provider provider(const char* kind) {
  config::Provider made;
  made.id = std::string("my-") + kind;
  made.kind = kind;
  config::ProviderKey key;
  key.name = "main";
  key.secret = {config::SecretRef::Source::Env, "NAME"};
  made.keys.push_back(key);
  return made;
}

Result<Secret> givesSecret(const config::SecretRef&) { return Secret("sk-canary-0123456789"); }
Result<Secret> givesNone(const config::SecretRef& ref) {
  return Error(ErrorKind::SecretMissing, "set " + ref.name);
}

}  // namespace

class RuntimeTest : public QObject {
  Q_OBJECT

 private slots:
  void everyKindOfTheFileIsComplete() {
    QVERIFY(parsePresets(embeddedPresets()));
    const auto ids = presetIds();
    QCOMPARE(std::set<std::string>(ids.begin(), ids.end()).size(), ids.size());
    for (const char* id : {"openai",
                           "openrouter",
                           "groq",
                           "mistral",
                           "deepseek",
                           "together",
                           "fireworks",
                           "xai",
                           "perplexity",
                           "cerebras",
                           "ollama",
                           "lmstudio",
                           "llamacpp",
                           "vllm",
                           "anthropic",
                           "google",
                           "openai_compatible",
                           "anthropic_compatible",
                           "gemini_compatible",
                           "demo"})
      QVERIFY2(preset(id) != nullptr, id);
    for (const std::string& id : ids) {
      const Preset& one = *preset(id);
      QVERIFY(!one.name.empty());
      QVERIFY(!one.retryHeaders.empty());
      for (const std::string& path : one.paths)
        QVERIFY(path.empty() || path.starts_with('/'));
      QVERIFY(!one.root.ends_with('/'));
      QVERIFY(!one.free || one.local());
      if (one.free) QVERIFY(catalog::Catalog::builtIn()->find(id, "anything") != nullptr);
    }
  }

  void refusesBrokenPresets_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("no JSON") << QByteArray("{");
    QTest::newRow("no list") << QByteArray("{}");
    QTest::newRow("an array") << QByteArray("[]");
    QTest::newRow("no object") << QByteArray("{\"providers\":[1]}");
    QTest::newRow("no kind") << QByteArray("{\"providers\":[{\"id\":\"x\"}]}");
    QTest::newRow("no id") << QByteArray("{\"providers\":[{\"kind\":\"cloud\"}]}");
  }
  void refusesBrokenPresets() {
    QFETCH(QByteArray, text);
    QVERIFY(!parsePresets(text.toStdString()));
  }

  void keyGoesWhereTheProviderWantsIt_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("models");
    QTest::addColumn<QString>("header");
    QTest::addColumn<QString>("value");
    QTest::newRow("bearer") << "openai" << false << "Authorization"
                            << "Bearer sk-canary-0123456789";
    QTest::newRow("anthropic messages") << "anthropic" << false << "x-api-key"
                                        << "sk-canary-0123456789";
    QTest::newRow("anthropic models") << "anthropic" << true << "x-api-key"
                                      << "sk-canary-0123456789";
    QTest::newRow("local with a key") << "vllm" << false << "Authorization"
                                      << "Bearer sk-canary-0123456789";
  }
  void keyGoesWhereTheProviderWantsIt() {
    QFETCH(QString, kind);
    QFETCH(bool, models);
    QFETCH(QString, header);
    QFETCH(QString, value);
    KeyStates states;
    const auto runtime =
        makeRuntime(provider(kind.toStdString().c_str()), config::Config{}, givesSecret, states);
    QVERIFY(runtime);
    const Key* key = *(*runtime)->keys.choose("m", 0, Steady{});
    const auto sent = (*runtime)->authHeader(models ? Call::Models : Call::Chat, key);
    QVERIFY(sent);
    QCOMPARE(QString::fromStdString(sent->name), header);
    QCOMPARE(QString::fromStdString(std::string(sent->value.reveal())), value);
  }

  void keyGoesIntoTheAddressWhereTheProviderWantsIt() {
    KeyStates states;
    config::Provider own = provider("gemini_compatible_query");
    own.baseUrl = "http://127.0.0.1:9/v1beta";
    const auto runtime = makeRuntime(
        own, config::Config{},
        [](const config::SecretRef&) { return Result<Secret>(Secret(std::string("a b&c"))); },
        states);
    QVERIFY2(runtime, runtime ? "" : runtime.error().message.c_str());
    const Key* key = *(*runtime)->keys.choose("m", 0, Steady{});
    QVERIFY(!(*runtime)->authHeader(Call::Generate, key));
    std::string whole = "POST /v1beta/models/m:generateContent";
    (*runtime)->addAuth(Call::Generate, key, whole);
    QCOMPARE(whole, std::string("POST /v1beta/models/m:generateContent?key=a%20b%26c"));
    std::string stream = "POST /m:streamGenerateContent?alt=sse";
    (*runtime)->addAuth(Call::GenerateStream, key, stream);
    QCOMPARE(stream, std::string("POST /m:streamGenerateContent?alt=sse&key=a%20b%26c"));
    std::string none = "POST /m";
    (*runtime)->addAuth(Call::Generate, nullptr, none);
    QCOMPARE(none, std::string("POST /m"));
  }

  void noKeyMeansNoHeader() {
    KeyStates states;
    config::Provider local = provider("ollama");
    local.keys.clear();
    const auto runtime = makeRuntime(local, config::Config{}, givesSecret, states);
    const auto key = (*runtime)->keys.choose("m", 0.5, Steady{});
    QVERIFY(key && *key == nullptr);
    QVERIFY(!(*runtime)->authHeader(Call::Chat, *key));
  }

  void aMissingSecretIsToldByTheRing() {
    KeyStates states;
    const auto runtime = makeRuntime(provider("openai"), config::Config{}, givesNone, states);
    QVERIFY(runtime);
    const auto key = (*runtime)->keys.choose("m", 0.5, Steady{});
    QVERIFY(!key);
    QCOMPARE(key.error().message, std::string("set NAME"));
  }

  void theConfigurationIsOverTheKind() {
    KeyStates states;
    config::Config config;
    config.proxy = "http://proxy:3128";
    config.extraCa = {"/a.pem"};
    config::Provider own = provider("anthropic");
    own.baseUrl = "http://127.0.0.1:9100/v1";
    own.extraCa = {"/b.pem"};
    own.headers = {{"Anthropic-Version", "2099-01-01"}, {"x-more", "1"}};
    const auto runtime = *makeRuntime(own, config, givesSecret, states);
    QCOMPARE(runtime->endpoint(Call::Models)->preview,
             std::string("http://127.0.0.1:9100/v1/models"));
    QCOMPARE(runtime->headers.size(), std::size_t{2});
    QCOMPARE(runtime->headers[0].value, std::string("2099-01-01"));
    QCOMPARE(runtime->proxy, config.proxy);
    QCOMPARE(runtime->extraCa, (std::vector<std::string>{"/a.pem", "/b.pem"}));
  }

  void anExactAddressLeavesOtherCallsOut() {
    KeyStates states;
    config::Provider own = provider("openai_compatible");
    own.baseUrl = "http://h/go#";
    const auto runtime = *makeRuntime(own, config::Config{}, givesSecret, states);
    QVERIFY(runtime->endpoint(Call::Chat) != nullptr);
    QVERIFY(runtime->endpoint(Call::Models) == nullptr);
  }

  void aMarkSurvivesAReloadButNotANewAddress() {
    KeyStates states;
    config::Provider own = provider("openai");
    const auto first = *makeRuntime(own, config::Config{}, givesSecret, states);
    KeyRing::mark(first->keys.keys()[0], 401);
    const auto same = *makeRuntime(own, config::Config{}, givesSecret, states);
    QCOMPARE(same->keys.keys()[0].state->refusedWith(), 401);
    own.baseUrl = "http://127.0.0.1:1/v1";
    const auto moved = *makeRuntime(own, config::Config{}, givesSecret, states);
    QCOMPARE(moved->keys.keys()[0].state->refusedWith(), 0);
  }

  void refusesUnknownKindsAndBadAddresses() {
    KeyStates states;
    QVERIFY(!makeRuntime(provider("nonsense"), config::Config{}, givesSecret, states));
    QVERIFY(!makeRuntime(provider("openai_compatible"), config::Config{}, givesSecret, states));
    QVERIFY(makeRuntime(provider("demo"), config::Config{}, givesSecret, states,
                        std::string("http://127.0.0.1:5")));
  }
};

SB_TEST(RuntimeTest);

}  // namespace sb::providers

#include "runtime_test.moc"
