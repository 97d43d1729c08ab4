#include "core/config/edit.h"

#include <QtTest>

#include "complete.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::config;

namespace {

constexpr const char* kItem = "id: new\nkind: groq";

constexpr const char* kCommented =
    "version: 1\n"
    "routes:\n"
    "  # for the editors\n"
    "  - name: fast  # everybody's\n"
    "    match: [ \"claude-*\" ]  # editors\n"
    "    # they wait\n"
    "    timeout: 5m  # patient\n"
    "    flow:\n"
    "      fallback:\n"
    "        # in this order\n"
    "        try:\n"
    "          - target: a/x  # cheap\n"
    "            retry: 1\n"
    "          # the good one\n"
    "          - target: b/y\n"
    "  # the other\n"
    "  - name: big\n"
    "    flow: { target: c/z }\n";

QString ask(const Result<std::string>& result) {
  return result ? QString::fromStdString(*result)
                : "error: " + QString::fromStdString(result.error().message);
}

// Everything before and after the changed piece of `before` must be in `after`.
bool onlyChanged(const std::string& before, const std::string& after, const std::string& oldPiece) {
  const std::size_t at = before.find(oldPiece);
  if (at == std::string::npos) return false;
  const std::string head = before.substr(0, at), tail = before.substr(at + oldPiece.size());
  return after.starts_with(head) && after.ends_with(tail);
}

}  // namespace

class Edit : public QObject {
  Q_OBJECT

 private slots:
  void keepsCommentsInAnItem_data() {
    QTest::addColumn<QString>("item");
    QTest::addColumn<QString>("after");
    const QString before = QString::fromUtf8(kCommented);
    const auto row = [&](const char* name, const char* item, const QString& after) {
      QTest::newRow(name) << QString::fromUtf8(item) << after;
    };
    const auto with = [&](const char* what, const char* by) {
      QString after = before;
      return after.replace(QString::fromUtf8(what), QString::fromUtf8(by));
    };
    row("nothing",
        "name: fast\nmatch:\n  - \"claude-*\"\ntimeout: \"5m\"\nflow:\n  fallback:\n    try:\n"
        "      - target: a/x\n        retry: 1\n      - target: b/y\n",
        before);
    row("a scalar",
        "name: fast\nmatch:\n  - \"claude-*\"\ntimeout: \"9m\"\nflow:\n  fallback:\n    try:\n"
        "      - target: a/x\n        retry: 1\n      - target: b/y\n",
        with("5m ", "\"9m\" "));
    row("deep inside",
        "name: fast\nmatch:\n  - \"claude-*\"\ntimeout: \"5m\"\nflow:\n  fallback:\n    try:\n"
        "      - target: a/z\n        retry: 1\n      - target: b/y\n",
        with("a/x", "a/z"));
    row("a member more",
        "name: fast\nmatch:\n  - \"claude-*\"\ntimeout: \"5m\"\nflow:\n  fallback:\n    try:\n"
        "      - target: a/x\n        retry: 1\n      - target: b/y\n        retry: 2\n",
        with("- target: b/y\n", "- target: b/y\n            retry: 2\n"));
    row("a member less",
        "name: fast\nmatch:\n  - \"claude-*\"\nflow:\n  fallback:\n    try:\n"
        "      - target: a/x\n        retry: 1\n      - target: b/y\n",
        with("    timeout: 5m  # patient\n", ""));
    row("one more at the end",
        "name: fast\nmatch:\n  - \"claude-*\"\ntimeout: \"5m\"\nflow:\n  fallback:\n    try:\n"
        "      - target: a/x\n        retry: 1\n      - target: b/y\n      - target: c/z\n",
        with("- target: b/y\n", "- target: b/y\n          - target: c/z\n"));
    row("other order",
        "name: fast\nmatch:\n  - \"claude-*\"\ntimeout: \"5m\"\nflow:\n  fallback:\n    try:\n"
        "      - target: b/y\n      - target: a/x\n        retry: 1\n",
        with("          - target: a/x  # cheap\n            retry: 1\n          # the good one\n   "
             "       - target: b/y\n",
             "          # the good one\n          - target: b/y\n          - target: a/x  # "
             "cheap\n            retry: 1\n"));
    row("patterns in their line",
        "name: fast\nmatch:\n  - \"claude-*\"\n  - \"o1-*\"\ntimeout: \"5m\"\nflow:\n  fallback:\n "
        "   try:\n"
        "      - target: a/x\n        retry: 1\n      - target: b/y\n",
        with("match: [ \"claude-*\" ]  # editors\n",
             "match:\n      - \"claude-*\"\n      - \"o1-*\"\n"));
  }
  void keepsCommentsInAnItem() {
    QFETCH(QString, item);
    QTEST(ask(upsertItem(kCommented, "routes", "name", "fast", item.toStdString())), "after");
  }

  void changesThePortOfAListener_data() {
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    const auto row = [](const char* name, const char* before, const char* after) {
      QTest::newRow(name) << QString(before) << QString(after);
    };
    row("map in a line", "listen: { address: 127.0.0.1, port: 7411 } # home\nworkers: 1\n",
        "listen: { address: 127.0.0.1, port: 7413 } # home\nworkers: 1\n");
    row("map in lines", "listen:\n  # mine\n  port: 7411   # apps know it\n  tls: none\n",
        "listen:\n  # mine\n  port: 7413   # apps know it\n  tls: none\n");
    row("one of a list", "listen:\n  - { port: 7411 }\n  - { address: 192.168.0.2, port: 7500 }\n",
        "listen:\n  - { port: 7413 }\n  - { address: 192.168.0.2, port: 7500 }\n");
    row("all of that port",
        "listen: [ { address: 127.0.0.1, port: 7411 }, { address: '::1', port: 7411 } ]\n",
        "listen: [ { address: 127.0.0.1, port: 7413 }, { address: '::1', port: 7413 } ]\n");
    row("default left out", "listen:\n  - address: localhost\n    tls: none\n",
        "listen:\n  - port: 7413\n    address: localhost\n    tls: none\n");
    row("default left out, in a line", "listen: { address: localhost }\n",
        "listen: { port: 7413, address: localhost }\n");
    row("no section", "version: 1\n# end\n", "version: 1\n# end\nlisten: { port: 7413 }\n");
    row("empty file", "", "version: 1\nlisten: { port: 7413 }\n");
    row("other line ends", "listen:\r\n  port: 7411\r\n", "listen:\r\n  port: 7413\r\n");
  }
  void changesThePortOfAListener() {
    QFETCH(QString, before);
    QTEST(ask(changeListenPort(before.toStdString(), 7411, 7413)), "after");
  }

  void leavesAListenerOfAnotherPortAlone() {
    for (const char* text : {"listen: { port: 7500 }\n", "listen: [ { port: 74110 } ]\n",
                             "listen: { port: \"7411\" }\n", "listen: 7411\n", "listen: []\n"}) {
      const auto changed = changeListenPort(text, 7411, 7413);
      QVERIFY2(!changed && changed.error().kind == ErrorKind::NotFound, text);
    }
    QVERIFY(!changeListenPort("listen: {", 7411, 7413));
  }

  void upsertsItem_data() {
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("after");
    const auto row = [](const char* name, const char* before, const char* id, const char* after) {
      QTest::newRow(name) << QString(before) << QString(id) << QString(after);
    };
    row("replaces the middle",
        "# top\nproviders: # mine\n  # first\n  - id: a # A\n    kind: openai\n\n  # second\n  - "
        "id: b # B\n"
        "    # inside\n    kind: openai\n  # third\n  - { id: c, kind: openai } # C\n# "
        "end\nworkers: 1 # one\n",
        "b",
        "# top\nproviders: # mine\n  # first\n  - id: a # A\n    kind: openai\n\n  # second\n  - "
        "id: new # B\n"
        "    # inside\n    kind: groq\n  # third\n  - { id: c, kind: openai } # C\n# end\nworkers: "
        "1 # one\n");
    row("replaces the last", "providers:\n- id: a\n- id: b\n  kind: x\n\n# end\nworkers: 1\n", "b",
        "providers:\n- id: a\n- id: new\n  kind: groq\n\n# end\nworkers: 1\n");
    row("replaces the first", "providers:\n    - id: a\n\n    - id: b\n", "a",
        "providers:\n    - id: new\n      kind: groq\n\n    - id: b\n");
    row("replaces a flow item", "providers:\n  - { id: a,\n      kind: x }\n  - { id: b }\n", "a",
        "providers:\n  - id: new\n    kind: groq\n  - { id: b }\n");
    row("dash on its own line", "providers:\n  -\n    id: a\n  - # b\n    id: b\n", "b",
        "providers:\n  -\n    id: a\n  - # b\n    id: new\n    kind: groq\n");
    row("adds", "providers:\n  - id: a\n    kind: x\n\n# end\nworkers: 1\n", "z",
        "providers:\n  - id: a\n    kind: x\n  - id: new\n    kind: groq\n\n# end\nworkers: 1\n");
    row("adds without newline at the end", "providers:\n  - id: a", "z",
        "providers:\n  - id: a\n  - id: new\n    kind: groq\n");
    row("adds the section", "version: 1\nworkers: 1 # one\n# end\n", "z",
        "version: 1\nworkers: 1 # one\n# end\nproviders:\n  - id: new\n    kind: groq\n");
    row("adds the section before the end marker", "version: 1\n...\n", "z",
        "version: 1\nproviders:\n  - id: new\n    kind: groq\n...\n");
    row("begins a file", "", "z", "version: 1\nproviders:\n  - id: new\n    kind: groq\n");
    row("begins after comments", "# mine", "z",
        "# mine\nversion: 1\nproviders:\n  - id: new\n    kind: groq\n");
    row("fills an empty section", "providers: # none yet\nworkers: 1\n", "z",
        "providers: # none yet\n  - id: new\n    kind: groq\nworkers: 1\n");
    row("fills a null section", "providers: ~ # none\nworkers: 1\n", "z",
        "providers: # none\n  - id: new\n    kind: groq\nworkers: 1\n");
    row("fills an empty flow list", "providers: []  # none\nworkers: 1\n", "z",
        "providers:  # none\n  - id: new\n    kind: groq\nworkers: 1\n");
    row("rewrites a flow list",
        "a: 1\nproviders: [ { id: a, b: [ 1, 2 ] }, {id: \"]\"} ] # all\nworkers: 1\n", "z",
        "a: 1\nproviders: # all\n  - { id: a, b: [ 1, 2 ] }\n  - {id: \"]\"}\n  - id: new\n    "
        "kind: groq\nworkers: 1\n");
    row("replaces in a flow list", "providers: [ { id: a }, { id: b }, ]\n", "a",
        "providers:\n  - id: new\n    kind: groq\n  - { id: b }\n");
    row("keeps comments of a flow list",
        "providers: [\n  # first\n  { id: a }, # A\n  { id: b } # B\n  ]\nworkers: 1\n", "z",
        "providers:\n  # first\n  - { id: a }\n  # A\n  - { id: b } # B\n  - id: new\n    kind: "
        "groq\nworkers: 1\n");
    row("keeps Windows newlines", "providers:\r\n  - id: a\r\n  - id: b\r\n", "a",
        "providers:\r\n  - id: new\r\n    kind: groq\r\n  - id: b\r\n");
    row("keeps the byte order mark", "\xef\xbb\xbfproviders:\n  - id: a\n", "a",
        "\xef\xbb\xbfproviders:\n  - id: new\n    kind: groq\n");
    row("quoted key", "\"providers\":\n  - id: a\n", "a",
        "\"providers\":\n  - id: new\n    kind: groq\n");
    row("block text with dashes",
        "providers:\n  - id: a\n    note: |\n      - id: b\n      # no comment\n  - id: b\n", "b",
        "providers:\n  - id: a\n    note: |\n      - id: b\n      # no comment\n  - id: new\n    "
        "kind: groq\n");
  }
  void upsertsItem() {
    QFETCH(QString, before);
    QFETCH(QString, id);
    QFETCH(QString, after);
    QCOMPARE(ask(upsertItem(before.toStdString(), "providers", "id", id.toStdString(), kItem)),
             after);
  }

  void removesItem_data() {
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    const auto row = [](const char* name, const char* before, const char* after) {
      QTest::newRow(name) << QString(before) << QString(after);
    };
    row("middle",
        "providers:\n  - id: b\n  # about a\n  - id: a # gone\n    k: 1\n  # about c\n  - id: c\n",
        "providers:\n  - id: b\n  # about a\n  # about c\n  - id: c\n");
    row("last", "providers:\n- id: b\n- id: a\n# end\nworkers: 1\n",
        "providers:\n- id: b\n# end\nworkers: 1\n");
    row("only", "providers:\n- id: a\nworkers: 1\n", "providers:\nworkers: 1\n");
    row("flow", "providers: [ { id: b }, { id: a } ]\n", "providers:\n  - { id: b }\n");
    row("only in flow", "providers: [ { id: a } ]\nworkers: 1\n", "providers:\nworkers: 1\n");
  }
  void removesItem() {
    QFETCH(QString, before);
    QFETCH(QString, after);
    QCOMPARE(ask(removeItem(before.toStdString(), "providers", "id", "a")), after);
  }

  void saysWhenThereIsNothingToRemove() {
    QCOMPARE(removeItem("version: 1\n", "providers", "id", "a").error().kind, ErrorKind::NotFound);
    QCOMPARE(removeItem("providers:\n- id: b\n", "providers", "id", "a").error().kind,
             ErrorKind::NotFound);
    QCOMPARE(removeMap("version: 1\n", "network").error().kind, ErrorKind::NotFound);
  }

  void upsertsSection_data() {
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("after");
    const auto row = [](const char* name, const char* before, const char* value,
                        const char* after) {
      QTest::newRow(name) << QString(before) << QString(value) << QString(after);
    };
    row("block by block", "a: 1\nnetwork: # net\n  proxy: none # p\n  # in\n\n# end\nb: 2\n",
        "proxy: system\nextra_ca: []",
        "a: 1\nnetwork: # net\n  proxy: system # p\n  extra_ca: []\n  # in\n\n# end\nb: 2\n");
    row("only what changed",
        "network:\n  # before\n  proxy: none  # why\n  extra_ca:  # two\n    - a.pem  # first\n"
        "    - b.pem\n  x: {y: 1}  # short\nb: 2\n",
        "extra_ca:\n  - a.pem\n  - c.pem\nproxy: system\nx:\n  y: 1",
        "network:\n  # before\n  proxy: system  # why\n  extra_ca:  # two\n    - a.pem  # first\n"
        "    - c.pem\n  x: {y: 1}  # short\nb: 2\n");
    row("a value less", "network:\n  proxy: none  # p\n  x: 1  # x\n  # in\nb: 2\n", "proxy: none",
        "network:\n  proxy: none  # p\n  # in\nb: 2\n");
    row("a list", "network:\n  - { port: 1 }  # apps\n  - { port: 2 }  # others\n",
        "- port: 1\n- port: 3", "network:\n  - { port: 1 }  # apps\n  - port: 3\n");
    row("flow by block, with a comment", "network: { proxy: none }  # net\nb: 2\n",
        "proxy: system\nx: 1", "network: # net\n  proxy: system\n  x: 1\nb: 2\n");
    row("Windows", "network:\r\n  proxy: none # p\r\nb: 2\r\n", "proxy: system",
        "network:\r\n  proxy: system # p\r\nb: 2\r\n");
    row("flow by flow", "network: { proxy: none } # net\nb: 2\n", "{ proxy: system }",
        "network: { proxy: system } # net\nb: 2\n");
    row("flow by block", "network: { proxy: none }\nb: 2\n", "proxy: system",
        "network:\n  proxy: system\nb: 2\n");
    row("block by flow", "network:\n  proxy: none\nb: 2\n", "{ proxy: system }",
        "network: { proxy: system }\nb: 2\n");
    row("scalar", "network: 5 # five\n", "6", "network: 6 # five\n");
    row("quoted", "network: 'it''s' # x\n", "\"b\"", "network: \"b\" # x\n");
    row("absent", "a: 1", "proxy: none", "a: 1\nnetwork:\n  proxy: none\n");
    row("absent flow", "a: 1\n", "{ proxy: none }", "a: 1\nnetwork: { proxy: none }\n");
    row("empty", "network:\na: 1\n", "proxy: none", "network:\n  proxy: none\na: 1\n");
    row("many lines of flow", "network: { proxy: none,\n  x: 1 } # a\nb: 2\n", "{ y: 1 }",
        "network: { y: 1 }\nb: 2\n");
  }
  void upsertsSection() {
    QFETCH(QString, before);
    QFETCH(QString, value);
    QFETCH(QString, after);
    QCOMPARE(ask(upsertMap(before.toStdString(), "network", value.toStdString())), after);
  }

  void removesSection() {
    QCOMPARE(ask(removeMap("a: 1\n# net\nnetwork:\n  proxy: none\n# b\nb: 2\n", "network")),
             "a: 1\n# net\n# b\nb: 2\n");
  }

  void refusesWhatItCannotEdit_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("flow at the top") << "{ version: 1, providers: [] }";
    QTest::newRow("list at the top") << "- a";
    QTest::newRow("no YAML") << "providers: [";
    QTest::newRow("no list") << "providers: { a: 1 }\n";
    QTest::newRow("text") << "providers: x\n";
  }
  void refusesWhatItCannotEdit() {
    QFETCH(QString, text);
    QCOMPARE(upsertItem(text.toStdString(), "providers", "id", "a", kItem).error().kind,
             ErrorKind::ConfigInvalid);
  }

  void refusesItemThatIsNoMap() {
    QCOMPARE(upsertItem("version: 1\n", "providers", "id", "a", "- x").error().kind,
             ErrorKind::BadRequest);
    QVERIFY(!upsertItem("version: 1\n", "providers", "id", "a", "a: [").has_value());
    QVERIFY(!upsertItem("version: 1\n", "providers", "id", "a", "a: &x 1").has_value());
  }

  void leavesTheRestOfACompleteFileAlone() {
    const std::string before(test::kComplete);
    const auto provider = upsertItem(before, "providers", "id", "local.box_1",
                                     "id: local.box_1\nkind: ollama\nkeys:\n  - secret: env:K");
    QVERIFY(provider);
    QVERIFY(onlyChanged(
        before, *provider,
        "  - { id: local.box_1, kind: openai_compatible, base_url: \"http://[::1]:9100/v1\", "
        "dialects: [ openai_chat, anthropic ] }\n"));
    const Loaded loaded = load(*provider, test::known());
    QVERIFY(loaded.config);
    QCOMPARE(loaded.config->provider("local.box_1")->kind, "ollama");
    QCOMPARE(loaded.config->routes.size(), 2u);
    QCOMPARE(ask(removeItem(*provider, "routes", "name", "none")),
             "error: there is no such item in routes");
  }
};

SB_TEST(Edit);
#include "edit.moc"
