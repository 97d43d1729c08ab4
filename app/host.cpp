#include "app/host.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <future>

#include "core/admin/admin_server.h"
#include "core/backup/backup.h"
#include "core/backup/restore.h"
#include "core/base/files.h"
#include "core/base/ids.h"
#include "core/base/json.h"
#include "core/base/log.h"
#include "core/catalog/catalog_file.h"
#include "core/demo/demo_server.h"
#include "core/gateway/gateway.h"
#include "core/gateway/settings.h"
#include "core/policy/last_use.h"
#include "core/policy/limits_keeper.h"
#include "core/policy/state_store.h"
#include "core/providers/preset.h"
#include "core/store/folder_lock.h"

namespace sb::app {
namespace {

constexpr std::size_t kTokenLength = 43;  // 215 bits
constexpr Millis kSaveLastUse{30'000};
constexpr Millis kSaveLimits{1'000};
constexpr Millis kAdminGone{2'000};  // for open calls of the admin API to end

using Reason = StartFailure::Reason;

std::unique_ptr<StartFailure> failure(std::string text, int exitCode,
                                      Reason reason = Reason::Other) {
  return std::make_unique<StartFailure>(
      StartFailure{std::move(text), exitCode, reason, std::nullopt});
}

std::unique_ptr<StartFailure> failure(const Error& error, int exitCode,
                                      Reason reason = Reason::Other) {
  std::string text = error.message;
  if (!error.detail.empty()) text += " (" + error.detail + ")";
  return failure(text, exitCode, reason);
}

Reason ifInUse(const Error& error, Reason inUse, Reason otherwise) {
  return error.kind == ErrorKind::Conflict ? inUse : otherwise;
}

std::string urlOf(const net::ListenAddress& address) {
  const bool six = address.address.find(':') != std::string::npos;
  std::string host = address.address;
  if (host == "0.0.0.0") host = "127.0.0.1";
  if (host == "::") host = "::1";
  return fmt::format("{}://{}:{}", address.tls ? "https" : "http", six ? "[" + host + "]" : host,
                     address.port);
}

std::unique_ptr<StartFailure> listenFailure(const Error& error, const config::Config& config) {
  auto failed = failure(error.message, 1, ifInUse(error, Reason::Port, Reason::Other));
  if (failed->reason != Reason::Port) return failed;
  std::vector<std::pair<std::string, std::uint16_t>> wanted;
  for (const config::Listener& one : config.listen)
    wanted.emplace_back(one.address, one.port);
  failed->port = net::firstTaken(wanted, {config.admin.port});
  return failed;
}

Result<Secret> adminToken(const std::string& path) {
  const Status made = createPrivateFile(path, randomText(kTokenLength) + "\n");
  if (!made && made.error().kind != ErrorKind::Conflict) return made.error();
  Result<FileText> file = readSmallFile(path, 4096);
  if (!file) {
    Error unread = file.error();
    unread.message += "; delete it, and a new one is made";
    return unread;
  }
  std::string text = file->text.substr(0, file->text.find_first_of("\r\n"));
  if (text.size() < 16)
    return Error(ErrorKind::StoreCorrupt,
                 path + " holds no token; delete it, and a new one is made");
  if (file->openToOthers) log::warn(path + " can be read by others; chmod 600 it");
  log::redact(text);
  return Secret(std::move(text));
}

}  // namespace

config::Known knownToConfig(bool keychain) {
  config::Known known;
  known.keychain = keychain;
  known.kinds = providers::presetIds();
  known.kindsWithoutUrl = providers::presetIdsWithoutUrl();
  known.headersToFill = providers::presetHeadersToFill();
  known.ownProviders = providers::presetIdsGivenAtRunTime();
  return known;
}

struct Host::Parts final : admin::DemoSwitch {
  Parts(const Options& options, bool keychain)
      : settings(options.configFile, {options.listen, options.admin, std::nullopt},
                 knownToConfig(keychain), systemClock()) {}

  // What the keychain has answered since then.
  void followKeychain() {
    if (vault::KeychainCache* const keychain = secrets->keychain())
      keychain->onArrival([this] { control.post([this] { settings.apply(); }); });
  }
  void leaveKeychain() {
    if (secrets && secrets->keychain()) secrets->keychain()->onArrival({});
  }

  // Runs on the control loop's thread and waits for it.
  template <class Work>
  auto onControl(Work work) {
    std::packaged_task<decltype(work())()> task(std::move(work));
    auto result = task.get_future();
    control.post([&task] { task(); });
    return result.get();
  }

  void takeDemo(std::unique_ptr<demo::DemoServer> server) {
    demo = std::move(server);
    settings.setDemo(demo->baseUrl());
  }

  bool isOn() const override { return demo != nullptr; }
  Status switchOn() override {
    auto server = demo::DemoServer::start({});
    if (!server) return server.error();
    takeDemo(std::move(*server));
    settings.apply();
    return {};
  }
  std::function<void()> switchOff() override {
    const std::shared_ptr<demo::DemoServer> server = std::move(demo);
    settings.setDemo(std::nullopt);
    settings.apply();
    return [server] { server->stop(); };
  }

  std::string dataFolder, tokenFile, runFile;
  std::unique_ptr<store::FolderLock> lock;
  net::Worker control{"control"};
  gateway::Settings settings;
  std::unique_ptr<admin::AdminServer> admin;
  std::unique_ptr<ledger::Ledger> ledger;
  std::unique_ptr<policy::KeyStore> keyStore;
  std::unique_ptr<policy::GatewayKeys> keys;
  std::unique_ptr<policy::LastUse> lastUse;
  std::unique_ptr<config::Revisions> revisions;
  std::unique_ptr<vault::Secrets> secrets;
  std::unique_ptr<demo::DemoServer> demo;
  std::unique_ptr<routing::Steering> steering;
  std::unique_ptr<policy::LimitsKeeper> limits;
  std::unique_ptr<gateway::Gateway> gateway;
};

Host::Host() = default;

Host::~Host() {
  if (m_parts) stop(Millis(0));
}

std::unique_ptr<StartFailure> Host::openFolder(const Options& options) {
  Parts& p = *m_parts;
  std::error_code ec;
  const bool existed = std::filesystem::exists(options.dataFolder, ec);
  std::filesystem::create_directories(options.dataFolder, ec);
  if (ec)
    return failure("the data folder " + options.dataFolder + " cannot be made: " + ec.message(), 2,
                   Reason::Folder);
  if (!existed) ::chmod(options.dataFolder.c_str(), 0700);
  p.dataFolder = std::filesystem::absolute(options.dataFolder, ec).string();
  auto lock = store::FolderLock::take(p.dataFolder, options.program);
  if (!lock)
    return failure(lock.error(), 2, ifInUse(lock.error(), Reason::FolderInUse, Reason::Folder));
  p.lock = std::make_unique<store::FolderLock>(std::move(*lock));
  return nullptr;
}

std::unique_ptr<StartFailure> Host::putRestoredInPlace(const Options& options) {
  backup::removeLeftovers(m_parts->dataFolder);
  const auto restored = backup::putInPlace(m_parts->dataFolder, options.configFile);
  if (!restored) return failure(restored.error(), 2, Reason::Folder);
  for (const std::string& name : *restored)
    log::info("restored from a backup: " + name);
  return nullptr;
}

void Host::openCatalog() {
  const catalog::Chosen chosen = catalog::chooseCatalog(m_parts->dataFolder);
  if (!chosen.problem.empty()) log::warn(chosen.problem);
  m_parts->settings.builder().setCatalog(chosen.catalog, chosen.fromFile);
}

std::unique_ptr<StartFailure> Host::readConfig(const Options& options) {
  openCatalog();
  const auto problems = m_parts->settings.read();
  if (!problems) return failure(problems.error(), 2, Reason::Config);
  if (problems->empty()) return nullptr;
  return failure(config::toString(*problems, options.configFile), 2, Reason::Config);
}

std::unique_ptr<StartFailure> Host::openAdmin() {
  Parts& p = *m_parts;
  p.tokenFile = p.dataFolder + "/admin.token";
  Result<Secret> token = adminToken(p.tokenFile);
  if (!token) return failure(token.error(), 2, Reason::Folder);
  p.control.start();
  const config::Admin where = p.settings.config()->admin;
  const Status listening = p.onControl([&] {
    p.admin = std::make_unique<admin::AdminServer>(p.control, *token, systemClock());
    return p.admin->listen(where.address, where.port);
  });
  if (!listening)
    return failure("the admin API: " + listening.error().message, 1, Reason::AdminPort);
  return nullptr;
}

std::unique_ptr<StartFailure> Host::openStores(const Options& options) {
  Parts& p = *m_parts;
  ledger::Ledger::Options log;
  log.dataFolder = p.dataFolder;
  log.settings = p.settings.config()->ledger;
  auto ledger = ledger::Ledger::open(std::move(log), systemClock());
  if (!ledger) return failure(ledger.error(), 2, Reason::Folder);
  p.ledger = std::move(*ledger);

  auto keyStore = policy::KeyStore::open(p.dataFolder, systemClock());
  if (keyStore) {
    p.keyStore = std::move(*keyStore);
    p.keys = std::make_unique<policy::GatewayKeys>(p.keyStore->hasher());
    const auto records = p.keyStore->list();
    if (records)
      p.keys->setStored(*records);
    else
      p.keys->suspend(records.error());
    p.lastUse = std::make_unique<policy::LastUse>(*p.keyStore, *p.keys, kSaveLastUse);
  } else if (keyStore.error().kind != ErrorKind::StoreCorrupt) {
    return failure(keyStore.error(), 2, Reason::Folder);
  } else {
    // Nobody knows any more which keys were revoked: none is served until a person decides.
    log::error(keyStore.error().message + ": no key is accepted until state.db is restored");
    p.keys = std::make_unique<policy::GatewayKeys>(policy::KeyHasher(Secret(randomText(32))));
    p.keys->suspend(keyStore.error());
  }
  p.revisions = std::make_unique<config::Revisions>(
      [folder = p.dataFolder] { return policy::openState(folder); }, systemClock());

  vault::VaultOptions vault;
  vault.folder = p.dataFolder;
  vault.keyFile = options.vaultKeyFile;
  if (const char* phrase = std::getenv("SIGNALBOX_VAULT_PASSPHRASE"); phrase != nullptr)
    vault.passphrase = Secret(phrase);
  if (const char* folder = std::getenv("CREDENTIALS_DIRECTORY"); folder != nullptr)
    vault.credentials = folder;
  auto opened = vault::Vault::open(vault);
  Result<std::shared_ptr<vault::Vault>> shared = Error(ErrorKind::SecretMissing, "no vault");
  if (opened)
    shared = std::shared_ptr<vault::Vault>(std::move(*opened));
  else
    shared = opened.error();
  if (!opened) log::error("the vault does not open: " + opened.error().message);
  p.secrets = std::make_unique<vault::Secrets>(std::move(shared));
  p.secrets->setKeychain(m_keychain);
  return nullptr;
}

// A damaged state.db has been told by then.
void Host::openLimits() {
  Parts& p = *m_parts;
  p.steering = std::make_unique<routing::Steering>(m_breaker, m_room.counts);
  auto store = policy::LimitsStore::open(p.dataFolder);
  if (store)
    p.limits = std::make_unique<policy::LimitsKeeper>(std::move(*store), p.steering->limits,
                                                      systemClock(), kSaveLimits);
  else
    log::warn("what limits count is not kept over a restart: " + store.error().message);
}

std::unique_ptr<StartFailure> Host::openGateway(const Options& options) {
  Parts& p = *m_parts;
  if (options.demo) {
    auto demo = demo::DemoServer::start({});
    if (!demo) return failure(demo.error(), 1);
    p.takeDemo(std::move(*demo));
  }
  const config::Snapshot config = p.settings.config();
  gateway::GatewayOptions with;
  with.workers = config->workers;
  with.limits.head = config->limits.head;
  with.limits.headTime = config->limits.headTime;
  with.limits.bodyTime = config->limits.bodyTime;
  with.limits.idle = config->limits.idle;
  with.limits.bodies = config->limits.bodies;
  with.fetchable = m_fetchable;
  with.mostConnections = m_room.connections;
  with.cacheFile = p.dataFolder + "/cache.db";
  with.stateFolder = p.dataFolder;
  const Status listening = p.onControl([&] {
    p.gateway = std::make_unique<gateway::Gateway>(p.control.loop(), with, systemClock(), *p.keys,
                                                   *p.ledger, *p.steering);
    const net::ListenAddress own = p.admin->bound();
    p.gateway->addOwnAddress(own.address, own.port);
    p.settings.attach(*p.gateway, *p.keys, *p.ledger, *p.secrets);
    p.followKeychain();
    p.settings.apply();
    const Status bound = p.gateway->listen(p.settings.config()->listen);
    if (!bound) return bound;
    p.settings.keepRevisions(*p.revisions);
    p.admin->setParts({p.gateway.get(), &p.settings, p.ledger.get(), p.keyStore.get(), p.keys.get(),
                       p.secrets.get(), p.dataFolder, &p, p.revisions.get()});
    if (p.keyStore)
      p.admin->setPhase("ready", "");
    else
      p.admin->setPhase("degraded", "state.db is damaged: no gateway key is accepted");
    return Status();
  });
  if (!listening) return listenFailure(listening.error(), *config);
  // Reading the trust store takes tens of milliseconds: begun now, needed at the first TLS call.
  p.settings.builder().tls(config->extraCa)->prepare();
  return nullptr;
}

std::unique_ptr<StartFailure> Host::start(const Options& options) {
  m_parts = std::make_unique<Parts>(options, m_keychain != nullptr);
  std::unique_ptr<StartFailure> failed = openFolder(options);
  if (!failed) failed = putRestoredInPlace(options);
  if (!failed) failed = readConfig(options);
  if (!failed) failed = openAdmin();
  if (!failed) failed = openStores(options);
  if (!failed) openLimits();
  if (!failed) failed = openGateway(options);
  if (failed) {
    stop(Millis(0));
    return failed;
  }
  writeRunFile();
  return nullptr;
}

std::string Host::readyLine() const {
  Parts& p = *m_parts;
  const auto addresses = p.onControl([&] { return p.gateway->addresses(); });
  const net::ListenAddress admin = p.onControl([&] { return p.admin->bound(); });
  return fmt::format(R"({{"ready":true,"gateway":{},"admin":{},"token_file":{}}})",
                     json::quoted(urlOf(addresses.front())), json::quoted(urlOf(admin)),
                     json::quoted(p.tokenFile));
}

// For signalboxctl: where to find this process.
void Host::writeRunFile() {
  Parts& p = *m_parts;
  p.runFile = p.dataFolder + "/run.json";
  std::string text = readyLine();
  text.pop_back();
  text += fmt::format(R"(,"pid":{}}})", ::getpid()) + "\n";
  const Status written = replacePrivateFile(p.runFile, text);
  if (!written) log::warn(p.runFile + " cannot be written: " + written.error().message);
}

void Host::reload() {
  Parts& p = *m_parts;
  p.onControl([&] {
    const auto reloaded = p.settings.reload();
    if (!reloaded) {
      log::error("the configuration cannot be read: " + reloaded.error().message);
      return;
    }
    if (!reloaded->problems.empty())
      log::error("the configuration is wrong, the old one stays in force:\n" +
                 config::toString(reloaded->problems, p.settings.file().path()));
    else
      log::info("the configuration was read again");
    for (const std::string& name : reloaded->needsRestart)
      log::warn("a change of `" + name + "` takes effect at the next start");
  });
}

void Host::stop(Millis drainLimit) {
  if (!m_parts) return;
  Parts& p = *m_parts;
  p.leaveKeychain();
  if (p.gateway) {
    if (p.admin) p.onControl([&] { p.admin->setPhase("stopping", ""); });
    std::promise<void> drained;
    p.onControl([&] { p.gateway->drain(drainLimit, [&] { drained.set_value(); }); });
    drained.get_future().wait();
  }
  if (p.admin) {
    const auto gone = std::make_shared<std::promise<void>>();
    p.onControl([&] { p.admin->stop([gone] { gone->set_value(); }); });
    gone->get_future().wait_for(kAdminGone);
  }
  if (p.gateway) p.onControl([&] { p.gateway.reset(); });
  if (p.admin) p.onControl([&] { p.admin.reset(); });
  p.control.join();
  if (p.demo) p.demo.reset();
  p.lastUse.reset();
  p.limits.reset();
  p.revisions.reset();
  if (p.ledger) p.ledger->close();
  if (!p.runFile.empty()) ::unlink(p.runFile.c_str());
  m_parts.reset();
}

}  // namespace sb::app
