#include <QFile>
#include <QRegularExpression>
#include <QtTest>

#include "complete.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::config;

namespace {

QString documentation() {
  QFile file(QStringLiteral(SB_SOURCE_DIR "/docs/configuration.md"));
  return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

}  // namespace

class Documentation : public QObject {
  Q_OBJECT

 private slots:
  void exampleLoads() {
    const QString example = documentation().section("```yaml\n", 1).section("```", 0, 0);
    QVERIFY(example.size() > 1000);
    Known known = test::known();
    known.kinds.push_back("openrouter");
    const Loaded loaded = load(example.toStdString(), known);
    QVERIFY2(loaded.problems.empty(), toString(loaded.problems, "example").c_str());
    QCOMPARE(loaded.config->providers.size(), 3u);
    QCOMPARE(loaded.config->route("fast")->flow.children.size(), 3u);
  }

  // Whatever the loader offers has a place in the text.
  void namesEveryKey_data() {
    QTest::addColumn<QString>("wrong");
    QTest::newRow("top") << "zzzzzzzz: 1";
    QTest::newRow("listen") << "listen: 5";
    QTest::newRow("tls") << "listen: { tls: 5 }";
    QTest::newRow("admin") << "admin: 5";
    QTest::newRow("auth") << "auth: 5";
    QTest::newRow("network") << "network: 5";
    QTest::newRow("timeouts") << "timeouts: []";
    QTest::newRow("limits") << "limits: 5";
    QTest::newRow("keys") << "keys: [ 5 ]";
    QTest::newRow("providers") << "providers: [ 5 ]";
    QTest::newRow("provider keys") << "providers: [ { id: a, kind: openai, keys: [ 5 ] } ]";
    QTest::newRow("models") << "models: [ 5 ]";
    QTest::newRow("prices") << "providers: [ { id: a, kind: openai } ]\nmodels: [ { provider: a, "
                               "model: m, price: { usd_per_mtok: 5 } } ]";
    QTest::newRow("routes") << "routes: [ 5 ]";
    QTest::newRow("nodes") << "routes: [ { name: r, flow: 5 } ]";
    QTest::newRow("params") << "routes: [ { name: r, flow: { params: 5 } } ]";
    QTest::newRow("prompt") << "routes: [ { name: r, flow: { target: a/b, prompt: { zz: 5 } } } ]";
    QTest::newRow("ledger") << "ledger: 5";
    QTest::newRow("cache") << "cache: 5";
    QTest::newRow("cache of a route")
        << "routes: [ { name: r, flow: { target: a/b, cache: [] } } ]";
    QTest::newRow("exact cache")
        << "routes: [ { name: r, flow: { target: a/b, cache: { exact: 5 } } } ]";
  }
  void namesEveryKey() {
    QFETCH(QString, wrong);
    const Loaded loaded = load("version: 1\n" + wrong.toStdString(), test::known());
    const QString what = QString::fromStdString(loaded.problems.back().what);
    QRegularExpression words("expected (?:one of |none or )?(?:a map with )?(.*)");
    const QString list = words.match(what).captured(1);
    QVERIFY2(!list.isEmpty(), qPrintable(what));
    const QString text = documentation();
    for (const QString& key :
         list.split(QRegularExpression(", | or | and |a map with "), Qt::SkipEmptyParts)) {
      const QRegularExpression named("[`.]" + QRegularExpression::escape(key.trimmed()) + "[`:.]");
      QVERIFY2(named.match(text).hasMatch(), qPrintable(key));
    }
  }
};

SB_TEST(Documentation);
#include "documentation.moc"
