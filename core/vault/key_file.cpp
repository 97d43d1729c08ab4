#include "core/vault/key_file.h"

#include <sodium.h>

#include <optional>
#include <utility>

#include "core/base/files.h"
#include "core/base/ids.h"
#include "core/base/text.h"
#include "core/vault/vault_file.h"

namespace sb::vault {
namespace {

std::optional<Secret> keyIn(const std::string& text) {
  if (text.size() == kKeyBytes) return Secret(text);
  const std::string_view digits = trim(text);
  std::string key(kKeyBytes, '\0');
  std::size_t size = 0;
  const int failed = sodium_hex2bin(reinterpret_cast<unsigned char*>(key.data()), kKeyBytes,
                                    digits.data(), digits.size(), nullptr, &size, nullptr);
  if (failed != 0 || size != kKeyBytes || digits.size() != 2 * kKeyBytes) return std::nullopt;
  return Secret(std::move(key));
}

}  // namespace

Result<KeyFile> readKeyFile(const std::string& path) {
  auto file = readSmallFile(path, 1024);
  if (!file && file.error().kind == ErrorKind::NotFound)
    return Error(ErrorKind::SecretMissing, "the vault's key file " + path + " does not exist");
  if (!file) return file.error();
  auto key = keyIn(file->text);
  sodium_memzero(file->text.data(), file->text.size());
  if (!key)
    return Error(ErrorKind::StoreCorrupt,
                 "the vault's key file " + path + " must hold 32 bytes or 64 hex digits");
  return KeyFile{*std::move(key), file->openToOthers};
}

Result<KeyFile> makeKeyFile(const std::string& path) {
  std::string bytes(kKeyBytes, '\0');
  randomBytes({reinterpret_cast<unsigned char*>(bytes.data()), kKeyBytes});
  const Secret key(std::move(bytes));
  const Status made = createPrivateFile(path, key.reveal());
  if (!made && made.error().kind != ErrorKind::Conflict) return made.error();
  return readKeyFile(path);
}

}  // namespace sb::vault
