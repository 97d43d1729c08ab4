#include <QtTest>

#include "complete.h"
#include "core/config/edit.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::config;

// Somebody writes the secret itself where a reference, a URL or something else belongs.
class LiteralSecrets : public QObject {
  Q_OBJECT

 private slots:
  void areNeverRepeated_data() {
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, const char* text) {
      QTest::newRow(name) << QString("version: 1\n") + text;
    };
    row("gateway key", "keys: [ { name: a, value: CANARY } ]");
    row("after env", "keys: [ { name: a, value: \"env:CANARY\" } ]");
    row("after vault", "keys: [ { name: a, value: \"vault:CANARY\" } ]");
    row("after keychain", "keys: [ { name: a, value: \"keychain:CANARY\" } ]");
    row("provider key", "providers: [ { id: a, kind: openai, keys: [ { secret: CANARY } ] } ]");
    row("key as text", "providers: [ { id: a, kind: openai, keys: [ CANARY ] } ]");
    row("key as map key", "providers: [ { id: a, kind: openai, keys: [ { CANARY: x } ] } ]");
    row("keys as text", "providers: [ { id: a, kind: openai, keys: CANARY } ]");
    row("name twice", "keys: [ { name: CANARY, value: env:A }, { name: CANARY, value: env:A } ]");
    row("provider id", "providers: [ { id: CANARY, kind: openai } ]");
    row("kind", "providers: [ { id: a, kind: CANARY } ]");
    row("weight",
        "providers: [ { id: a, kind: openai, keys: [ { secret: env:K, weight: CANARY } ] } ]");
    row("base url", "providers: [ { id: a, kind: openai, base_url: \"http://u:CANARY@h/v1\" } ]");
    row("base url query",
        "providers: [ { id: a, kind: openai, base_url: \"http://h/v1?key=CANARY\" } ]");
    row("proxy", "network: { proxy: \"http://u:CANARY@h:1\" }");
    row("header",
        "providers: [ { id: a, kind: openai, headers: { Authorization: Bearer CANARY } } ]");
    row("port", "listen: { port: CANARY }");
    row("address", "listen: { address: CANARY }");
    row("flag", "auth: { required: CANARY }");
    row("timeout", "timeouts: { connect: CANARY }");
    row("size", "limits: { head: CANARY }");
    row("choice", "ledger: { bodies: CANARY }");
    row("top key", "CANARY: 1");
    row("key twice", "CANARY: 1\nCANARY: 2");
    row("target", "routes: [ { name: r, flow: { target: CANARY } } ]");
    row("target's provider", "routes: [ { name: r, flow: { target: CANARY/m } } ]");
    row("move_on", "routes: [ { name: r, flow: { fallback: { move_on: [ CANARY ], try: [] } } } ]");
    row("syntax", "keys: [ { name: a, value: CANARY: x: [");
    row("anchor", "keys: [ { name: a, value: &CANARY x } ]");
    row("alias", "keys: [ { name: a, value: *CANARY } ]");
    row("tag", "keys: [ { name: a, value: !CANARY x } ]");
  }
  void areNeverRepeated() {
    QFETCH(QString, text);
    for (const QString secret :
         {"sk-proj-Zq81xTT", "sk-ant-api03-Ab3dEf6hIj9kLmNoPqRsTuVwXyZ012345"}) {
      const std::string yaml = QString(text).replace("CANARY", secret).toStdString();
      const Loaded loaded = load(yaml, test::known());
      QVERIFY(!loaded.problems.empty());
      const QString said = QString::fromStdString(toString(loaded.problems, "file"));
      QVERIFY2(!said.contains(secret), qPrintable(said));
      const auto edited = upsertMap(yaml, "workers", "2");
      if (!edited)
        QVERIFY(!QString::fromStdString(edited.error().message + edited.error().detail)
                     .contains(secret));
    }
  }

  void areAnsweredWithWhatToWrite() {
    const Loaded loaded = load("version: 1\nkeys: [ { name: a, value: hunter2 } ]", test::known());
    QCOMPARE(loaded.problems.size(), 1u);
    QCOMPARE(loaded.problems[0].what,
             "a secret does not belong in the file, expected where the secret is kept: env:NAME, "
             "vault:NAME or file:PATH");
    QCOMPARE(loaded.problems[0].path, "keys[0].value");
  }
};

SB_TEST(LiteralSecrets);
#include "secrets.moc"
