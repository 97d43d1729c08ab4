// A real admin server over real parts in a folder of its own, and a client that speaks to it. The
// gateway has no listener until a test starts one. Owner: the test.
#pragma once

#include <QTemporaryDir>
#include <QTest>
#include <boost/json.hpp>
#include <fstream>
#include <future>
#include <memory>
#include <sstream>
#include <string>

#include "core/admin/admin_server.h"
#include "core/base/ids.h"
#include "core/base/json.h"
#include "core/gateway/gateway.h"
#include "core/policy/state_store.h"
#include "core/providers/preset.h"
#include "tests/support/http_server.h"

namespace sb::admin::test {

namespace bj = boost::json;

inline const std::string kToken = "token-of-the-admin-api-0123456789";

inline const std::string kConfig =
    "version: 1\n"
    "# the one listener\n"
    "listen: { address: 127.0.0.1, port: 0 }\n"
    "admin: { address: 127.0.0.1, port: 0 }\n"
    "providers:\n"
    "  - id: local   # at home\n"
    "    kind: ollama\n"
    "    base_url: http://127.0.0.1:9/v1\n"
    "  - id: openai\n"
    "    kind: openai\n"
    "    keys: [ { name: main, secret: \"vault:openai\" } ]\n"
    "routes:\n"
    "  - name: fast\n"
    "    match: [ \"claude-*\" ]\n"
    "    flow:\n"
    "      fallback:\n"
    "        move_on: [ 429 ]\n"
    "        try: [ { target: local/qwen3 }, { target: openai/gpt-4o-mini } ]\n"
    "ledger: { bodies: full }\n";

struct Reply {
  int status = 0;
  std::string body;
  sb::test::RawResponse raw;
  bj::object json() const {
    const Result<bj::value> parsed = json::parse(body);
    return parsed && parsed->is_object() ? parsed->get_object() : bj::object();
  }
  std::string kind() const { return std::string(json::text(json(), "kind")); }
};

class Home {
 public:
  explicit Home(const std::string& config = kConfig,
                std::shared_ptr<vault::Keychain> keychain = nullptr)
      : m_keychain(std::move(keychain)),
        m_settings(path("signalbox.yaml"), {}, known(m_keychain != nullptr), systemClock()) {
    write("signalbox.yaml", config);
    openParts();
    m_runner.call([this] { begin(); });
  }
  ~Home() { close(); }

  // Ends the server, then the parts.
  void close() {
    if (!m_admin) return;
    if (m_secrets->keychain()) m_secrets->keychain()->onArrival({});
    std::promise<void> gone;
    m_runner.call([&] { m_admin->stop([&] { gone.set_value(); }); });
    gone.get_future().wait();
    m_runner.call([this] { m_gateway.reset(); });
    m_runner.call([this] { m_admin.reset(); });
    m_runner.worker().join();
    m_ledger->close();
  }

  std::string path(const std::string& name) const {
    return m_dir.filePath(name.c_str()).toStdString();
  }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path(name), std::ios::binary) << text;
  }
  std::string read(const std::string& name) const {
    std::ifstream in(path(name), std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
  }

  void ready() {
    m_runner.call([this] {
      m_admin->setParts({m_gateway.get(), &m_settings, m_ledger.get(), m_store.get(), m_keys.get(),
                         m_secrets.get(), m_dir.path().toStdString(), nullptr, m_revisions.get()});
      m_admin->setPhase("ready", "");
    });
  }
  void readyWithoutKeyStore() {
    m_keys->suspend(Error(ErrorKind::StoreCorrupt, "state.db is damaged"));
    m_runner.call([this] {
      m_admin->setParts({m_gateway.get(),
                         &m_settings,
                         m_ledger.get(),
                         nullptr,
                         m_keys.get(),
                         m_secrets.get(),
                         {}});
    });
  }

  std::uint16_t port() const { return m_port; }
  sb::test::LoopRunner& runner() { return m_runner; }
  AdminServer& server() { return *m_admin; }
  ledger::Ledger& ledger() { return *m_ledger; }
  policy::GatewayKeys& keys() { return *m_keys; }
  gateway::Gateway& gateway() { return *m_gateway; }
  gateway::Settings& settings() { return m_settings; }
  vault::Vault& vault() { return **m_secrets->vault(); }

  // The head of a call with the token; `more` are header lines.
  std::string head(const std::string& method, const std::string& target,
                   const std::string& more = {}) const {
    return method + " /admin/v1/" + target +
           " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(m_port) + "\r\nAuthorization: Bearer " +
           kToken + "\r\n" + more;
  }
  Reply send(const std::string& bytes) const {
    sb::test::RawSocket socket(m_port);
    socket.send(bytes);
    Reply reply;
    reply.raw = socket.readResponse();
    reply.status = reply.raw.status;
    reply.body = reply.raw.body;
    return reply;
  }
  Reply get(const std::string& target) const { return send(head("GET", target) + "\r\n"); }
  Reply call(const std::string& method, const std::string& target) const {
    return send(head(method, target) + "\r\n");
  }
  Reply call(const std::string& method, const std::string& target, const bj::value& body) const {
    const std::string text = json::write(body);
    return send(head(method, target) + "Content-Type: application/json\r\nContent-Length: " +
                std::to_string(text.size()) + "\r\n\r\n" + text);
  }

  // Rows for the log, committed when it returns.
  void addRows(int count, const std::string& model = "qwen3") {
    for (int i = 0; i < count; ++i)
      m_ledger->submit(record(model));
    settle();
  }
  void settle() {
    QVERIFY(QTest::qWaitFor([this] { return m_ledger->stats().queueLength == 0; }, 60'000));
  }
  static std::unique_ptr<ledger::Record> record(const std::string& model) {
    auto made = std::make_unique<ledger::Record>();
    made->at = systemClock().wall();
    made->id = newRequestId(made->at);
    made->endpoint = "chat.completions";
    made->dialect = "openai_chat";
    made->keyName = "ci";
    made->modelAsked = model;
    made->provider = "local";
    made->model = model;
    made->status = 200;
    made->outcome = ledger::OutcomeClass::Ok;
    ledger::Attempt attempt;
    attempt.provider = "local";
    attempt.model = model;
    attempt.status = 200;
    attempt.ok = true;
    attempt.usage.input = 10;
    attempt.cost.priced = true;
    made->attempts.push_back(attempt);
    return made;
  }

  static config::Known known(bool keychain = false) {
    config::Known all;
    all.keychain = keychain;
    all.kinds = providers::presetIds();
    all.kindsWithoutUrl = providers::presetIdsWithoutUrl();
    all.headersToFill = providers::presetHeadersToFill();
    return all;
  }

 private:
  void openParts() {
    const std::string folder = m_dir.path().toStdString();
    ledger::Ledger::Options log;
    log.dataFolder = folder;
    auto ledger = ledger::Ledger::open(log, systemClock());
    auto store = policy::KeyStore::open(folder, systemClock());
    auto vault = vault::Vault::open({folder, {}, {}, {}});
    if (!ledger || !store || !vault) qFatal("the parts of a test do not open");
    m_ledger = std::move(*ledger);
    m_store = std::move(*store);
    m_revisions = std::make_unique<config::Revisions>(
        [folder] { return policy::openState(folder); }, systemClock());
    m_keys = std::make_unique<policy::GatewayKeys>(m_store->hasher());
    m_secrets = std::make_unique<vault::Secrets>(std::shared_ptr<vault::Vault>(std::move(*vault)));
    m_secrets->setKeychain(m_keychain);
    if (const auto problems = m_settings.read(); !problems || !problems->empty())
      qFatal("the configuration of a test is wrong");
  }
  void begin() {
    m_admin = std::make_unique<AdminServer>(m_runner.worker(), Secret(kToken), systemClock());
    if (!m_admin->listen("127.0.0.1", 0)) qFatal("no port");
    m_port = m_admin->bound().port;
    m_gateway = std::make_unique<gateway::Gateway>(m_runner.loop(), gateway::GatewayOptions(),
                                                   systemClock(), *m_keys, *m_ledger, m_steering);
    m_settings.attach(*m_gateway, *m_keys, *m_ledger, *m_secrets);
    if (m_secrets->keychain())
      m_secrets->keychain()->onArrival(
          [this] { m_runner.worker().post([this] { m_settings.apply(); }); });
    m_settings.apply();
    m_settings.keepRevisions(*m_revisions);
  }

  QTemporaryDir m_dir;
  sb::test::LoopRunner m_runner;
  std::shared_ptr<vault::Keychain> m_keychain;
  gateway::Settings m_settings;
  std::unique_ptr<ledger::Ledger> m_ledger;
  std::unique_ptr<policy::KeyStore> m_store;
  std::unique_ptr<config::Revisions> m_revisions;
  std::unique_ptr<policy::GatewayKeys> m_keys;
  std::unique_ptr<vault::Secrets> m_secrets;
  std::unique_ptr<AdminServer> m_admin;
  routing::Steering m_steering;
  std::unique_ptr<gateway::Gateway> m_gateway;
  std::uint16_t m_port = 0;
};

}  // namespace sb::admin::test
