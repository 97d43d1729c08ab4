// Every operation of the admin API, but for those of the log, against a real gateway with the demo
// provider.
#include <QTest>

#include <QJsonArray>

#include "core/demo/demo_server.h"
#include "tests/support/test_main.h"
#include "tests/ui/client/support.h"

using namespace sb::ui;
using namespace sb::test;

namespace {

const char* const kYaml = R"(routes:
  - name: pair
    match: [ "pair-*" ]
    flow: { fallback: { try: [ { target: "demo/script:status=503" }, { target: demo/fast } ] } }
)";

QString text(const char* text) { return QString::fromUtf8(text); }

QJsonObject providerItem(const QString& id) {
  return {{text("id"), id},
          {text("kind"), text("openai_compatible")},
          {text("base_url"), text("http://127.0.0.1:9/v1")},
          {text("keys"), QJsonArray{QJsonObject{{text("name"), text("main")},
                                                {text("secret"), text("vault:s")}}}}};
}

}  // namespace

class ClientTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase();
  void cleanupTestCase();

  void tellsTheStatus();
  void stopsAndStartsTheGateway();
  void tellsWhatRunsNow();
  void readsAndWritesTheConfiguration();
  void aConflictCarriesTheOtherText();
  void aWrongConfigurationCarriesItsProblems();
  void readsTheFileAgain();
  void readsAndWritesSettings();
  void listsPresets();
  void savesAndRemovesAProvider();
  void testsAProvider();
  void aFailedTestIsAnAnswer();
  void listsModelsOfAProvider();
  void keepsSecrets();
  void listsNames();
  void savesAndRemovesARoute();
  void dryRunsARoute();
  void makesRenamesAndRevokesAKey();
  void makesASessionKey();
  void refusesAnotherToken();
  void oddNamesArriveAsTheyAre_data();
  void oddNamesArriveAsTheyAre();

 private:
  std::unique_ptr<sb::demo::DemoServer> m_demo;
  std::unique_ptr<Engine> m_engine;
  std::unique_ptr<GatewayClient> m_client;
};

void ClientTest::initTestCase() {
  m_demo = *sb::demo::DemoServer::start({});
  m_engine =
      std::make_unique<Engine>("providers:\n" + providerLine("demo", m_demo->port()) + kYaml);
  QVERIFY(m_engine->started());
  m_client = std::make_unique<GatewayClient>(endpointOf(*m_engine));
}

void ClientTest::cleanupTestCase() {
  m_client.reset();
  m_engine.reset();
  m_demo.reset();
}

void ClientTest::tellsTheStatus() {
  const auto status =
      get<GatewayStatus>([&](auto* c, auto t) { return m_client->status().status(c, t); });
  QVERIFY(status.ok());
  QCOMPARE(status->phase, Phase::Ready);
  QCOMPARE(status->apiVersion, 1);
  QVERIFY(status->listening);
  QCOMPARE(status->addresses, QStringList{text("http://127.0.0.1:%1").arg(m_engine->port())});
  QVERIFY(status->ledger.has_value());
  QVERIFY(!status->ledger->epoch.isEmpty());
  QVERIFY(status->config.has_value());
  QCOMPARE(status->config->path, QString::fromStdString(m_engine->home().configFile()));
}

void ClientTest::stopsAndStartsTheGateway() {
  const auto stopped =
      get<GatewayStatus>([&](auto* c, auto t) { return m_client->status().stop(c, t); });
  QVERIFY(stopped.ok());
  QVERIFY(!stopped->listening);
  const auto started =
      get<GatewayStatus>([&](auto* c, auto t) { return m_client->status().start(c, t); });
  QVERIFY(started.ok());
  QVERIFY(started->listening);
}

void ClientTest::tellsWhatRunsNow() {
  const auto live =
      get<LivePicture>([&](auto* c, auto t) { return m_client->status().live(c, t); });
  QVERIFY(live.ok());
  QVERIFY(live->at > 0);
  QVERIFY(live->open.isEmpty());
}

void ClientTest::readsAndWritesTheConfiguration() {
  auto& config = m_client->config();
  const auto before = get<ConfigText>([&](auto* c, auto t) { return config.text(c, t); });
  QVERIFY(before.ok());
  QVERIFY(before->writable);
  QVERIFY(!before->isUnread());
  const QString more = before->text + text("# ein Wort: ünïcode\n");
  const auto saved =
      get<Saved>([&](auto* c, auto t) { return config.save(more, before->revision, c, t); });
  QVERIFY(saved.ok());
  QVERIFY(saved->revision != before->revision);
  const auto after = get<ConfigText>([&](auto* c, auto t) { return config.text(c, t); });
  QCOMPARE(after->text, more);
  QCOMPARE(after->revision, saved->revision);
}

void ClientTest::aConflictCarriesTheOtherText() {
  auto& config = m_client->config();
  const auto now = get<ConfigText>([&](auto* c, auto t) { return config.text(c, t); });
  const auto refused = get<Saved>([&](auto* c, auto t) {
    return config.save(text("version: 1\n"), text("0123456789abcdef"), c, t);
  });
  QVERIFY(!refused);
  QVERIFY(refused.error().isConflict());
  QCOMPARE(refused.error().theirText(), now->text);
  QCOMPARE(refused.error().theirRevision(), now->revision);
}

void ClientTest::aWrongConfigurationCarriesItsProblems() {
  auto& config = m_client->config();
  const QString wrong = text("version: 1\nlistn: 1\nworkers: none\n");
  const auto verdict =
      get<ConfigVerdict>([&](auto* c, auto t) { return config.check(wrong, c, t); });
  QVERIFY(verdict.ok());
  QVERIFY(!verdict->ok);
  QCOMPARE(verdict->problems.size(), 2);
  QCOMPARE(verdict->problems[0].line, 2);
  const auto now = get<ConfigText>([&](auto* c, auto t) { return config.text(c, t); });
  const auto refused =
      get<Saved>([&](auto* c, auto t) { return config.save(wrong, now->revision, c, t); });
  QCOMPARE(refused.error().status, 422);
  QCOMPARE(refused.error().configProblems.size(), 2);
  QVERIFY(!refused.error().configProblems[0].what.isEmpty());
}

void ClientTest::readsTheFileAgain() {
  const auto again = get<Saved>([&](auto* c, auto t) { return m_client->config().reload(c, t); });
  QVERIFY(again.ok());
  QVERIFY(!again->changed);
}

void ClientTest::readsAndWritesSettings() {
  auto& config = m_client->config();
  const QJsonObject longer{{text("total"), text("31m")}};
  const auto saved = get<Saved>(
      [&](auto* c, auto t) { return config.saveSetting(text("timeouts"), longer, c, t); });
  QVERIFY(saved.ok());
  auto now = get<Settings>([&](auto* c, auto t) { return config.settings(c, t); });
  QCOMPARE(now->file.value(text("timeouts")).toObject(), longer);
  QCOMPARE(now->revision, saved->revision);
  const auto wrong = get<Saved>(
      [&](auto* c, auto t) { return config.saveSetting(text("workers"), text("x"), c, t); });
  QCOMPARE(wrong.error().configProblems.size(), 1);
  QVERIFY(get<Saved>([&](auto* c, auto t) {
            return config.removeSetting(text("timeouts"), c, t);
          }).ok());
  now = get<Settings>([&](auto* c, auto t) { return config.settings(c, t); });
  QVERIFY(now->file.value(text("timeouts")).isNull());
  QCOMPARE(now->inForce.value(text("timeouts")).toObject().value(text("total")).toString(),
           text("30m"));
}

void ClientTest::listsPresets() {
  const auto presets =
      get<QList<Preset>>([&](auto* c, auto t) { return m_client->providers().presets(c, t); });
  QVERIFY(presets.ok());
  const auto openai = std::find_if(presets->begin(), presets->end(),
                                   [](const Preset& p) { return p.id == text("openai"); });
  QVERIFY(openai != presets->end());
  QVERIFY(!openai->name.isEmpty());
  QCOMPARE(openai->env, QStringList{text("OPENAI_API_KEY")});
  const auto preview = [&](const QString& kind, const QString& base) {
    return get<UrlPreview>(
        [&](auto* c, auto t) { return m_client->providers().preview(kind, base, c, t); });
  };
  QCOMPARE(
      preview(text("openai"), text("https://llm.example/a?x=1%26z&y=2"))->urls.value(text("chat")),
      QUrl(text("https://llm.example/a/chat/completions?x=1%26z&y=2")));
  QVERIFY(!preview(text("openai"), text("https://a b"))->problem.isEmpty());
  QVERIFY(preview(text("unknown"), {}).error().isNotFound());
}

void ClientTest::savesAndRemovesAProvider() {
  auto& providers = m_client->providers();
  const auto stored = get<Done>([&](auto* c, auto t) {
    return m_client->secrets().set(text("vault:s"), text("sk-value"), c, t);
  });
  QVERIFY(stored.ok());
  const auto saved =
      get<Saved>([&](auto* c, auto t) { return providers.save(providerItem(text("up")), c, t); });
  QVERIFY2(saved.ok(), qPrintable(saved ? QString() : saved.error().message));
  auto all = get<QList<Provider>>([&](auto* c, auto t) { return providers.list(c, t); });
  const auto up =
      std::find_if(all->begin(), all->end(), [](const Provider& p) { return p.id == text("up"); });
  QVERIFY(up != all->end());
  QVERIFY(up->inFile());
  QCOMPARE(up->item, providerItem(text("up")));
  QCOMPARE(up->keys.size(), 1);
  QCOMPARE(up->keys[0].state, KeyState::Usable);
  QCOMPARE(up->keys[0].secret, text("vault:s"));
  QCOMPARE(up->urls.value(text("chat")), QUrl(text("http://127.0.0.1:9/v1/chat/completions")));
  QVERIFY(get<Saved>([&](auto* c, auto t) { return providers.remove(text("up"), c, t); }).ok());
  all = get<QList<Provider>>([&](auto* c, auto t) { return providers.list(c, t); });
  for (const Provider& one : *all)
    QVERIFY(one.id != text("up"));
}

void ClientTest::testsAProvider() {
  const auto trial = get<Trial>(
      [&](auto* c, auto t) { return m_client->providers().test(text("demo"), {}, c, t); });
  QVERIFY(trial.ok());
  QVERIFY2(trial->ok, qPrintable(trial->errorMessage));
  QVERIFY(trial->models > 0);
  QCOMPARE(trial->status, std::optional<int>(200));
  QVERIFY(trial->totalMs > 0);
  QVERIFY(trial->proxy.isEmpty());
}

void ClientTest::aFailedTestIsAnAnswer() {
  auto& providers = m_client->providers();
  const auto saved =
      get<Saved>([&](auto* c, auto t) { return providers.save(providerItem(text("gone")), c, t); });
  QVERIFY(saved.ok());
  const auto trial =
      get<Trial>([&](auto* c, auto t) { return providers.test(text("gone"), text("main"), c, t); });
  QVERIFY(trial.ok());
  QVERIFY(!trial->ok);
  QVERIFY(!trial->errorKind.isEmpty());
  QVERIFY(!trial->errorMessage.isEmpty());
  QVERIFY(get<Saved>([&](auto* c, auto t) { return providers.remove(text("gone"), c, t); }).ok());
  const auto nobody =
      get<Trial>([&](auto* c, auto t) { return providers.test(text("nobody"), {}, c, t); });
  QVERIFY(nobody.error().isNotFound());
}

void ClientTest::listsModelsOfAProvider() {
  const auto models = get<QList<ProviderModel>>(
      [&](auto* c, auto t) { return m_client->providers().models(text("demo"), c, t); });
  QVERIFY(models.ok());
  QVERIFY(!models->isEmpty());
  QVERIFY(!models->first().model.isEmpty());
}

void ClientTest::keepsSecrets() {
  auto& secrets = m_client->secrets();
  const QString value = text("sk-äöü \"quoted\" 1234");
  QVERIFY(get<Done>([&](auto* c, auto t) {
            return secrets.set(text("vault:mine"), value, c, t);
          }).ok());
  auto vault = get<Vault>([&](auto* c, auto t) { return secrets.list(c, t); });
  QVERIFY(vault.ok());
  const auto has = [&] {
    return std::any_of(vault->secrets.begin(), vault->secrets.end(),
                       [](const SecretName& s) { return s.name == text("mine"); });
  };
  QVERIFY(has());
  QCOMPARE(vault->protection, text("key_file"));
  QVERIFY(
      get<Done>([&](auto* c, auto t) { return secrets.remove(text("vault:mine"), c, t); }).ok());
  vault = get<Vault>([&](auto* c, auto t) { return secrets.list(c, t); });
  QVERIFY(!has());
}

void ClientTest::listsNames() {
  ModelQuery query;
  query.limit = 2;
  const auto page =
      get<ModelPage>([&](auto* c, auto t) { return m_client->routes().names(query, c, t); });
  QVERIFY(page.ok());
  QCOMPARE(page->models.size(), 2);
  QVERIFY(page->models[0].isRoute);
  QVERIFY(page->total > 2);
  query.text = text("fast");
  query.provider = text("demo");
  const auto fast =
      get<ModelPage>([&](auto* c, auto t) { return m_client->routes().names(query, c, t); });
  QVERIFY(fast.ok());
  QCOMPARE(fast->models.size(), 1);
  QCOMPARE(fast->models[0].name, text("demo/fast"));
}

void ClientTest::savesAndRemovesARoute() {
  auto& routes = m_client->routes();
  Route route;
  route.name = text("new");
  route.match = {text("new-*")};
  route.timeout = text("30s");
  route.flow = {{text("target"), text("demo/fast")}, {text("label"), text("Größe")}};
  QVERIFY(get<Saved>([&](auto* c, auto t) { return routes.save(route, c, t); }).ok());
  auto all = get<QList<Route>>([&](auto* c, auto t) { return routes.list(c, t); });
  const auto find = [&] {
    return std::find_if(all->begin(), all->end(),
                        [](const Route& r) { return r.name == text("new"); });
  };
  QVERIFY(find() != all->end());
  QCOMPARE(find()->match, route.match);
  QCOMPARE(find()->flow, route.flow);
  route.flow = {{text("target"), text("nobody/fast")}};
  const auto wrong = get<Saved>([&](auto* c, auto t) { return routes.save(route, c, t); });
  QCOMPARE(wrong.error().status, 422);
  QVERIFY(!wrong.error().configProblems.isEmpty());
  QVERIFY(get<Saved>([&](auto* c, auto t) { return routes.remove(text("new"), c, t); }).ok());
  all = get<QList<Route>>([&](auto* c, auto t) { return routes.list(c, t); });
  QVERIFY(find() == all->end());
}

void ClientTest::dryRunsARoute() {
  const auto run = get<DryRun>(
      [&](auto* c, auto t) { return m_client->routes().dryRun(text("pair-x"), {}, c, t); });
  QVERIFY(run.ok());
  QCOMPARE(run->route, text("pair"));
  QCOMPARE(run->attempts, QStringList({text("demo/script:status=503"), text("demo/fast")}));
  QCOMPARE(run->obstacles.size(), 2);
  QVERIFY(!run->path.isEmpty());
  const auto none = get<DryRun>(
      [&](auto* c, auto t) { return m_client->routes().dryRun(text("nothing"), {}, c, t); });
  QVERIFY(none.error().isNotFound());
  QVERIFY(!none.error().message.isEmpty());
}

void ClientTest::makesRenamesAndRevokesAKey() {
  auto& keys = m_client->keys();
  KeyDraft draft;
  draft.name = text("laptop");
  draft.models = {text("pair")};
  draft.expires = 4'102'444'800'000;
  const auto made = get<NewKey>([&](auto* c, auto t) { return keys.create(draft, c, t); });
  QVERIFY(made.ok());
  QVERIFY(made->text.startsWith(text("sk-sb-")));
  QCOMPARE(made->key.origin, KeyOrigin::Stored);
  QCOMPARE(made->key.expires, draft.expires);
  const auto twice = get<NewKey>([&](auto* c, auto t) { return keys.create(draft, c, t); });
  QCOMPARE(twice.error().status, 409);
  const auto renamed =
      get<KeyInfo>([&](auto* c, auto t) { return keys.rename(made->key.id, text("desk"), c, t); });
  QCOMPARE(renamed->name, text("desk"));
  QVERIFY(get<Done>([&](auto* c, auto t) { return keys.revoke(made->key.id, c, t); }).ok());
  const auto all = get<QList<KeyInfo>>([&](auto* c, auto t) { return keys.list(c, t); });
  const auto mine = std::find_if(all->begin(), all->end(),
                                 [&](const KeyInfo& k) { return k.id == made->key.id; });
  QVERIFY(mine != all->end());
  QVERIFY(mine->isRevoked());
  QVERIFY(!mine->isEditable());
}

void ClientTest::makesASessionKey() {
  const auto made = get<NewKey>(
      [&](auto* c, auto t) { return m_client->keys().createSession(text("console"), c, t); });
  QVERIFY(made.ok());
  QCOMPARE(made->key.origin, KeyOrigin::Session);
  const std::string line = "Authorization: Bearer " + made->text.toStdString() + "\r\n";
  QCOMPARE(m_engine->chat("demo/fast", "hi", "", line).status, 200);
}

void ClientTest::refusesAnotherToken() {
  Endpoint endpoint = endpointOf(*m_engine);
  endpoint.token = "somebody-else";
  GatewayClient stranger(endpoint);
  const auto status =
      get<GatewayStatus>([&](auto* c, auto t) { return stranger.status().status(c, t); });
  QVERIFY(status.error().isUnauthorised());
  QVERIFY(!status.error().isGone());
  QCOMPARE(status.error().path, text("GET status"));
  QVERIFY(!status.error().message.isEmpty());
}

void ClientTest::oddNamesArriveAsTheyAre_data() {
  QTest::addColumn<QString>("name");
  for (const char* name :
       {"a/b", "a b", "a+b&c=d", "100%", "%41", "#x?y", "ünï", "a;b", "..", "\"'"})
    QTest::newRow(name) << QString::fromUtf8(name);
}

// The gateway says which name it does not know, or finds what has it.
void ClientTest::oddNamesArriveAsTheyAre() {
  QFETCH(QString, name);
  const auto run =
      get<DryRun>([&](auto* c, auto t) { return m_client->routes().dryRun(name, {}, c, t); });
  if (name != text(".."))
    QVERIFY2(run.error().message.contains(name), qPrintable(run.error().message));
  ModelQuery query;
  query.text = name;
  const auto page =
      get<ModelPage>([&](auto* c, auto t) { return m_client->routes().names(query, c, t); });
  QVERIFY(page.ok());
  KeyDraft draft;
  draft.name = name;
  const auto made =
      get<NewKey>([&](auto* c, auto t) { return m_client->keys().create(draft, c, t); });
  QCOMPARE(made->key.name, name);
}

SB_TEST(ClientTest);
#include "client_test.moc"
