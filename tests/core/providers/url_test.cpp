#include "core/providers/url.h"

#include <QtTest/QtTest>

#include "tests/support/test_main.h"

namespace sb::providers {
namespace {

Result<Endpoint> resolveAs(const QString& kind, const QString& base, Call call) {
  return resolve(*preset(kind.toStdString()),
                 base.isEmpty() ? std::nullopt : std::optional(base.toStdString()), call);
}

}  // namespace

class UrlTest : public QObject {
  Q_OBJECT

 private slots:
  void T20_everyWayOfWritingABaseUrlLeadsToOnePath_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("chat");
    const auto row = [](const char* kind, const char* base, const char* chat) {
      QTest::addRow("T20 %s %s", kind, base) << kind << base << chat;
    };
    const char* any = "openai_compatible";
    row("openai", "", "https://api.openai.com/v1/chat/completions");
    row("openai", "https://api.openai.com", "https://api.openai.com/v1/chat/completions");
    row("openai", "https://api.openai.com/", "https://api.openai.com/v1/chat/completions");
    row("openai", "https://api.openai.com/v1", "https://api.openai.com/v1/chat/completions");
    row("openai", "https://api.openai.com/v1/", "https://api.openai.com/v1/chat/completions");
    row("openai", "https://api.openai.com//v1//", "https://api.openai.com/v1/chat/completions");
    row("openai", " https://api.openai.com/v1\n", "https://api.openai.com/v1/chat/completions");
    row("openai", "https://api.openai.com/v1/chat/completions",
        "https://api.openai.com/v1/chat/completions");
    row("openai", "https://api.openai.com/v1/chat/completions/",
        "https://api.openai.com/v1/chat/completions");
    row("openai", "https://api.openai.com/v1/models", "https://api.openai.com/v1/chat/completions");
    row("openai", "https://api.openai.com/v1/responses",
        "https://api.openai.com/v1/chat/completions");
    row("openai", "HTTPS://API.OpenAI.com/v1", "https://api.openai.com/v1/chat/completions");
    row(any, "http://localhost:8000", "http://localhost:8000/v1/chat/completions");
    row(any, "http://localhost:8000/v1", "http://localhost:8000/v1/chat/completions");
    row(any, "http://localhost:8000/v1/embeddings", "http://localhost:8000/v1/chat/completions");
    row(any, "http://h/v1/completions", "http://h/v1/chat/completions");
    row(any, "http://h/chat/completions", "http://h/chat/completions");
    row(any, "https://h/llm", "https://h/llm/chat/completions");
    row(any, "https://h/llm/", "https://h/llm/chat/completions");
    row(any, "https://h/api/v3", "https://h/api/v3/chat/completions");
    row(any, "https://h/models", "https://h/models/chat/completions");
    row(any, "https://h/v1beta/openai", "https://h/v1beta/openai/chat/completions");
    row(any, "https://h/v1beta/openai/", "https://h/v1beta/openai/chat/completions");
    row(any, "https://h/a/../v1", "https://h/v1/chat/completions");
    row(any, "https://h/custom/path#", "https://h/custom/path");
    row(any, "https://h/custom//path/#", "https://h/custom//path/");
    row(any, "https://h/v1/chat/completions#", "https://h/v1/chat/completions");
    row(any, "https://h#", "https://h/");
    row(any, "https://h/v1?api-version=2", "https://h/v1/chat/completions?api-version=2");
    row(any, "https://h/go?x=1#", "https://h/go?x=1");
    row("google", "", "https://generativelanguage.googleapis.com/v1beta/openai/chat/completions");
    row("google", "https://generativelanguage.googleapis.com/v1beta",
        "https://generativelanguage.googleapis.com/v1beta/openai/chat/completions");
    row("google", "https://generativelanguage.googleapis.com",
        "https://generativelanguage.googleapis.com/v1beta/openai/chat/completions");
    row("google", "https://generativelanguage.googleapis.com/v1beta/openai/",
        "https://generativelanguage.googleapis.com/v1beta/openai/chat/completions");
    row("google", "http://127.0.0.1:9100/v1", "http://127.0.0.1:9100/v1/chat/completions");
    row("groq", "https://api.groq.com", "https://api.groq.com/openai/v1/chat/completions");
    row("groq", "https://api.groq.com/openai", "https://api.groq.com/openai/v1/chat/completions");
    row("openrouter", "https://openrouter.ai/api", "https://openrouter.ai/api/v1/chat/completions");
    row("openrouter", "http://127.0.0.1:9/v1", "http://127.0.0.1:9/v1/chat/completions");
    row("fireworks", "https://api.fireworks.ai/inference",
        "https://api.fireworks.ai/inference/v1/chat/completions");
    row("deepseek", "", "https://api.deepseek.com/chat/completions");
    row("deepseek", "https://api.deepseek.com/v1", "https://api.deepseek.com/v1/chat/completions");
    row("perplexity", "https://api.perplexity.ai/", "https://api.perplexity.ai/chat/completions");
    row("ollama", "", "http://127.0.0.1:11434/v1/chat/completions");
    row("ollama", "http://nas:11434", "http://nas:11434/v1/chat/completions");
    row("ollama", "http://nas:11434/api/chat", "http://nas:11434/v1/chat/completions");
    row("ollama", "http://nas:11434/api", "http://nas:11434/v1/chat/completions");
    row("lmstudio", "http://127.0.0.1:1234/api/v0", "http://127.0.0.1:1234/v1/chat/completions");
    row("demo", "http://127.0.0.1:5555", "http://127.0.0.1:5555/v1/chat/completions");
  }
  void T20_everyWayOfWritingABaseUrlLeadsToOnePath() {
    QFETCH(QString, kind);
    QFETCH(QString, base);
    QFETCH(QString, chat);
    const auto endpoint = resolveAs(kind, base, Call::Chat);
    QVERIFY2(endpoint, endpoint ? "" : endpoint.error().message.c_str());
    QCOMPARE(QString::fromStdString(endpoint->preview), chat);
    QCOMPARE(QString::fromStdString(endpoint->origin + endpoint->target), chat);
  }

  void aProviderOfAnotherDialectHasItsCalls() {
    const auto target = [](const char* kind, const char* base, Call call) {
      const auto endpoint = resolveAs(kind, base, call);
      return endpoint ? endpoint->origin + endpoint->target : endpoint.error().message;
    };
    for (const char* base : {"", "https://api.anthropic.com", "https://api.anthropic.com/v1/",
                             "https://api.anthropic.com/v1/messages"}) {
      QCOMPARE(target("anthropic", base, Call::Messages),
               std::string("https://api.anthropic.com/v1/messages"));
      QCOMPARE(target("anthropic", base, Call::CountTokens),
               std::string("https://api.anthropic.com/v1/messages/count_tokens"));
    }
    QCOMPARE(target("anthropic_compatible", "http://h/llm#", Call::Messages),
             std::string("http://h/llm"));
  }
  void aPathMayClimbAndBringAQuery() {
    Preset preset;
    preset.baseUrl = "https://h/v1beta/openai";
    preset.root = "/v1beta/openai";
    preset.paths[static_cast<std::size_t>(Call::GenerateStream)] =
        "/../models/{model}:streamGenerateContent?alt=sse";
    const auto plain = resolve(preset, std::nullopt, Call::GenerateStream);
    QCOMPARE(plain->target, std::string("/v1beta/models/{model}:streamGenerateContent?alt=sse"));
    const auto query = resolve(preset, "https://h/v1beta/openai?x=1", Call::GenerateStream);
    QCOMPARE(query->target,
             std::string("/v1beta/models/{model}:streamGenerateContent?alt=sse&x=1"));
  }

  void T20_otherCallsUseTheSameBase_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("completions");
    QTest::addColumn<QString>("embeddings");
    QTest::addColumn<QString>("models");
    QTest::newRow("T20 preset") << "openai"
                                << ""
                                << "/v1/completions"
                                << "/v1/embeddings"
                                << "/v1/models";
    QTest::newRow("T20 full chat address") << "openai_compatible"
                                           << "http://h/v1/chat/completions"
                                           << "/v1/completions"
                                           << "/v1/embeddings"
                                           << "/v1/models";
    QTest::newRow("T20 exact known address") << "openai_compatible"
                                             << "http://h/x/embeddings?k=1#"
                                             << "/x/completions?k=1"
                                             << "/x/embeddings?k=1"
                                             << "/x/models?k=1";
    QTest::newRow("T20 exact unknown address") << "openai_compatible"
                                               << "http://h/x#"
                                               << "-"
                                               << "-"
                                               << "-";
    QTest::newRow("T20 a version of its own") << "perplexity"
                                              << "https://api.perplexity.ai/v1"
                                              << "-"
                                              << "/v1/embeddings"
                                              << "/v1/models";
    QTest::newRow("T20 another version") << "deepseek"
                                         << "https://api.deepseek.com/v1"
                                         << "/beta/completions"
                                         << "/v1/embeddings"
                                         << "/v1/models";
    QTest::newRow("T20 google") << "google"
                                << "https://g/v1beta"
                                << "-"
                                << "/v1beta/openai/embeddings"
                                << "/v1beta/openai/models";
  }
  void T20_otherCallsUseTheSameBase() {
    QFETCH(QString, kind);
    QFETCH(QString, base);
    const std::array calls{Call::Completions, Call::Embeddings, Call::Models};
    for (const Call call : calls) {
      const QByteArray column(callName(call).data(), static_cast<int>(callName(call).size()));
      const QString expected =
          *static_cast<QString*>(QTest::qData(column.constData(), qMetaTypeId<QString>()));
      const auto endpoint = resolveAs(kind, base, call);
      if (expected == "-")
        QVERIFY(!endpoint && endpoint.error().kind == ErrorKind::NotFound);
      else
        QCOMPARE(QString::fromStdString(endpoint->target), expected);
    }
  }

  void noAddressEverDoublesItsVersion() {
    for (const std::string& id : presetIds())
      for (const char* base : {"http://h", "http://h/v1", "http://h/v1/", "http://h/v1/v1"})
        for (const Call call : kAllCalls) {
          if (std::string_view(base) == "http://h/v1/v1") continue;
          if (preset(id)->paths[static_cast<std::size_t>(call)].empty()) continue;
          const auto endpoint = resolve(*preset(id), std::string(base), call);
          QVERIFY(endpoint);
          QVERIFY2(endpoint->target.find("/v1/v1") == std::string::npos, endpoint->target.c_str());
          QVERIFY2(endpoint->target.find("//") == std::string::npos, endpoint->target.c_str());
        }
  }

  void hostAndPort_data() {
    QTest::addColumn<QString>("base");
    QTest::addColumn<bool>("https");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<QString>("authority");
    QTest::newRow("https") << "https://h.example/v1" << true << "h.example" << 443 << "h.example";
    QTest::newRow("http") << "http://h.example" << false << "h.example" << 80 << "h.example";
    QTest::newRow("port") << "https://h:8443" << true << "h" << 8443 << "h:8443";
    QTest::newRow("usual port said") << "http://h:80" << false << "h" << 80 << "h";
    QTest::newRow("empty port") << "http://h:/v1" << false << "h" << 80 << "h";
    QTest::newRow("IPv4") << "http://10.0.0.7:1" << false << "10.0.0.7" << 1 << "10.0.0.7:1";
    QTest::newRow("IPv6") << "http://[::1]:8080/v1" << false << "::1" << 8080 << "[::1]:8080";
    QTest::newRow("upper case") << "https://ÀPI.example" << true << "" << 0 << "";
    QTest::newRow("punycode") << "https://XN--PI-8JA.example" << true << "xn--pi-8ja.example" << 443
                              << "xn--pi-8ja.example";
  }
  void hostAndPort() {
    QFETCH(QString, base);
    QFETCH(bool, https);
    QFETCH(QString, host);
    QFETCH(int, port);
    QFETCH(QString, authority);
    const auto endpoint = resolveAs("openai_compatible", base, Call::Chat);
    if (host.isEmpty()) {
      QVERIFY(!endpoint);
      QVERIFY(endpoint.error().message.find("xn--") != std::string::npos);
      return;
    }
    QVERIFY(endpoint);
    QCOMPARE(endpoint->https, https);
    QCOMPARE(QString::fromStdString(endpoint->host), host);
    QCOMPARE(static_cast<int>(endpoint->port), port);
    QCOMPARE(QString::fromStdString(endpoint->authority), authority);
  }

  void refusesWhatIsNoAddress_data() {
    QTest::addColumn<QString>("base");
    for (const char* base :
         {"localhost:1234/v1", "api.openai.com/v1", "ftp://h/v1", "file:///etc/passwd", "http://",
          "http:///v1", "https://user:secret@h/v1", "https://key@h/v1", "https://h/v1#part",
          "http://h:0/v1", "http://h:70000/v1", "http://h:abc", "http://h v/1", "http://[::1/v1",
          "http://h%00.example/v1", "http://h/v1\r\nX: y", "#", "http://[fe80::1%25eth0]/v1"})
      QTest::newRow(base) << base;
    QTest::newRow("too long") << "http://h/" + QString(5000, 'a');
  }
  void refusesWhatIsNoAddress() {
    QFETCH(QString, base);
    const auto endpoint = resolveAs("openai_compatible", base, Call::Chat);
    QVERIFY2(!endpoint, endpoint ? endpoint->preview.c_str() : "");
    QCOMPARE(static_cast<int>(endpoint.error().kind), static_cast<int>(ErrorKind::ConfigInvalid));
    QVERIFY(endpoint.error().message.find("secret") == std::string::npos);
  }

  void kindsWithoutAddressNeedOne() {
    const auto endpoint = resolve(*preset("openai_compatible"), std::nullopt, Call::Chat);
    QVERIFY(!endpoint);
    const auto ids = presetIdsWithoutUrl();
    const auto needs = [&](const char* id) {
      return std::find(ids.begin(), ids.end(), id) != ids.end();
    };
    for (const char* id : {"openai_compatible", "anthropic_compatible", "gemini_compatible"})
      QVERIFY(needs(id));
    QVERIFY2(needs("azure-openai"), "its address has a blank");
    QVERIFY(!needs("openai") && !needs("demo"));
  }

  void previewHidesAKeyInTheQuery() {
    const auto endpoint =
        resolveAs("openai_compatible", "https://h/v1?key=AIzaSecretSecret", Call::Chat);
    QVERIFY(endpoint->preview.find("Secret") == std::string::npos);
    QVERIFY(endpoint->target.find("AIzaSecretSecret") != std::string::npos);
  }
};

SB_TEST(UrlTest);

}  // namespace sb::providers

#include "url_test.moc"
