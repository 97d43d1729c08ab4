// Canaries: a provider's secret and a gateway key go everywhere that a secret might, with an
// upstream that repeats what it was sent; afterwards they stand in no file, line, answer or event.
#include <signal.h>

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTest>
#include <thread>

#include "tests/support/daemon.h"
#include "tests/support/test_main.h"
#include "tests/support/upstream.h"

using namespace sb;
using namespace sb::test;

namespace {

const std::string kSecret = "sk-proj-CANARYofProviderA1B2C3D4E5F6";

// Repeats its caller's credentials, as careless providers do, in the way that the message names.
void repeat(RawSocket& socket, const Upstream::Request& request) {
  const std::string heard = request.header("Authorization");
  const auto is = [&](const char* word) {
    return (request.body + request.target()).find(word) != std::string::npos;
  };
  const std::string error = R"({"error":{"message":"The API key is not right: )" + heard +
                            R"(. Find it at https://x/?key=)" + kSecret + R"(","type":")" + heard +
                            R"(","code":")" + heard + "\"}}";
  if (is("/models"))
    socket.send(Upstream::json(error, 401));
  else if (is("way-status"))
    socket.send(Upstream::json(error, 400));
  else if (is("way-page"))
    socket.send(Upstream::json("<html>" + heard + "</html>", 503, "Content-Type: text/html\r\n"));
  else if (is("way-redirect"))
    socket.send(Upstream::json("", 302, "Location: https://x.example/?key=" + kSecret + "\r\n"));
  else if (is("way-whole"))
    socket.send(Upstream::json(error));
  else if (is("way-early"))
    socket.send(Upstream::stream("data: " + error + "\n\n"));
  else if (is("way-late"))
    socket.send(Upstream::stream(Upstream::delta("x") + "data: " + error + "\n\n"));
  else if (is("way-text"))
    socket.send(Upstream::stream(Upstream::delta("x") + "data: " + heard + "\n\n"));
  else if (is("way-garbage"))
    socket.send("HTTP/9.9 " + heard + "\r\n\r\n");
  else if (is("way-header"))
    socket.send(Upstream::json(Upstream::completion(), 200,
                               "Content-Type: application/json\r\nX-Heard: " + heard + "\r\n"));
  else
    socket.send(Upstream::json(Upstream::completion()));
}

// Where the text stands in another, with what surrounds it; "" = nowhere.
std::string around(const std::string& text, const std::string& what) {
  const std::size_t at = text.find(what);
  if (at == std::string::npos) return {};
  return text.substr(at - std::min<std::size_t>(at, 300), 600);
}

// Every file below the folder that holds the text.
QStringList filesWith(const std::string& folder, const std::string& text) {
  QStringList found;
  QDirIterator files(QString::fromStdString(folder), QDir::Files | QDir::Hidden,
                     QDirIterator::Subdirectories);
  while (files.hasNext()) {
    QFile file(files.next());
    if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text.c_str()))
      found << file.fileName();
  }
  return found;
}

// What the event stream says until the gateway ends.
class Events {
 public:
  explicit Events(const Gate& gate) : m_socket(gate.adminPort()) {
    m_socket.send(Gate::text("GET", "/admin/v1/events?topics=logs,live,status,keys,config", "",
                             "Authorization: Bearer " + gate.token() + "\r\n"));
    m_thread = std::thread([this] { listen(); });
  }
  ~Events() {
    ::shutdown(m_socket.fd(), SHUT_RDWR);
    if (m_thread.joinable()) m_thread.join();
  }
  bool heard(const std::string& what) const {
    std::lock_guard lock(m_mutex);
    return m_text.find(what) != std::string::npos;
  }
  std::string toTheEnd() {
    m_thread.join();
    return m_text;
  }

 private:
  void listen() {
    for (;;) {
      const std::string some = m_socket.readSome();
      if (some.empty()) return;
      std::lock_guard lock(m_mutex);
      m_text += some;
    }
  }

  mutable std::mutex m_mutex;
  RawSocket m_socket;
  std::string m_text;
  std::thread m_thread;
};

}  // namespace

class SecretsTest : public QObject {
  Q_OBJECT
 private slots:
  void canariesStandNowhere();
  void filesAreForTheirOwnerOnly();
};

void SecretsTest::canariesStandNowhere() {
  Upstream upstream(repeat);
  auto home = std::make_shared<Home>();
  home->write(
      "providers: [ { id: up, kind: openai_compatible, base_url: \"" + upstream.origin() +
      "/v1\", keys: [ { secret: \"vault:canary\" } ] } ]\nroutes: [ { name: twice, flow: { "
      "fallback: { move_on: [ 4xx, 5xx, cut, connect, timeout ], try: [ { target: up/a }, { "
      "target: up/b } ] } } } ]\n");
  Daemon daemon(SB_SIGNALBOXD, home, {"--log-level", "trace"});
  QVERIFY2(daemon.ready(), daemon.err().c_str());
  std::string said;  // all answers
  const auto ask = [&](const char* method, const std::string& path, const std::string& body = "") {
    const auto reply = daemon.admin(method, path, body);
    said += reply.text;
    return reply;
  };
  const auto put = ask("PUT", "secrets/canary", "{\"value\":\"" + kSecret + "\"}");
  QCOMPARE(put.status / 100, 2);
  const auto made = daemon.admin("POST", "keys", R"({"name":"canary"})");
  const std::string key = stringAt(made.body, "/text");
  QVERIFY(key.size() > 20);
  Events events(daemon);

  const std::string bearer = "Authorization: Bearer " + key + "\r\n";
  std::string newest;  // request
  const auto send = [&](const std::string& request) {
    RawSocket socket = daemon.connect();
    socket.send(request);
    const RawResponse answer = socket.readResponse();
    said += answer.head + answer.body;
    const std::string id = answer.header("x-signalbox-request-id");
    if (!id.empty()) newest = id;
    return answer;
  };
  for (const char* way : {"status", "page", "redirect", "whole", "early", "late", "text", "garbage",
                          "header", "fine"})
    for (const char* model : {"up/m", "twice"})
      for (const char* stream : {"", ",\"stream\":true"})
        send(Gate::text("POST", "/v1/chat/completions",
                        chatBody(model, std::string("way-") + way, stream), bearer));
  const std::string body = chatBody("up/m", "fine");
  for (const std::string& line :
       {"x-api-key: " + key, "api-key: " + key, "x-goog-api-key: " + key, "Cookie: key=" + key})
    send(Gate::text("POST", "/v1/chat/completions?key=" + key, body,
                    "Authorization: \r\n" + line + "\r\n"));
  send(Gate::text("POST", "/k/" + key + "/v1/chat/completions", body, "Authorization: \r\n"));
  send(Gate::text("GET", "/k/" + key + "/v1/nothing", "", "Authorization: \r\n"));
  send(Gate::text("GET", "/nothing/k/" + key, "", "Authorization: \r\n"));
  send(Gate::text("POST", "/v1/chat/completions", body, "Authorization: Bearer " + key + "x\r\n"));
  send(Gate::text("GET", "/v1/models/" + key, "", bearer));
  QVERIFY(upstream.count() > 30);
  QVERIFY(until([&] { return events.heard(newest); }));
  QCOMPARE(upstream.requests().front().header("Authorization"), "Bearer " + kSecret);

  ask("POST", "providers/up/test", "{}");
  for (const char* path : {"status", "providers", "config", "secrets", "keys", "models", "routes",
                           "presets", "live", "logs?limit=500", "logs/export", "spend", "metrics"})
    ask("GET", path);
  for (const ledger::Row& row : home->rows())
    ask("GET", "logs/" + row.id);
  said += send(Gate::text("GET", "/metrics", "")).body;
  ask("POST", "routes/twice/dry-run", "{\"request\":" + body + "}");
  ask("DELETE", "keys/" + stringAt(made.body, "/key/id"));
  daemon.signal(SIGTERM);
  const int code = daemon.wait();
  QVERIFY2(code == 0, daemon.err().c_str());
  said += events.toTheEnd();

  for (const std::string& canary : {kSecret, key.substr(key.rfind('-') + 1)}) {
    QCOMPARE(around(said, canary), std::string());
    const QStringList files = filesWith(home->dir(), canary);
    QVERIFY2(files.isEmpty(), qPrintable(files.join(' ')));
    // Bodies are compressed in their file: read as the console reads them.
    for (const ledger::Row& row : home->rows()) {
      const ledger::Detail detail = home->findRow(row.id);
      for (const auto& stored : {detail.request, detail.response})
        if (stored) QVERIFY(stored->bytes.find(canary) == std::string::npos);
    }
  }
}

void SecretsTest::filesAreForTheirOwnerOnly() {
  auto home = std::make_shared<Home>();
  QDir(QString::fromStdString(home->dataFolder())).removeRecursively();
  home->write("");
  Daemon daemon(SB_SIGNALBOXD, home);
  QVERIFY(daemon.ready());
  daemon.admin("PUT", "secrets/one", R"({"value":"some-secret"})");
  const auto open = QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteGroup |
                    QFileDevice::WriteOther;
  const QString data = QString::fromStdString(home->dataFolder());
  QVERIFY((QFileInfo(data).permissions() & open) == 0);
  int files = 0;
  QDirIterator all(data, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
  while (all.hasNext()) {
    const QString file = all.next();
    QVERIFY2((QFileInfo(file).permissions() & open) == 0, qPrintable(file));
    ++files;
  }
  QVERIFY(files > 4);
}

SB_TEST(SecretsTest);

#include "secrets_test.moc"
