// What the test of a provider says of its way there: the proxy and the certificate.
#include <QLineEdit>
#include <QStandardPaths>
#include <QTest>

#include "core/net/tls.h"
#include "tests/support/certificates.h"
#include "tests/support/http_server.h"
#include "tests/support/raw_peer.h"
#include "tests/support/test_main.h"
#include "tests/ui/providers/support.h"

using namespace sb;
using namespace sb::ui;
using sb::test::text;

namespace {

const std::string kModels = R"({"data":[{"id":"alpha"},{"id":"beta"}]})";

net::Task<void> listModels(net::HttpConnection& connection) {
  co_await connection.respond(200, "Content-Type: application/json\r\n", kModels);
}

// A proxy that is also what it leads to.
void tunnel(test::RawSocket& socket, int) {
  if (!socket.readHead().starts_with("CONNECT provider.example:80 ")) return;
  socket.send("HTTP/1.1 200 OK\r\n\r\n");
  while (!socket.readRequest().empty())
    socket.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
                std::to_string(kModels.size()) + "\r\n\r\n" + kModels);
}

// Adds the address as far as its test.
void tryAddress(test::ProvidersWindow& window, const QString& address) {
  window.click(text("addProvider"));
  QVERIFY(test::until([&] { return !window.page()->known().presets().isEmpty(); }));
  window.click(text("customAddress"));
  window.wait<QLineEdit>(text("providerBaseUrl"))->setText(address);
  window.wait<QLineEdit>(text("providerId"))->setText(text("mine"));
  window.wait<QLineEdit>(text("secret"))->setText(text("sk-0123456789abcdefghij"));
  window.click(text("addSubmit"));
}

}  // namespace

class TrialTest : public QObject {
  Q_OBJECT

 private slots:
  void saysWhichProxyItWentThrough();
  void saysWhoseCertificateWasChecked();
  void saysThatACertificateIsNotTrusted();
  void saysThatNothingCameInTime();
};

void TrialTest::saysWhichProxyItWentThrough() {
  test::RawPeer proxy(tunnel);
  const std::string at = "127.0.0.1:" + std::to_string(proxy.port());
  test::Engine engine("network: { proxy: \"http://" + at + "\" }\n");
  test::ProvidersWindow window(test::endpointOf(engine));
  tryAddress(window, text("http://provider.example/v1"));
  QVERIFY(window.waitFor(text("Works")));
  QVERIFY(window.waitFor(text("2 models listed")));
  QVERIFY(window.says(text("Through the proxy ")));
  QVERIFY(window.says(QString::fromStdString(at)));
}

void TrialTest::saysWhoseCertificateWasChecked() {
  if (QStandardPaths::findExecutable(text("openssl")).isEmpty()) QSKIP("no openssl here");
  test::Certificates certificates;
  QVERIFY(certificates.make());
  test::HttpServer server(listModels, {},
                          *net::makeServerContext(certificates.path("server.pem"),
                                                  certificates.path("server.key"), ""));
  test::Engine engine("network: { proxy: none, extra_ca: [ \"" + certificates.path("ca.pem") +
                      "\" ] }\n");
  test::ProvidersWindow window(test::endpointOf(engine));
  tryAddress(window, text("https://127.0.0.1:%1/v1").arg(server.port()));
  QVERIFY(window.waitFor(text("Works")));
  QVERIFY(window.waitFor(text("Checked, for 127.0.0.1")));
  QVERIFY(window.says(text("Direct, to 127.0.0.1")));
}

void TrialTest::saysThatACertificateIsNotTrusted() {
  if (QStandardPaths::findExecutable(text("openssl")).isEmpty()) QSKIP("no openssl here");
  test::Certificates certificates;
  QVERIFY(certificates.make());
  test::HttpServer server(listModels, {},
                          *net::makeServerContext(certificates.path("server.pem"),
                                                  certificates.path("server.key"), ""));
  test::Engine engine("network: { proxy: none }\n");
  test::ProvidersWindow window(test::endpointOf(engine));
  tryAddress(window, text("https://127.0.0.1:%1/v1").arg(server.port()));
  QVERIFY(window.waitFor(text("certificate")));
  QVERIFY(!window.says(text("Works")));
  QVERIFY(!window.says(text("Checked, for")));
}

// What listens takes the request and says nothing.
void TrialTest::saysThatNothingCameInTime() {
  test::RawPeer silent([](test::RawSocket& socket, int) {
    while (!socket.readHead().empty()) {
    }
  });
  test::Engine engine("network: { proxy: none }\ntimeouts: { total: 300ms }\n");
  test::ProvidersWindow window(test::endpointOf(engine));
  tryAddress(window, text("http://127.0.0.1:%1/v1").arg(silent.port()));
  QVERIFY(window.waitFor(text("Does not work")));
  QVERIFY(window.waitFor(text("There was no answer in time. Try again, or check the proxy.")));
}

SB_TEST(TrialTest);
#include "trial_test.moc"
