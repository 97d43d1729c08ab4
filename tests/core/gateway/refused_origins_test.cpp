#include "core/gateway/refused_origins.h"

#include <QTest>
#include <thread>

#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::gateway;

namespace {

std::string numbered(int i) { return "https://app-" + std::to_string(i) + ".example"; }

}  // namespace

class RefusedOriginsTest : public QObject {
  Q_OBJECT

 private slots:
  void theOneRefusedLastComesFirst() {
    RefusedOrigins refused;
    refused.note("https://one.example", 10);
    refused.note("https://two.example:8443", 20);
    refused.note("HTTPS://One.example", 30);
    const auto list = refused.list();
    QCOMPARE(list.size(), std::size_t{2});
    QCOMPARE(list[0].origin, std::string("https://one.example"));
    QCOMPARE(list[0].lastAt, WallMillis{30});
    QCOMPARE(list[0].count, std::int64_t{2});
    QCOMPARE(list[1].origin, std::string("https://two.example:8443"));
    QCOMPARE(list[1].count, std::int64_t{1});
  }

  void keepsTheTwentyNewest() {
    RefusedOrigins refused;
    for (int i = 0; i < 50; ++i) {
      refused.note("https://often.example", i);
      refused.note(numbered(i), i);
    }
    const auto list = refused.list();
    QCOMPARE(list.size(), std::size_t{20});
    QCOMPARE(list[0].origin, numbered(49));
    QCOMPARE(list[1].origin, std::string("https://often.example"));
    QCOMPARE(list[1].count, std::int64_t{50});
    QCOMPARE(list[19].origin, numbered(31));
  }

  void whatIsNoOriginIsNotRemembered_data() {
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, const QByteArray& text) { QTest::newRow(name) << text; };
    row("nothing", "");
    row("a sandbox", "null");
    row("words", "Press Allow to go on");
    row("words behind an origin", "https://app.example Press Allow");
    row("a page", "https://app.example/press/allow");
    row("a query", "https://app.example?press=allow");
    row("a fragment", "https://app.example#allow");
    row("a user", "https://your-bank.example@evil.example");
    row("markup", "https://<b>app</b>.example");
    row("a wildcard", "https://*.example");
    row("all", "*");
    row("no host", "file://");
    row("a bad port", "https://app.example:99999");
    row("no UTF-8", "https://app\xff.example");
    row("letters that look alike", "https://\xd0\xb0pp.example");
    row("text that turns around", "https://app.example\xe2\x80\xae");
    row("a null byte", QByteArray("https://app.example\0.evil", 25));
    row("a line break", "https://app.example\nallow");
    row("long", "https://" + QByteArray(300, 'a') + ".example");
    row("very long", "https://" + QByteArray(60'000, 'a'));
  }
  void whatIsNoOriginIsNotRemembered() {
    QFETCH(QByteArray, text);
    RefusedOrigins refused;
    refused.note(text.toStdString(), 1);
    QCOMPARE(refused.list().size(), std::size_t{0});
  }

  void allowedOnesAreForgotten() {
    RefusedOrigins refused;
    refused.note("https://one.example", 1);
    refused.note("https://two.example", 2);
    const auto config = std::make_shared<config::Config>();
    config->origins = {"https://Two.example"};
    Snapshot snapshot;
    snapshot.config = config;
    refused.forgetAllowed(snapshot);
    QCOMPARE(refused.list().size(), std::size_t{1});
    QCOMPARE(refused.list().front().origin, std::string("https://one.example"));
  }

  void workersNoteAtTheSameTime() {
    RefusedOrigins refused;
    std::vector<std::thread> workers;
    for (int worker = 0; worker < 4; ++worker)
      workers.emplace_back([&] {
        for (int i = 0; i < 500; ++i) {
          refused.note(numbered(i % 10), i);
          if (refused.list().size() > 10) return;
        }
      });
    for (std::thread& worker : workers)
      worker.join();
    std::int64_t sum = 0;
    for (const RefusedOrigin& one : refused.list())
      sum += one.count;
    QCOMPARE(sum, std::int64_t{2000});
  }
};

SB_TEST(RefusedOriginsTest);
#include "refused_origins_test.moc"
