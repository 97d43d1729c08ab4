// The disk fills up while the program runs: what a person sees of it in the window, and that
// nothing typed is lost.
#include <QTest>

#include <QLineEdit>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QToolButton>

#include "core/demo/demo_server.h"
#include "tests/support/desktop.h"
#include "tests/support/engine.h"
#include "tests/support/full_disk.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;

namespace {

QString text(const char* utf8) { return QString::fromUtf8(utf8); }

bool isSaid(const QString& part) {
  for (const QString& one : DesktopRun::readable())
    if (one.contains(part)) return true;
  return false;
}

}  // namespace

class FullDiskTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void isSaidWithTheNextStepAndLosesNothing();

 private:
  void makeKey(const char* name);
  int ask();
  QString field(const char* name) {
    auto* const line = m_run->wait<QLineEdit>(text(name));
    return line != nullptr ? line->text() : QString();
  }

  std::unique_ptr<DesktopRun> m_run;
  QString m_key;
};

void FullDiskTest::makeKey(const char* name) {
  Keyboard::press(Qt::Key_5, Qt::ControlModifier);
  QVERIFY(Keyboard::activate(text("newKey")));
  QVERIFY(until([] { return Keyboard::focusedName() == text("newKeyName"); }));
  Keyboard::type(text(name));
  Keyboard::press(Qt::Key_Return);
}

// The status of a chat with the demo provider; 0: no answer.
int FullDiskTest::ask() {
  const auto* const address = m_run->wait<QToolButton>(text("gatewayAddress"));
  if (address == nullptr) return 0;
  QNetworkAccessManager network;
  network.setProxy(QNetworkProxy::NoProxy);
  QNetworkRequest request(QUrl(address->text() + text("/chat/completions")));
  request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/json"));
  request.setRawHeader("Authorization", "Bearer " + m_key.toUtf8());
  const std::unique_ptr<QNetworkReply> reply(network.post(
      request, R"({"model":"studio/hello","messages":[{"role":"user","content":"hello"}]})"));
  if (!until([&] { return reply->isFinished(); })) return 0;
  return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

void FullDiskTest::isSaidWithTheNextStepAndLosesNothing() {
  const auto provider = *demo::DemoServer::start({});
  const QByteArray address = "http://127.0.0.1:" + QByteArray::number(provider->port()) + "/v1";
  m_run = std::make_unique<DesktopRun>(
      "version: 1\nproviders:\n  - { id: studio, kind: openai_compatible, base_url: '" + address +
          "' }\n",
      "checklistSkipped=true\n");
  QVERIFY(m_run->start());
  makeKey("first");
  m_key = field("newKeySecret");
  QVERIFY(Keyboard::activate(text("secretSaved")));
  QVERIFY(Keyboard::activate(text("newKeyDone")));
  QCOMPARE(ask(), 200);
  {
    const FullDisk full;
    QCOMPARE(ask(), 200);
    QVERIFY(DesktopRun::says(text("The log cannot be written.")));
    QVERIFY(DesktopRun::says(text("Make room on the disk")));
    makeKey("second");
    QVERIFY(DesktopRun::says(text("The disk is full, so nothing was saved.")));
    QCOMPARE(field("newKeyName"), text("second"));
  }
  QVERIFY(until([] { return !isSaid(text("The log cannot be written.")); }));
  Keyboard::press(Qt::Key_Return);
  QVERIFY(DesktopRun::says(text("Key “second” is ready")));
  m_key = field("newKeySecret");
  QCOMPARE(ask(), 200);
}

SB_TEST(FullDiskTest);
#include "full_disk_test.moc"
