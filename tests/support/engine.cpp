#include "tests/support/engine.h"

#include <QDebug>
#include <QDir>
#include <QFileInfo>
#include <QTest>
#include <fstream>
#include <regex>

#include "core/base/files.h"
#include "core/ledger/files.h"
#include "core/ledger/reader.h"

namespace sb::test {

bool until(const std::function<bool()>& holds, int patience) {
  return QTest::qWaitFor(holds, patience);
}

std::string providerLine(const std::string& id, std::uint16_t port, const std::string& more,
                         const std::string& kind) {
  return "  - { id: " + id + ", kind: " + kind +
         ", base_url: \"http://127.0.0.1:" + std::to_string(port) +
         "/v1\", keys: [ { name: main, secret: \"file:{dir}/" + id + ".key\" } ]" + more + " }\n";
}

std::string providerKey(const std::string& id) { return "upstream-key-of-" + id; }

// ---- Home ----

namespace {

// In memory where that is possible: a start makes three databases and waits for the disk.
QString place() {
  const QString memory = QStringLiteral("/dev/shm");
  const bool usable = QFileInfo(memory).isWritable();
  return (usable ? memory : QDir::tempPath()) + QStringLiteral("/sb-test-XXXXXX");
}

}  // namespace

Home::Home() : m_folder(place()) { QDir(m_folder.path()).mkdir(QStringLiteral("data")); }

std::string Home::dir() const { return m_folder.path().toStdString(); }

void Home::writeSecret(const std::string& file, const std::string& text) {
  const Status written = replacePrivateFile(dir() + "/" + file, text);
  if (!written) qCritical("%s", written.error().message.c_str());
}

void Home::write(const std::string& yaml) {
  const auto has = [&](const char* section) {
    return ("\n" + yaml).find("\n" + std::string(section) + ":") != std::string::npos;
  };
  std::string text = "version: 1\n";
  if (!has("listen")) text += "listen: { address: 127.0.0.1, port: 0 }\n";
  if (!has("admin")) text += "admin: { address: 127.0.0.1, port: 0 }\n";
  if (!has("network")) text += "network: { proxy: none }\n";
  if (!has("keys")) text += "keys: [ { name: ci, value: \"file:{dir}/ci.key\" } ]\n";
  text += yaml;
  for (std::size_t at = 0; (at = text.find("{dir}", at)) != std::string::npos;)
    text.replace(at, 5, dir());
  static const std::regex secret("file:" + std::string("[^\"]*/([^/\"]+)\\.key"));
  for (std::sregex_iterator it(text.begin(), text.end(), secret), end; it != end; ++it) {
    const std::string name = (*it)[1];
    if (std::ifstream(dir() + "/" + name + ".key").good()) continue;
    writeSecret(name + ".key", name == "ci" ? std::string(kGatewayKey) : providerKey(name));
  }
  const Status written = replacePrivateFile(configFile(), text);
  if (!written) qCritical("%s", written.error().message.c_str());
}

namespace {

std::unique_ptr<ledger::LogReader> readerOf(const std::string& folder) {
  auto places = std::make_shared<ledger::FilePlaces>();
  places->log = folder + "/log.db";
  places->bodies = folder + "/bodies.db";
  return std::make_unique<ledger::LogReader>(std::move(places));
}

}  // namespace

ledger::Detail Home::findRow(const std::string& id) const {
  const auto found = readerOf(dataFolder())->get(id);
  return found ? *found : ledger::Detail();
}

std::vector<ledger::Row> Home::rows() const {
  const auto reader = readerOf(dataFolder());
  std::vector<ledger::Row> all;
  ledger::PageQuery query;
  query.limit = 1'000;
  for (;;) {
    const auto page = reader->list({}, query);
    if (!page) return all;
    all.insert(all.end(), page->rows.begin(), page->rows.end());
    if (!page->more) return all;
    query.before = page->rows.back().seq;
  }
}

std::vector<ledger::OpenNote> Home::openRequests() const {
  const auto open = readerOf(dataFolder())->open();
  return open ? *open : std::vector<ledger::OpenNote>();
}

// ---- Gate ----

std::string Gate::text(std::string_view method, std::string_view path, const std::string& body,
                       const std::string& lines) {
  const std::string small = "\r\n" + lower(lines);
  std::string out(method);
  out.append(" ").append(path).append(" HTTP/1.1\r\n");
  if (small.find("\r\nhost:") == std::string::npos) out += "Host: 127.0.0.1\r\n";
  if (small.find("\r\nauthorization:") == std::string::npos)
    out += "Authorization: Bearer " + std::string(kGatewayKey) + "\r\n";
  out += lines;
  if (method == "POST" || method == "PUT" || method == "PATCH") {
    if (small.find("\r\ncontent-type:") == std::string::npos)
      out += "Content-Type: application/json\r\n";
    if (small.find("\r\ntransfer-encoding:") == std::string::npos)
      out += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  }
  return out + "\r\n" + body;
}

RawResponse Gate::ask(std::string_view method, std::string_view path, const std::string& body,
                      const std::string& lines) const {
  RawSocket socket = connect();
  socket.send(text(method, path, body, lines));
  return socket.readResponse(method == "HEAD");
}

RawResponse Gate::chat(std::string_view model, std::string_view user, std::string_view members,
                       const std::string& lines) const {
  return ask("POST", "/v1/chat/completions", chatBody(model, user, members), lines);
}

RawResponse Gate::stream(std::string_view model, std::string_view user, std::string_view members,
                         const std::string& lines) const {
  return chat(model, user, ",\"stream\":true" + std::string(members), lines);
}

Gate::AdminReply Gate::admin(std::string_view method, std::string_view path,
                             const std::string& body) const {
  RawSocket socket(m_adminPort);
  socket.send(text(method, "/admin/v1/" + std::string(path), body,
                   "Authorization: Bearer " + m_token + "\r\n"));
  const RawResponse response = socket.readResponse();
  return {response.status, response.body, parsed(response.body)};
}

void Gate::take(const std::string& readyLine) {
  const boost::json::value ready = parsed(readyLine);
  const auto portOf = [](const std::string& url) {
    return static_cast<std::uint16_t>(std::atoi(url.substr(url.rfind(':') + 1).c_str()));
  };
  m_port = portOf(stringAt(ready, "/gateway"));
  m_adminPort = portOf(stringAt(ready, "/admin"));
  const auto token = readSmallFile(stringAt(ready, "/token_file"), 4096);
  if (token) m_token = std::string(trim(token->text));
}

// ---- Engine ----

Engine::Engine(const std::string& yaml, bool demo) : m_home(std::make_shared<Home>()) {
  m_home->write(yaml);
  start(demo);
}

Engine::Engine(std::shared_ptr<Home> home, bool demo) : m_home(std::move(home)) { start(demo); }

Engine::Engine(const std::string& yaml, std::shared_ptr<vault::Keychain> keychain)
    : m_home(std::make_shared<Home>()), m_keychain(std::move(keychain)) {
  m_home->write(yaml);
  start(false);
}

Engine::Engine(const std::string& yaml, const Fetchable& fetchable)
    : m_home(std::make_shared<Home>()), m_fetchable(fetchable) {
  m_home->write(yaml);
  start(false);
}

Engine::Engine(const std::string& yaml, const routing::BreakerRules& breaker,
               const app::Host::Room& room)
    : m_home(std::make_shared<Home>()), m_breaker(breaker), m_room(room) {
  m_home->write(yaml);
  start(false);
}

// Without a drain a stop waits for the longest time that cancelled exchanges may take.
Engine::~Engine() { stop(Millis(300)); }

void Engine::start(bool demo) {
  static const bool quiet = (log::start(log::Level::Error), true);
  Q_UNUSED(quiet)
  app::Options options;
  options.configFile = m_home->configFile();
  options.dataFolder = m_home->dataFolder();
  options.demo = demo;
  m_host = std::make_unique<app::Host>();
  m_host->setKeychain(m_keychain);
  m_host->setFetchable(m_fetchable.addresses);
  m_host->setBreaker(m_breaker);
  m_host->setRoom(m_room);
  m_failure = m_host->start(options);
  if (m_failure)
    qInfo("the engine did not start: %s", m_failure->text.c_str());
  else
    take(m_host->readyLine());
}

void Engine::stop(Millis drain) { m_host->stop(drain); }

ledger::Detail Engine::row(const std::string& id) const {
  ledger::Detail found;
  const bool there = until([&] {
    found = m_home->findRow(id);
    return !found.row.id.empty() && found.row.outcome != ledger::OutcomeClass::Open;
  });
  if (!there) qWarning("no row of %s", id.c_str());
  return found;
}

ledger::Detail Engine::row(const RawResponse& answer) const {
  return row(answer.header("x-signalbox-request-id"));
}

ledger::Detail Engine::newestRow(std::size_t rows) const {
  std::string id;
  until([&] {
    const std::vector<ledger::Row> all = m_home->rows();
    if (all.size() >= rows) id = all.front().id;
    return !id.empty();
  });
  return row(id);
}

}  // namespace sb::test
