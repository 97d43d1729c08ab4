#include "core/vault/vault.h"

#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "core/base/files.h"
#include "core/vault/key_file.h"

namespace sb::vault {
namespace {

constexpr std::size_t kLargestFile = 4 * 1024 * 1024;
constexpr std::size_t kLargestSecret = 64 * 1024;
constexpr std::size_t kLongestName = 128;

bool nameChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '.' || c == '/';
}

bool exists(const std::string& path) { return ::access(path.c_str(), F_OK) == 0; }

}  // namespace

bool fitsHeader(std::string_view secret) {
  return std::none_of(secret.begin(), secret.end(),
                      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

Status checkEntry(std::string_view name, const Secret& secret) {
  if (name.empty() || name.size() > kLongestName ||
      !std::all_of(name.begin(), name.end(), nameChar))
    return Error(ErrorKind::BadRequest,
                 "a secret's name has 1 to 128 letters, digits or any of _ - . /");
  if (secret.empty() || secret.reveal().size() > kLargestSecret)
    return Error(ErrorKind::BadRequest, "a secret has 1 to 65536 bytes");
  if (!fitsHeader(secret.reveal()))
    return Error(ErrorKind::BadRequest, "a secret holds no line break or other control character");
  return {};
}

Vault::Vault(VaultOptions options) : m_options(std::move(options)) {}

Result<std::unique_ptr<Vault>> Vault::open(const VaultOptions& options) {
  if (sodium_init() < 0) return Error(ErrorKind::Internal, "libsodium does not start");
  std::unique_ptr<Vault> vault(new Vault(options));
  const auto file = readSmallFile(vault->path(), kLargestFile);
  if (!file && file.error().kind != ErrorKind::NotFound) return file.error();
  if (file) {
    if (const Status loaded = vault->load(file->text); !loaded) return loaded.error();
  } else if (options.passphrase) {
    vault->m_protection = newPassphraseProtection();
  } else if (!options.keyFile.empty()) {
    if (const Status found = vault->ensureKey(); !found) return found.error();
  }
  return vault;
}

Status Vault::load(std::string_view file) {
  auto protection = protectionOf(file);
  if (!protection) return protection.error();
  m_protection = *std::move(protection);
  if (m_protection.kind == Protection::Kind::KeyFile && m_options.passphrase)
    m_warnings.push_back("a passphrase was given, but the vault is protected by its key file");
  if (const Status found = ensureKey(); !found) return found;
  auto entries = unseal(file, *m_key);
  if (!entries) return entries.error();
  m_entries = *std::move(entries);
  return {};
}

Status Vault::ensureKey() {
  if (m_key) return {};
  if (m_protection.kind == Protection::Kind::Passphrase && !m_options.passphrase)
    return Error(ErrorKind::SecretWaiting, "the vault is locked: give its passphrase");
  auto key = m_protection.kind == Protection::Kind::Passphrase
                 ? deriveKey(*m_options.passphrase, m_protection)
                 : keyFromFile();
  if (!key) return key.error();
  m_key = *std::move(key);
  m_options.passphrase.reset();
  return {};
}

Result<Secret> Vault::keyFromFile() {
  std::string path = m_options.folder + "/vault.key";
  const std::string credential = m_options.credentials + "/vault.key";
  if (!m_options.keyFile.empty())
    path = m_options.keyFile;
  else if (!m_options.credentials.empty() && exists(credential))
    path = credential;
  // A vault without its key must stay as it is: only a new one gets a new key.
  const bool own = m_options.keyFile.empty() && path != credential;
  auto file = own && !exists(path) && !exists(this->path()) ? makeKeyFile(path) : readKeyFile(path);
  if (!file) return file.error();
  if (file->openToOthers)
    m_warnings.push_back("others may read the vault's key file " + path + "; chmod 600 it");
  return std::move(file->key);
}

std::vector<Vault::Listed> Vault::list() const {
  const std::lock_guard lock(m_mutex);
  std::vector<Listed> out;
  for (const auto& [name, secret] : m_entries)
    out.push_back({name, secret.hint()});
  return out;
}

Result<Secret> Vault::get(std::string_view name) const {
  const std::lock_guard lock(m_mutex);
  const auto found = m_entries.find(name);
  if (found == m_entries.end())
    return Error(ErrorKind::SecretMissing, "the vault has no secret " + std::string(name) +
                                               "; store it with: signalboxctl "
                                               "secrets set " +
                                               std::string(name));
  return found->second;
}

Status Vault::set(const std::string& name, const Secret& secret) {
  if (const Status fine = checkEntry(name, secret); !fine) return fine;
  const std::lock_guard lock(m_mutex);
  Entries changed = m_entries;
  changed.insert_or_assign(name, secret);
  if (const Status saved = save(changed); !saved) return saved;
  m_entries = std::move(changed);
  return {};
}

Status Vault::remove(std::string_view name) {
  const std::lock_guard lock(m_mutex);
  Entries changed = m_entries;
  const auto found = changed.find(name);
  if (found == changed.end())
    return Error(ErrorKind::NotFound, "the vault has no secret " + std::string(name));
  changed.erase(found);
  if (const Status saved = save(changed); !saved) return saved;
  m_entries = std::move(changed);
  return {};
}

Status Vault::save(const Entries& entries) {
  if (const Status found = ensureKey(); !found) return found;
  const std::string file = seal(entries, m_protection, *m_key);
  if (file.size() > kLargestFile) return Error(ErrorKind::BadRequest, "the vault is full");
  return replacePrivateFile(path(), file);
}

Status Vault::opens(std::string_view file) const {
  const auto theirs = protectionOf(file);
  if (!theirs) return theirs.error();
  const std::lock_guard lock(m_mutex);
  const bool sameKind = theirs->kind == m_protection.kind;
  if (m_key && sameKind && theirs->salt == m_protection.salt) {
    const auto entries = unseal(file, *m_key);
    return entries ? Status() : Status(entries.error());
  }
  // Another salt, or nothing was opened yet: by what was given at the start.
  Vault other(m_options);
  other.m_protection = *theirs;
  const Status found = other.m_protection.kind == Protection::Kind::Passphrase || hasKeyFile()
                           ? other.ensureKey()
                           : Status(Error(ErrorKind::SecretMissing, "its key file is not here"));
  if (!found) return found;
  const auto entries = unseal(file, *other.m_key);
  return entries ? Status() : Status(entries.error());
}

bool Vault::hasKeyFile() const {
  return !m_options.keyFile.empty() || exists(m_options.folder + "/vault.key") ||
         (!m_options.credentials.empty() && exists(m_options.credentials + "/vault.key"));
}

Protection::Kind Vault::protection() const {
  const std::lock_guard lock(m_mutex);
  return m_protection.kind;
}

Status Vault::setPassphrase(const Secret& passphrase) {
  if (passphrase.empty()) return Error(ErrorKind::BadRequest, "the passphrase is empty");
  Protection protection = newPassphraseProtection();
  auto key = deriveKey(passphrase, protection);
  if (!key) return key.error();
  const std::lock_guard lock(m_mutex);
  const std::string file = seal(m_entries, protection, *key);
  if (const Status saved = replacePrivateFile(path(), file); !saved) return saved;
  m_protection = std::move(protection);
  m_key = *std::move(key);
  return {};
}

}  // namespace sb::vault
