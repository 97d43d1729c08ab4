#include "core/policy/key_hash.h"

#include <utility>

#include "core/base/files.h"
#include "core/base/ids.h"

namespace sb::policy {
namespace {

constexpr std::size_t kPepperBytes = 32;

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string pepperPath(const std::string& folder) { return folder + "/pepper"; }

}  // namespace

KeyHasher::KeyHasher(const Secret& pepper) {
  crypto_auth_hmacsha256_init(&m_ready, bytes(pepper.reveal()), pepper.reveal().size());
}

KeyDigest KeyHasher::operator()(std::string_view key) const {
  crypto_auth_hmacsha256_state state = m_ready;
  crypto_auth_hmacsha256_update(&state, bytes(key), key.size());
  KeyDigest digest;
  crypto_auth_hmacsha256_final(&state, digest.data());
  return digest;
}

bool equalConstantTime(const KeyDigest& a, const KeyDigest& b) {
  return sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

Result<Secret> readPepper(const std::string& folder) {
  auto file = readSmallFile(pepperPath(folder), kPepperBytes);
  if (!file && file.error().kind == ErrorKind::NotFound) return file.error();
  if (!file || file->text.size() != kPepperBytes)
    return Error(ErrorKind::StoreCorrupt, pepperPath(folder) + " must hold 32 bytes",
                 file ? std::string() : file.error().message);
  return Secret(std::move(file->text));
}

Result<Secret> readOrMakePepper(const std::string& folder) {
  std::string pepper(kPepperBytes, '\0');
  randomBytes({reinterpret_cast<unsigned char*>(pepper.data()), kPepperBytes});
  const Secret fresh(std::move(pepper));
  auto found = readPepper(folder);
  if (found || found.error().kind != ErrorKind::NotFound) return found;
  const Status made = createPrivateFile(pepperPath(folder), fresh.reveal());
  if (!made && made.error().kind != ErrorKind::Conflict) return made.error();
  return readPepper(folder);
}

KeyText newKeyText() {
  KeyText key;
  key.publicId = randomText(kPublicIdLength);
  const Secret secret(randomText(kSecretLength));
  std::string text;
  text.reserve(kKeyPrefix.size() + kPublicIdLength + 1 + kSecretLength);
  text.append(kKeyPrefix).append(key.publicId).append("-").append(secret.reveal());
  key.text = Secret(std::move(text));
  return key;
}

std::string_view publicIdOf(std::string_view text) {
  constexpr std::size_t kDash = kKeyPrefix.size() + kPublicIdLength;
  if (text.size() != kDash + 1 + kSecretLength || !text.starts_with(kKeyPrefix) ||
      text[kDash] != '-')
    return {};
  return text.substr(kKeyPrefix.size(), kPublicIdLength);
}

}  // namespace sb::policy
