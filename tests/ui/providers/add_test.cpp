// Adding a provider, by keyboard and with what people paste.
#include <QLineEdit>
#include <QListView>
#include <QTest>

#include "tests/support/between.h"
#include "tests/support/hostile.h"
#include "tests/support/test_main.h"
#include "tests/ui/providers/support.h"
#include "ui/providers/preset_model.h"

using namespace sb;
using namespace sb::ui;
using sb::test::text;
using sb::test::until;

namespace {

QLineEdit* focusedLine() { return qobject_cast<QLineEdit*>(QApplication::focusWidget()); }

void typeIn(const QString& keys) { QTest::keyClicks(QApplication::focusWidget(), keys); }
void press(Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); }

std::unique_ptr<test::Engine> emptyGateway() {
  return std::make_unique<test::Engine>("ledger: { bodies: none }\n");
}

}  // namespace

class AddTest : public QObject {
  Q_OBJECT

 private slots:
  void init() { m_engine = emptyGateway(); }
  void cleanup() { m_engine.reset(); }

  void addsAProviderByKeyboardAlone();
  void keepsThePastedKeyInTheVaultOnly();
  void whatIsChangedAfterTheTestIsSavedAndTestedAgain();
  void aFreeAddressKnowsNoHostBeforeItIsTyped();
  void letsARejectedKeyBeMended();
  void takesAProviderOutAgain();
  void neverWritesOverTheSecretOfAnother();
  void answersHostileInputPlainly_data();
  void answersHostileInputPlainly();
  void refusesATakenName();
  void saysWhenTheGatewayIsGone();
  void pastedTextsAreRefusedInEveryField_data();
  void pastedTextsAreRefusedInEveryField();
  void troubleOnTheWayLosesNothing_data();
  void troubleOnTheWayLosesNothing();
  void aFullDiskIsSaidAndNothingIsLost();
  void takingOutIsTriedAgain();
  void theBlanksOfAnAddressAreFilledIn();
  void theBlanksOfHeadersAreFilledIn();
  void everyPresetIsFoundByItsName();

 private:
  // Leads to the fields of a free address.
  void openCustom(test::ProvidersWindow& window);

  std::unique_ptr<test::Engine> m_engine;
};

void AddTest::openCustom(test::ProvidersWindow& window) {
  window.click(text("addProvider"));
  QVERIFY(window.wait<QWidget>(text("presetSearch")) != nullptr);
  QVERIFY(until([&] { return !window.page()->known().presets().isEmpty(); }));
  window.click(text("customAddress"));
}

void AddTest::addsAProviderByKeyboardAlone() {
  const test::Peer upstream(test::models());
  test::ProvidersWindow window(test::endpointOf(*m_engine));
  QVERIFY(QTest::qWaitForWindowActive(&window.window));
  QVERIFY(until([&] { return window.find(text("emptyAction")) != nullptr; }));
  window.wait(text("addProvider"))->setFocus(Qt::TabFocusReason);
  press(Qt::Key_Space);
  QVERIFY(until([&] { return focusedLine() == window.find(text("presetSearch")); }));
  QVERIFY(until([&] { return !window.page()->known().presets().isEmpty(); }));
  typeIn(text("vllm"));
  press(Qt::Key_Return);
  QVERIFY(until([&] { return focusedLine() == window.find(text("secret")); }));
  window.wait(text("editAddress"))->setFocus(Qt::TabFocusReason);
  press(Qt::Key_Space);
  focusedLine()->selectAll();
  typeIn(text("http://127.0.0.1:%1").arg(upstream.port()));
  auto* const url = window.wait<QLabel>(text("finalUrl"));
  const QString whole = text("http://127.0.0.1:%1/v1/chat/completions").arg(upstream.port());
  QVERIFY(until([&] { return url->accessibleName() == whole; }));
  press(Qt::Key_Return);
  QVERIFY(window.waitFor(text("Works")));
  QVERIFY(window.waitFor(text("2 models listed")));
  QVERIFY(window.says(text("Direct")));
  QVERIFY(window.says(text("plain HTTP")));
  press(Qt::Key_Return);
  QVERIFY(until([&] { return window.find(text("provider.vllm")) != nullptr; }));
  QCOMPARE(window.notices.last(), text("vLLM added."));
  QVERIFY(window.waitFor(text("Healthy")));
}

void AddTest::theBlanksOfAnAddressAreFilledIn() {
  test::ProvidersWindow window(test::endpointOf(*m_engine));
  openCustom(window);
  window.wait<QLineEdit>(text("presetSearch"))->setText(text("azure openai"));
  auto* const resource = window.wait<QLineEdit>(text("blank.resource"));
  auto* const url = window.wait<QLabel>(text("finalUrl"));
  QVERIFY(until([&] { return url->accessibleName().contains(text("{resource}")); }));
  window.click(text("addSubmit"));
  QVERIFY(window.waitFor(text("Resource name is missing")));
  resource->setText(text("a/b"));
  window.click(text("addSubmit"));
  QVERIFY(window.waitFor(text("may contain only letters, digits")));
  QVERIFY(window.providers().isEmpty());
  window.wait<QLineEdit>(text("secret"))->setText(text("sk-0123456789"));
  resource->setText(text("mine"));
  const QString whole = text("https://mine.openai.azure.com/openai/v1/chat/completions");
  QVERIFY(until([&] { return url->accessibleName() == whole; }));
  QVERIFY(window.waitFor(text("Sent to mine.openai.azure.com only.")));
  window.click(text("editAddress"));
  QCOMPARE(window.wait<QLineEdit>(text("providerBaseUrl"))->text(),
           text("https://mine.openai.azure.com/openai/v1"));
  QVERIFY(!resource->isVisible());
}

void AddTest::theBlanksOfHeadersAreFilledIn() {
  const test::Peer upstream(test::models());
  test::ProvidersWindow window(test::endpointOf(*m_engine));
  openCustom(window);
  window.wait<QLineEdit>(text("presetSearch"))->setText(text("claude platform"));
  auto* const region = window.wait<QLineEdit>(text("blank.region"));
  auto* const workspace = window.wait<QLineEdit>(text("blank.workspace"));
  region->setText(text("us-east-1"));
  auto* const url = window.wait<QLabel>(text("finalUrl"));
  const QString whole = text("https://aws-external-anthropic.us-east-1.api.aws/v1/messages");
  QVERIFY(until([&] { return url->accessibleName() == whole; }));
  window.wait<QLineEdit>(text("secret"))->setText(text("sk-0123456789"));
  window.click(text("addSubmit"));
  QVERIFY(window.waitFor(text("Workspace is missing: every request names it")));
  window.click(text("editAddress"));
  QVERIFY(!region->isVisible() && workspace->isVisible());
  window.wait<QLineEdit>(text("providerBaseUrl"))
      ->setText(text("http://127.0.0.1:%1/v1").arg(upstream.port()));
  workspace->setText(text("wrkspc_01"));
  window.click(text("addSubmit"));
  QVERIFY(window.waitFor(text("2 models listed")));
  QVERIFY(upstream.requests().last().contains("anthropic-workspace-id: wrkspc_01\r\n"));
  QVERIFY(upstream.requests().last().contains("x-api-key: sk-0123456789\r\n"));
  window.click(text("addSubmit"));
  const auto config = test::get<ConfigText>(
      [&](auto* c, auto t) { return window.connection.client().config().text(c, t); });
  QVERIFY(config->text.contains(text("wrkspc_01")));
}

void AddTest::everyPresetIsFoundByItsName() {
  test::ProvidersWindow window(test::endpointOf(*m_engine));
  openCustom(window);
  auto* const list = window.wait<QListView>(text("presetList"));
  auto& model = static_cast<PresetModel&>(*list->model());
  QVERIFY(model.presetCount() >= 150);
  for (const Preset& preset : window.page()->known().presets()) {
    if (!preset.hasAddress()) continue;
    model.setSearch(preset.name);
    QVERIFY2(model.rowOf(preset.id, 0) > 0, qPrintable(preset.id));
  }
}

void AddTest::keepsThePastedKeyInTheVaultOnly() {
  const test::Peer upstream(test::models());
  test::ProvidersWindow window(test::endpointOf(*m_engine));
  openCustom(window);
  window.wait<QLineEdit>(text("providerBaseUrl"))
      ->setText(text("http://127.0.0.1:%1/v1").arg(upstream.port()));
  window.wait<QLineEdit>(text("providerId"))->setText(text("mine"));
  window.wait<QLineEdit>(text("secret"))->setText(text("\n  sk-pasted-0123456789abcd\n"));
  window.click(text("addSubmit"));
  QVERIFY(window.waitFor(text("Works")));
  QVERIFY(upstream.requests().last().contains("Bearer sk-pasted-0123456789abcd\r\n"));
  window.click(text("addSubmit"));
  QVERIFY(window.waitFor(text("abcd")));
  QVERIFY(window.says(text("vault")));
  const auto config = test::get<ConfigText>(
      [&](auto* c, auto t) { return window.connection.client().config().text(c, t); });
  QVERIFY(config->text.contains(text("vault:mine")));
  QVERIFY(!config->text.contains(text("sk-pasted")));
}

void AddTest::whatIsChangedAfterTheTestIsSavedAndTestedAgain() {
  const test::Peer upstream(test::models()), other(test::models());
  test::ProvidersWindow window(test::endpointOf(*m_engine));
  openCustom(window);
  auto* const base = window.wait<QLineEdit>(text("providerBaseUrl"));
  base->setText(text("http://127.0.0.1:%1/v1").arg(upstream.port()));
  window.wait<QLineEdit>(text("providerId"))->setText(text("mine"));
  window.click(text("addSubmit"));
  QVERIFY(window.waitFor(text("Works")));
  const auto asked = upstream.requests().size();
  window.click(text("testAgain"));
  QVERIFY(until([&] { return upstream.requests().size() > asked; }));
  QVERIFY(window.waitFor(text("Works")));
  base->setText(text("http://127.0.0.1:%1/v1").arg(other.port()));
  QVERIFY2(!window.says(text("Works")), "said of an address that was not tested");
  window.click(text("addSubmit"));
  QVERIFY(window.waitFor(text("Works")));
  QVERIFY(!other.requests().isEmpty());
  window.click(text("addSubmit"));
  QCOMPARE(window.notices.last(), text("mine added."));
  QVERIFY(until([&] { return window.find(text("provider.mine")) != nullptr; }));
  QVERIFY(window.says(text("mine")));
  QVERIFY(window.providers().first().baseUrl.contains(QString::number(other.port())));
}

void AddTest::aFreeAddressKnowsNoHostBeforeItIsTyped() {
  test::ProvidersWindow window(test::endpointOf(*m_engine));
  openCustom(window);
  window.wait<QListView>(text("presetList"))->setCurrentIndex({});
  auto* const list = window.wait<QListView>(text("presetList"));
  for (int row = 0; row < list->model()->rowCount(); ++row)
    if (list->model()->index(row, 0).data().toString() == text("OpenAI"))
      list->setCurrentIndex(list->model()->index(row, 0));
  QVERIFY(window.waitFor(text("Sent to api.openai.com only")));
  window.click(text("customAddress"));
  QVERIFY(!window.says(text("Sent to ")));
}

void AddTest::letsARejectedKeyBeMended() {
  test::Peer upstream(test::Peer::saying(test::Peer::answer("{}", "401 Unauthorized")));
  test::ProvidersWindow window(test::endpointOf(*m_engine));
  openCustom(window);
  window.wait<QLineEdit>(text("providerBaseUrl"))
      ->setText(text("http://127.0.0.1:%1/v1").arg(upstream.port()));
  window.wait<QLineEdit>(text("providerId"))->setText(text("mine"));
  window.wait<QLineEdit>(text("secret"))->setText(text("sk-wrong-0123456789"));
  window.click(text("addSubmit"));
  QVERIFY(window.waitFor(text("Does not work")));
  QVERIFY(window.waitFor(text("was rejected (401)")));
  upstream.setAnswer(test::models());
  window.wait<QLineEdit>(text("secret"))->setText(text("sk-right-0123456789"));
  window.click(text("addSubmit"));
  QVERIFY(window.waitFor(text("Works")));
  QVERIFY(upstream.requests().last().contains("sk-right"));
  const auto vault = test::get<Vault>(
      [&](auto* c, auto t) { return window.connection.client().secrets().list(c, t); });
  QCOMPARE(vault->secrets.size(), 1);
}

void AddTest::takesAProviderOutAgain() {
  const test::Peer upstream(test::Peer::saying(test::Peer::answer("{}", "403 Forbidden")));
  test::ProvidersWindow window(test::endpointOf(*m_engine));
  openCustom(window);
  window.wait<QLineEdit>(text("providerBaseUrl"))
      ->setText(text("http://127.0.0.1:%1/v1").arg(upstream.port()));
  window.wait<QLineEdit>(text("providerId"))->setText(text("mine"));
  window.wait<QLineEdit>(text("secret"))->setText(text("sk-wrong-0123456789"));
  window.click(text("addSubmit"));
  QVERIFY(window.waitFor(text("Does not work")));
  QVERIFY(until([&] { return window.providers().size() == 1; }));
  window.click(text("addRemove"));
  SecretsApi& secrets = window.connection.client().secrets();
  const auto left = [&] {
    return test::get<Vault>([&](auto* c, auto t) { return secrets.list(c, t); })->secrets.size();
  };
  QVERIFY(until([&] { return left() == 0; }));
  QVERIFY(until([&] { return window.providers().isEmpty(); }));
}

void AddTest::neverWritesOverTheSecretOfAnother() {
  const test::Peer upstream(test::models());
  test::ProvidersWindow window(test::endpointOf(*m_engine));
  SecretsApi& secrets = window.connection.client().secrets();
  const auto kept = test::get<Done>([&](auto* c, auto t) {
    return secrets.set(text("vault:mine"), text("sk-kept-0123456789wxyz"), c, t);
  });
  QVERIFY2(kept.ok(), kept.ok() ? "" : qPrintable(kept.error().message));
  openCustom(window);
  window.wait<QLineEdit>(text("providerBaseUrl"))
      ->setText(text("http://127.0.0.1:%1/v1").arg(upstream.port()));
  window.wait<QLineEdit>(text("providerId"))->setText(text("mine"));
  window.wait<QLineEdit>(text("secret"))->setText(text("sk-new-0123456789abcd"));
  window.click(text("addSubmit"));
  QVERIFY(window.waitFor(text("Works")));
  const auto vault = test::get<Vault>([&](auto* c, auto t) { return secrets.list(c, t); });
  QCOMPARE(vault->secrets.size(), 2);
  for (const SecretName& secret : vault->secrets)
    QVERIFY(secret.hint.endsWith(secret.name == text("mine") ? text("wxyz") : text("abcd")));
}

void AddTest::answersHostileInputPlainly_data() {
  QTest::addColumn<QString>("url");
  QTest::addColumn<QString>("id");
  QTest::addColumn<QString>("key");
  QTest::addColumn<QString>("message");
  const QString url = text("http://127.0.0.1:9/v1"), id = text("mine"), key = text("sk-1234567890");
  const QString large(10'240, QLatin1Char('x'));
  const auto row = [](const char* name, const QString& u, const QString& i, const QString& k,
                      const char* message) { QTest::newRow(name) << u << i << k << text(message); };
  row("nothing", {}, {}, {}, "Give the address");
  row("a URL with spaces", text("http://127.0.0.1:9/a b"), id, key, "a space or a line break");
  row("a URL without a scheme", text("llm.example"), id, key, "must begin with http://");
  row("a URL with a password", text("https://me:secret@llm.example"), id, key, "user name");
  row("a URL of 10 KB", text("https://") + large, id, key, "too long");
  row("no name", url, {}, key, "Give it a name");
  row("a name of 10 KB", url, large, key, "too long");
  row("a name with a slash", url, text("a/b"), key, "dashes and underscores");
  row("a key with a line break", url, id, text("sk-12\n34"), "line break");
  row("pasted binary", url, id, QString(QChar(1)) + text("x\x02y"), "invisible");
  row("a key with a blank", url, id, text("Bearer sk-1234"), "a space or an unusual");
  row("a name the gateway keeps", url, text("v1"), key, "refused it");
}

void AddTest::answersHostileInputPlainly() {
  QFETCH(const QString, url);
  QFETCH(const QString, id);
  QFETCH(const QString, key);
  QFETCH(const QString, message);
  test::ProvidersWindow window(test::endpointOf(*m_engine));
  openCustom(window);
  auto* const base = window.wait<QLineEdit>(text("providerBaseUrl"));
  base->setText(url);
  window.wait<QLineEdit>(text("providerId"))->setText(id);
  window.wait<QLineEdit>(text("secret"))->setText(key);
  window.click(text("addSubmit"));
  const bool said = until(
      [&] { return window.says(QString::fromUtf8(message.toLatin1())) || window.says(message); });
  QVERIFY(said);
  QCOMPARE(base->text(), url);
  QVERIFY(window.find(text("addProviderDialog")) != nullptr);
  const auto kept = [&] {
    return test::get<Vault>(
               [&](auto* c, auto t) { return window.connection.client().secrets().list(c, t); })
        ->secrets.size();
  };
  QVERIFY(until([&] { return kept() == 0; }));
}

void AddTest::refusesATakenName() {
  m_engine = std::make_unique<test::Engine>(test::kUnusedProvider);
  test::ProvidersWindow window(test::endpointOf(*m_engine));
  QVERIFY(until([&] { return window.providers().size() == 1; }));
  openCustom(window);
  window.wait<QLineEdit>(text("providerBaseUrl"))->setText(text("http://127.0.0.1:9/v1"));
  window.wait<QLineEdit>(text("providerId"))->setText(text("up"));
  window.click(text("addSubmit"));
  QVERIFY(window.waitFor(text("A provider named up already exists")));
}

void AddTest::saysWhenTheGatewayIsGone() {
  test::ProvidersWindow window(test::endpointOf(*m_engine));
  openCustom(window);
  auto* const base = window.wait<QLineEdit>(text("providerBaseUrl"));
  base->setText(text("http://127.0.0.1:9/v1"));
  window.wait<QLineEdit>(text("providerId"))->setText(text("mine"));
  m_engine.reset();
  window.click(text("addSubmit"));
  QVERIFY(window.waitFor(text("The gateway does not answer")));
  QCOMPARE(base->text(), text("http://127.0.0.1:9/v1"));
  QVERIFY(until([&] { return window.find(text("addSubmit"))->isEnabled(); }));
}

void AddTest::pastedTextsAreRefusedInEveryField_data() {
  QTest::addColumn<QString>("field");
  QTest::addColumn<QString>("pasted");
  for (const char* field : {"providerBaseUrl", "providerId", "secret"})
    for (const auto& [what, pasted] : test::hostileTexts()) {
      // A free address may have no key, and a key may look like markup.
      const bool optional = text(field) == text("secret") &&
                            (pasted.trimmed().isEmpty() || pasted == QStringLiteral("<b>bold</b>"));
      if (!optional) QTest::addRow("%s: %s", field, what) << text(field) << pasted;
    }
  QTest::newRow("a dropped file as key") << text("secret") << text("file:///home/me/key.txt");
}

void AddTest::pastedTextsAreRefusedInEveryField() {
  QFETCH(const QString, field);
  QFETCH(const QString, pasted);
  test::ProvidersWindow window(test::endpointOf(*m_engine));
  openCustom(window);
  window.wait<QLineEdit>(text("providerBaseUrl"))->setText(text("http://127.0.0.1:9/v1"));
  window.wait<QLineEdit>(text("providerId"))->setText(text("mine"));
  window.wait<QLineEdit>(text("secret"))->setText(text("sk-1234567890"));
  auto* const line = window.wait<QLineEdit>(field);
  test::pasteInto(line, pasted);
  const QString before = line->text();
  window.click(text("addSubmit"));
  QVERIFY(until([&] { return line->property("state").toString() == text("error"); }));
  QCOMPARE(line->text(), before);
  QVERIFY(window.find(text("addSubmit"))->isEnabled());
  QCOMPARE(test::richLabels(&window.window), QStringList());
  QVERIFY(window.providers().isEmpty());
}

void AddTest::troubleOnTheWayLosesNothing_data() {
  using Mode = test::Between::Mode;
  test::addTroubles({Mode::Gone, Mode::Silent, Mode::Garbage});
}

void AddTest::troubleOnTheWayLosesNothing() {
  QFETCH(const test::Between::Mode, mode);
  QFETCH(const QString, said);
  const test::Peer upstream(test::models());
  test::Between between(*m_engine);
  test::ProvidersWindow window(between.endpoint());
  openCustom(window);
  const QString url = text("http://127.0.0.1:%1/v1").arg(upstream.port());
  window.wait<QLineEdit>(text("providerBaseUrl"))->setText(url);
  window.wait<QLineEdit>(text("providerId"))->setText(text("mine"));
  window.wait<QLineEdit>(text("secret"))->setText(text("sk-1234567890"));
  between.set(mode);
  window.click(text("addSubmit"));
  if (mode == test::Between::Mode::Silent) {
    QVERIFY(until([&] { return between.swallowed() > 0; }));
    QVERIFY(window.find(text("addCancel"))->isEnabled());
    between.set(test::Between::Mode::Gone);
  }
  QVERIFY(window.waitFor(said));
  QCOMPARE(window.find<QLineEdit>(text("providerBaseUrl"))->text(), url);
  QCOMPARE(window.find<QLineEdit>(text("providerId"))->text(), text("mine"));
  QCOMPARE(window.find<QLineEdit>(text("secret"))->text(), text("sk-1234567890"));
  QVERIFY(until([&] { return window.find(text("addSubmit"))->isEnabled(); }));
  between.set(test::Between::Mode::Pass);
  window.click(text("addSubmit"));
  QVERIFY(window.waitFor(text("Works")));
}

void AddTest::aFullDiskIsSaidAndNothingIsLost() {
  test::Peer gateway(test::Peer::saying(test::Peer::answer(
      R"({"kind":"store_full","status":503,"detail":"cannot write x","params":{}})", "503 No",
      "application/problem+json")));
  test::ProvidersWindow window(test::endpointOf(*m_engine));
  openCustom(window);
  window.wait<QLineEdit>(text("providerBaseUrl"))->setText(text("http://127.0.0.1:9/v1"));
  window.wait<QLineEdit>(text("providerId"))->setText(text("mine"));
  window.wait<QLineEdit>(text("secret"))->setText(text("sk-1234567890"));
  window.connection.client().setEndpoint(gateway.endpoint());
  window.click(text("addSubmit"));
  QVERIFY(window.waitFor(text("The disk is full")));
  QCOMPARE(window.find<QLineEdit>(text("secret"))->text(), text("sk-1234567890"));
  QVERIFY(window.find(text("addSubmit"))->isEnabled());
}

void AddTest::takingOutIsTriedAgain() {
  const test::Peer upstream(test::Peer::saying(test::Peer::answer("{}", "403 Forbidden")));
  test::Between between(*m_engine);
  test::ProvidersWindow window(between.endpoint());
  openCustom(window);
  window.wait<QLineEdit>(text("providerBaseUrl"))
      ->setText(text("http://127.0.0.1:%1/v1").arg(upstream.port()));
  window.wait<QLineEdit>(text("providerId"))->setText(text("mine"));
  window.click(text("addSubmit"));
  QVERIFY(window.waitFor(text("Does not work")));
  between.set(test::Between::Mode::Gone);
  window.click(text("addRemove"));
  QVERIFY(until([&] { return window.find(text("addRemove"))->isEnabled(); }));
  auto* const problem = window.find<QLabel>(text("addProblem"));
  QVERIFY(problem->text().contains(text("The gateway does not answer")));
  between.set(test::Between::Mode::Pass);
  window.click(text("addRemove"));
  QVERIFY(until([&] { return window.find(text("addProviderDialog")) == nullptr; }));
  const auto config = test::get<ConfigText>(
      [&](auto* c, auto t) { return window.connection.client().config().text(c, t); });
  QVERIFY(!config->text.contains(text("mine")));
}

SB_TEST(AddTest);
#include "add_test.moc"
