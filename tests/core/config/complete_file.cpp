#include <QtTest>

#include "complete.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::config;

// Every field of a complete file comes back.
class CompleteFile : public QObject {
  Q_OBJECT

  std::shared_ptr<const Config> m_config;

 private slots:
  void initTestCase() {
    const Loaded loaded = load(test::kComplete, test::known());
    QVERIFY2(loaded.problems.empty(), toString(loaded.problems, "complete").c_str());
    m_config = loaded.config;
    QVERIFY(m_config);
  }

  void readsListeners() {
    QCOMPARE(m_config->listen.size(), 2u);
    QCOMPARE(m_config->listen[0].address, "127.0.0.1");
    QCOMPARE(m_config->listen[0].port, 7501);
    QVERIFY(!m_config->listen[0].tls);
    const Listener& second = m_config->listen[1];
    QCOMPARE(second.address, "192.168.1.20");
    QCOMPARE(second.port, 7443);
    QCOMPARE(second.where.line, 4);
    QCOMPARE(second.where.column, 5);
    QCOMPARE(second.tls->cert, "/etc/c.pem");
    QCOMPARE(second.tls->key, "/etc/k.pem");
    QCOMPARE(second.tls->clientCa, "/etc/ca.pem");
    QVERIFY(!m_config->onlyLoopback());
  }

  void readsServerSettings() {
    QCOMPARE(m_config->admin.address, "::1");
    QCOMPARE(m_config->admin.port, 7502);
    QVERIFY(m_config->authRequired);
    QCOMPARE(m_config->hosts, std::vector<std::string>{"gateway.local"});
    QCOMPARE(m_config->origins, std::vector<std::string>{"https://app.example.com:8443"});
    QCOMPARE(m_config->proxy, "socks5h://proxy.example:1080");
    QCOMPARE(m_config->extraCa, std::vector<std::string>{"/etc/corp.pem"});
    QVERIFY(m_config->fetchMedia);
    QCOMPARE(m_config->workers, 3);
  }

  void readsTimesAndLimits() {
    const Timeouts& t = m_config->timeouts;
    QCOMPARE(t.connect.count(), 1'000);
    QCOMPARE(t.poolWait.count(), 2'000);
    QCOMPARE(t.firstToken.count(), 3'000);
    QCOMPARE(t.stall.count(), 4'000);
    QCOMPARE(t.total.count(), 300'000);
    QCOMPARE(t.holdHead.count(), 250);
    const Limits& l = m_config->limits;
    QCOMPARE(l.head, 32'000);
    QCOMPARE(l.body, 10'000'000);
    QCOMPARE(l.bodies, 100'000'000);
    QCOMPARE(l.event, 1'048'576);
    QCOMPARE(l.headTime.count(), 11'000);
    QCOMPARE(l.bodyTime.count(), 12'000);
    QCOMPARE(l.idle.count(), 13'000);
  }

  void readsGatewayKeys() {
    QCOMPARE(m_config->keys.size(), 2u);
    const GatewayKey& ci = m_config->keys[0];
    QCOMPARE(ci.name, "ci");
    QCOMPARE(toString(ci.value), "env:SB_KEY");
    QCOMPARE(ci.models, (std::vector<std::string>{"fast", "openai/*"}));
    QCOMPARE(ci.tags, (std::vector<std::string>{"ci", "night job"}));
    QCOMPARE(rfc3339(*ci.expires), "2027-01-01T00:00:00.000Z");
    QCOMPARE(ci.where.line, 16);
    const GatewayKey& laptop = m_config->keys[1];
    QCOMPARE(toString(laptop.value), "file:/run/credentials/laptop");
    QCOMPARE(rfc3339(*laptop.expires), "2027-01-01T10:00:00.500Z");
  }

  void readsProviders() {
    QCOMPARE(m_config->providers.size(), 2u);
    const Provider& p = *m_config->provider("openai");
    QCOMPARE(p.kind, "openai");
    QCOMPARE(*p.baseUrl, "https://api.example.com/v1");
    QCOMPARE(*p.proxy, "none");
    QCOMPARE(p.extraCa.size(), 2u);
    QCOMPARE(p.headers.size(), 1u);
    QCOMPARE(p.headers[0].name, "OpenAI-Organization");
    QCOMPARE(p.headers[0].value, "org-1");
    QVERIFY(p.dialects.empty());
    const std::vector<std::string> spoken{"openai_chat", "anthropic"};
    QCOMPARE(m_config->providers[1].dialects, spoken);
    QCOMPARE(p.timeouts.firstToken->count(), 600'000);
    QVERIFY(!p.timeouts.total);
    QVERIFY(p.disabled);
    const Provider& local = *m_config->provider("local.box_1");
    QCOMPARE(*local.baseUrl, "http://[::1]:9100/v1");
    QVERIFY(!local.proxy && !local.disabled && local.keys.empty());
    QVERIFY(!m_config->provider("nobody"));
  }

  void readsProviderKeys() {
    const auto& keys = m_config->provider("openai")->keys;
    QCOMPARE(keys.size(), 2u);
    QCOMPARE(keys[0].name, "main");
    QCOMPARE(toString(keys[0].secret), "env:OPENAI_API_KEY");
    QCOMPARE(keys[0].weight, 2.5);
    QVERIFY(!keys[0].disabled);
    QCOMPARE(toString(keys[1].secret), "vault:openai-2");
    QCOMPARE(keys[1].weight, 1.0);
    QVERIFY(keys[1].disabled);
  }

  void readsExactPrices() {
    QCOMPARE(m_config->models.size(), 1u);
    const Model& m = m_config->models[0];
    QCOMPARE(m.provider, "openai");
    QCOMPARE(m.model, "house-model");
    QCOMPARE(*m.context, 128'000);
    QCOMPARE(*m.maxOutput, 16'000);
    QCOMPARE(m.price->tiers[0].entry.input->picoUsdPerToken, 1'000'000);
    QCOMPARE(m.price->tiers[0].entry.output->picoUsdPerToken, 2'000'000);
    QCOMPARE(m.price->tiers[0].entry.cacheRead->picoUsdPerToken, 100'000);
    QCOMPARE(m.price->tiers[0].entry.cacheWrite->picoUsdPerToken, 1'250'000);
    QCOMPARE(m.price->tiers[0].entry.cacheWrite1h->picoUsdPerToken, 2'000'001);
    QCOMPARE(m.price->tiers[0].entry.inputAudio->picoUsdPerToken, 3'000'000);
    QCOMPARE(m.price->tiers[0].entry.outputAudio->picoUsdPerToken, 4'000'000);
    QCOMPARE(m.price->tiers[0].entry.reasoning->picoUsdPerToken, 25'000);
  }

  void readsRoutes() {
    QCOMPARE(m_config->routes.size(), 2u);
    const Route& fast = *m_config->route("fast");
    QCOMPARE(fast.match, (std::vector<std::string>{"claude-*haiku*", "small-?"}));
    QCOMPARE(fast.timeouts.total->count(), 90'000);
    const Route& plain = *m_config->route("plain");
    QCOMPARE(plain.flow.kind, Node::Kind::Target);
    QCOMPARE(plain.flow.id, "n1");
    QVERIFY(!m_config->route("slow"));
  }

  void readsNodeSettings() {
    const Node& flow = m_config->route("fast")->flow;
    QCOMPARE(flow.kind, Node::Kind::Fallback);
    QCOMPARE(flow.id, "first");
    QCOMPARE(flow.label, "Try both");
    QCOMPARE(flow.timeouts.stall->count(), 7'000);
    QCOMPARE(*flow.retries, 2);
    QCOMPARE(flow.headers.set[0].name, "X-Team");
    QCOMPARE(flow.headers.set[0].value, "red");
    QCOMPARE(flow.headers.remove, std::vector<std::string>{"X-Debug"});
  }

  void readsParamsAsJson() {
    const Params& params = m_config->route("fast")->flow.params;
    using Members = std::vector<std::pair<std::string, std::string>>;
    const Members defaults{{"temperature", "0.7"}, {"stop", "[\"a\",null]"}, {"seed", "\"7\""}};
    QVERIFY(params.defaults == defaults);
    const Members overrides{{"reasoning", "{\"effort\":\"low\",\"on\":true}"}, {"n", "1"}};
    QVERIFY(params.overrides == overrides);
    QCOMPARE(params.drop, std::vector<std::string>{"logprobs"});
    QVERIFY(params.unsupported == Params::Unsupported::Drop);
  }

  void readsPrompts() {
    const Prompt& prompt = m_config->route("fast")->flow.prompt;
    QCOMPARE(prompt.prepend, "Be brief.\nNow.");
    QCOMPARE(prompt.append, "Really.");
    QVERIFY(prompt.whole && prompt.whole->keeps);
    QCOMPARE(prompt.whole->before, "<r>");
    QCOMPARE(prompt.whole->after, "</r> {{x}}");
    QVERIFY(m_config->route("plain")->flow.prompt.empty());
  }

  void readsTree() {
    const Node& flow = m_config->route("fast")->flow;
    QVERIFY(flow.moveOn.timeout && !flow.moveOn.connect && !flow.moveOn.cut);
    QCOMPARE(flow.moveOn.statuses, std::vector<int>{429});
    QCOMPARE(flow.moveOn.statusGroups, std::vector<int>{5});
    QCOMPARE(flow.children.size(), 2u);
    QCOMPARE(flow.children[0].id, "n2");
    QCOMPARE(flow.children[0].model, "gpt-4o-mini");
    QCOMPARE(flow.children[0].timeouts.total->count(), 20'000);
    const Node& inner = flow.children[1];
    QCOMPARE(inner.id, "n3");
    QVERIFY(inner.moveOn.connect && inner.moveOn.timeout && inner.moveOn.cut);
    QCOMPARE(inner.moveOn.statuses, MoveOn::standard().statuses);
    QCOMPARE(inner.children[0].provider, "local.box_1");
    QCOMPARE(inner.children[0].model, "qwen/qwen3:8b");
    QCOMPARE(inner.children[0].id, "n4");
    QCOMPARE(inner.children[1].id, "last");
  }

  void readsLedger() {
    const Ledger& ledger = m_config->ledger;
    QVERIFY(ledger.bodies == Ledger::Bodies::Redacted);
    QVERIFY(ledger.durability == Ledger::Durability::Strict);
    QVERIFY(ledger.onFull == Ledger::OnFull::Serve);
    QCOMPARE(ledger.retain.count(), 7LL * 86'400'000);
    QCOMPARE(ledger.maxBytes, 2'000'000'000);
  }

  void readsCaches() {
    QCOMPARE(m_config->cache.memory, 10'000'000);
    QCOMPARE(m_config->cache.disk, 0);
    const std::optional<CacheRule>& fast = m_config->route("fast")->flow.cache;
    QVERIFY(fast && fast->coalesce && fast->scope == CacheRule::Scope::All);
    QCOMPARE(fast->ttl->count(), 300'000);
    const Node& last = m_config->route("fast")->flow.children[1].children[1];
    QVERIFY(last.cache && !last.cache->active());
    const std::optional<CacheRule>& plain = m_config->route("plain")->flow.cache;
    QVERIFY(plain && !plain->coalesce && plain->scope == CacheRule::Scope::Key);
    QCOMPARE(plain->ttl->count(), 600'000);
    const CacheRoom room;
    QCOMPARE(room.memory, 256'000'000);
    QCOMPARE(room.disk, 1'000'000'000);
  }
};

SB_TEST(CompleteFile);
#include "complete_file.moc"
