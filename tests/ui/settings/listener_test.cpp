// A changed listener: that the gateway moves there at once, and what is said where it cannot.
#include <QLabel>
#include <QTest>

#include "tests/support/between.h"
#include "tests/support/test_main.h"
#include "tests/ui/client/support.h"
#include "tests/ui/settings/support.h"

using namespace sb::ui;
using sb::test::until;

namespace {

using Fixture = sb::test::SettingsWindow;
const std::string kAnyPort = "listen: { address: 127.0.0.1, port: 0, tls: none }\n";

}  // namespace

class ListenerTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void listenersMoveAtOnce();
  void portInUseIsToldAndNothingIsLost();
  void anAddressOfOthersIsMarkedAtItsField();
  void aStartFromElsewhereEndsTheWaitForABetterAddress();
  void aBrokenConnectionIsNoFaultOfTheAddress();
};

void ListenerTest::listenersMoveAtOnce() {
  Fixture f(kAnyPort);
  QLineEdit* const address = f.field("listener", "listener0.address");
  QVERIFY(until([&] { return f.connection.status().listening; }));
  f.write(address, QStringLiteral("127.0.0.2"));
  QVERIFY(f.find<QPushButton>("saveSettings")->text().contains(QStringLiteral("restart")));
  QVERIFY(f.save());
  QVERIFY(until([&] {
    const QStringList all = f.connection.status().addresses;
    return !all.isEmpty() && all.first().contains(QStringLiteral("127.0.0.2"));
  }));
}

void ListenerTest::portInUseIsToldAndNothingIsLost() {
  Fixture f(kAnyPort);
  QLineEdit* const port = f.field("listener", "listener0.port");
  f.write(port, QString::number(f.engine.adminPort()));
  QSignalSpy noticed(&f.screen, &Screen::noticed);
  f.find<QPushButton>("saveSettings")->click();
  const auto told = [&] {
    return !noticed.isEmpty() || !f.find<QLabel>("saveText")->text().isEmpty();
  };
  QVERIFY(until(told));
  const auto* const left = f.find<QLineEdit>("listener0.port");
  QCOMPARE(left->text(), QString::number(f.engine.adminPort()));
  QVERIFY(until([&] { return left->property("state") == QStringLiteral("error"); }));
  QVERIFY(!left->accessibleDescription().isEmpty());
}

// The file may say so; whether it can be done, only the try shows.
void ListenerTest::anAddressOfOthersIsMarkedAtItsField() {
  Fixture f(kAnyPort);
  QLineEdit* const address = f.field("listener", "listener0.address");
  QVERIFY(until([&] { return f.connection.status().listening; }));
  f.write(address, QStringLiteral("192.0.2.7"));
  QVERIFY2(f.save(), qPrintable(f.find<QLabel>("saveText")->text()));
  QVERIFY(until([&] {
    const auto* const field = f.find<QLineEdit>("listener0.address");
    return field->property("state") == QStringLiteral("error");
  }));
  QCOMPARE(f.find<QLineEdit>("listener0.address")->text(), QStringLiteral("192.0.2.7"));
  f.write(f.find<QLineEdit>("listener0.address"), QStringLiteral("127.0.0.1"));
  QVERIFY(f.save());
  QVERIFY(until([&] { return f.connection.status().listening; }));
  QVERIFY(f.find<QLineEdit>("listener0.address")->property("state").toString().isEmpty());
}

// What was stopped by hand after it is not started by a later change of the listener.
void ListenerTest::aStartFromElsewhereEndsTheWaitForABetterAddress() {
  Fixture f(kAnyPort);
  QLineEdit* const address = f.field("listener", "listener0.address");
  QVERIFY(until([&] { return f.connection.status().listening; }));
  f.write(address, QStringLiteral("192.0.2.7"));
  QVERIFY(f.save());
  QVERIFY(!f.connection.status().listening);
  const QJsonObject better{{QStringLiteral("address"), QStringLiteral("127.0.0.1")},
                           {QStringLiteral("port"), 0},
                           {QStringLiteral("tls"), QStringLiteral("none")}};
  QVERIFY(sb::test::get<Saved>([&](auto* c, auto t) {
            return f.connection.client().config().saveSetting(QStringLiteral("listen"), better, c,
                                                              t);
          }).ok());
  const auto call = [&](auto send) {
    const auto reply = sb::test::get<GatewayStatus>(send);
    if (reply) f.connection.setStatus(*reply);
    return reply.ok();
  };
  StatusApi& api = f.connection.client().status();
  QVERIFY(call([&](auto* c, auto t) { return api.start(c, t); }));
  QVERIFY(f.connection.status().listening);
  QVERIFY(call([&](auto* c, auto t) { return api.stop(c, t); }));
  QVERIFY(!f.connection.status().listening);
  const auto* const now = f.find<QLineEdit>("listener0.address");
  QVERIFY(until([&] { return now->text() == QStringLiteral("127.0.0.1"); }));
  QSignalSpy noticed(&f.screen, &Screen::noticed);
  f.write(f.find<QLineEdit>("listener0.address"), QStringLiteral("127.0.0.2"));
  QVERIFY(f.save());
  QCOMPARE(noticed.first().first().toString(), QStringLiteral("Saved."));
}

void ListenerTest::aBrokenConnectionIsNoFaultOfTheAddress() {
  Fixture f(kAnyPort);
  sb::test::Between between(f.engine);
  f.connection.setEndpoint(between.endpoint());
  QVERIFY(until([&] { return f.connection.isConnected(); }));
  QLineEdit* const address = f.field("listener", "listener0.address");
  QVERIFY(until([&] { return f.connection.status().listening; }));
  f.write(address, QStringLiteral("127.0.0.2"));
  between.setAt("/start", sb::test::Between::Mode::Cut);
  QSignalSpy noticed(&f.screen, &Screen::noticed);
  QVERIFY(f.save());
  const QString said = noticed.first().first().toString();
  QVERIFY2(said.contains(QStringLiteral("does not answer")), qPrintable(said));
  const auto* const field = f.find<QLineEdit>("listener0.address");
  QVERIFY2(field->property("state").toString().isEmpty(), qPrintable(field->text()));
}

SB_TEST(ListenerTest);
#include "listener_test.moc"
