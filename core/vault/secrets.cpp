#include "core/vault/secrets.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "core/base/files.h"

namespace sb::vault {
namespace {

using Source = config::SecretRef::Source;

constexpr std::size_t kLargestFile = 64 * 1024;

Error missing(std::string what) { return Error(ErrorKind::SecretMissing, std::move(what)); }

void trimLineEnd(std::string& text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) {
    text.back() = '\0';
    text.pop_back();
  }
}

Result<Fetched> readEnv(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  if (value == nullptr) return missing("the environment has no variable " + name + "; set it");
  Fetched out;
  out.secret = Secret(value);
  if (out.secret.empty()) return missing("the environment variable " + name + " is empty");
  return out;
}

Result<Fetched> readFile(const std::string& path) {
  auto file = readSmallFile(path, kLargestFile);
  if (!file)
    return Error(ErrorKind::SecretMissing, "cannot read the secret: " + file.error().message,
                 file.error().detail);
  trimLineEnd(file->text);
  if (file->text.empty()) return missing("the secret's file " + path + " is empty");
  Fetched out;
  out.secret = Secret(std::move(file->text));
  if (file->openToOthers) out.warning = "others may read the secret in " + path + "; chmod 600 it";
  return out;
}

}  // namespace

Secrets::Secrets(Result<std::shared_ptr<Vault>> vault) : m_vault(std::move(vault)) {}

Secrets::~Secrets() {
  if (m_keychain) m_keychain->close();
}

void Secrets::setKeychain(std::shared_ptr<Keychain> keychain) {
  if (m_keychain) m_keychain->close();
  m_keychain = keychain ? KeychainCache::over(std::move(keychain)) : nullptr;
}

void Secrets::fetch(const config::SecretRef& ref, Done done) {
  if (ref.source != Source::Keychain || !m_keychain) return done(fetchNow(ref));
  m_keychain->keychain().fetch(ref, [ref, done = std::move(done)](Result<Fetched> found) {
    done(checkedSecret(std::move(found), ref.name));
  });
}

Result<Fetched> Secrets::fetchNow(const config::SecretRef& ref) const {
  return checkedSecret(read(ref), ref.name);
}

Result<Fetched> Secrets::read(const config::SecretRef& ref) const {
  switch (ref.source) {
    case Source::Env:
      return readEnv(ref.name);
    case Source::File:
      return readFile(ref.name);
    case Source::Vault:
      return readVault(ref.name);
    case Source::Keychain:
      break;
  }
  if (m_keychain) return m_keychain->now(ref.name);
  return missing("there is no keychain here for " + ref.name + "; use env:, file: or vault:");
}

Result<Fetched> Secrets::readVault(const std::string& name) const {
  if (!m_vault) return m_vault.error();
  auto secret = (*m_vault)->get(name);
  if (!secret) return secret.error();
  Fetched out;
  out.secret = *std::move(secret);
  return out;
}

}  // namespace sb::vault
