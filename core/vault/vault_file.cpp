#include "core/vault/vault_file.h"

#include <sodium.h>

#include <optional>

#include "core/base/ids.h"

namespace sb::vault {
namespace {

constexpr std::string_view kMagic = "SBVAULT1";
constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == kKeyBytes);
static_assert(crypto_pwhash_SALTBYTES == kSaltBytes);
// A damaged header must not ask for hours or for all memory.
constexpr std::uint64_t kMostOperations = 64;
constexpr std::uint64_t kMostMemory = 1ULL << 30;

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

Error corrupt(const char* what) { return Error(ErrorKind::StoreCorrupt, what); }

void append(std::string& out, std::uint64_t value, int size) {
  for (int i = 0; i < size; ++i)
    out += static_cast<char>((value >> (8 * i)) & 0xff);
}

// Reads from the front of a text; after a read beyond its end everything is empty and `ok` false.
struct Reader {
  std::string_view rest;
  bool ok = true;

  std::string_view take(std::size_t size) {
    if (size > rest.size()) ok = false;
    if (!ok) return {};
    const std::string_view out = rest.substr(0, size);
    rest.remove_prefix(size);
    return out;
  }
  std::uint64_t number(std::size_t size) {
    std::uint64_t value = 0;
    int shift = 0;
    for (const char c : take(size)) {
      value |= static_cast<std::uint64_t>(static_cast<unsigned char>(c)) << shift;
      shift += 8;
    }
    return value;
  }
};

std::string header(const Protection& protection) {
  std::string out(kMagic);
  out += static_cast<char>(protection.kind);
  if (protection.kind == Protection::Kind::KeyFile) return out;
  out += protection.salt;
  append(out, protection.operations, 8);
  append(out, protection.memory, 8);
  return out;
}

std::string pack(const Entries& entries) {
  std::size_t size = 4;
  for (const auto& [name, secret] : entries)
    size += 8 + name.size() + secret.reveal().size();
  std::string out;
  out.reserve(size);  // no copy is left behind by growing
  append(out, entries.size(), 4);
  for (const auto& [name, secret] : entries) {
    append(out, name.size(), 4);
    out += name;
    append(out, secret.reveal().size(), 4);
    out += secret.reveal();
  }
  return out;
}

std::optional<Entries> unpack(std::string_view plain) {
  Entries entries;
  Reader reader{plain};
  const std::uint64_t count = reader.number(4);
  for (std::uint64_t i = 0; i < count && reader.ok; ++i) {
    const std::string_view name = reader.take(reader.number(4));
    const std::string_view secret = reader.take(reader.number(4));
    if (reader.ok) entries.insert_or_assign(std::string(name), Secret(std::string(secret)));
  }
  if (!reader.ok || !reader.rest.empty()) return std::nullopt;
  return entries;
}

Result<Protection> readProtection(Reader& reader) {
  if (reader.take(kMagic.size()) != kMagic) return corrupt("this file is no vault");
  const std::uint64_t kind = reader.number(1);
  Protection protection;
  if (!reader.ok || kind > 1) return corrupt("the vault's head is damaged");
  if (kind == 0) return protection;
  protection.kind = Protection::Kind::Passphrase;
  protection.salt = reader.take(kSaltBytes);
  protection.operations = reader.number(8);
  protection.memory = reader.number(8);
  const bool sane = reader.ok && protection.operations >= crypto_pwhash_OPSLIMIT_MIN &&
                    protection.operations <= kMostOperations &&
                    protection.memory >= crypto_pwhash_MEMLIMIT_MIN &&
                    protection.memory <= kMostMemory;
  if (!sane) return corrupt("the vault's head is damaged");
  return protection;
}

}  // namespace

Protection newPassphraseProtection() {
  Protection protection;
  protection.kind = Protection::Kind::Passphrase;
  protection.salt.resize(kSaltBytes);
  randomBytes({bytes(protection.salt), kSaltBytes});
  protection.operations = crypto_pwhash_OPSLIMIT_INTERACTIVE;
  protection.memory = crypto_pwhash_MEMLIMIT_INTERACTIVE;
  return protection;
}

Result<Protection> protectionOf(std::string_view file) {
  Reader reader{file};
  return readProtection(reader);
}

Result<Secret> deriveKey(const Secret& passphrase, const Protection& protection) {
  std::string key(kKeyBytes, '\0');
  const std::string_view text = passphrase.reveal();
  const int failed =
      crypto_pwhash(bytes(key), kKeyBytes, text.data(), text.size(), bytes(protection.salt),
                    protection.operations, protection.memory, crypto_pwhash_ALG_ARGON2ID13);
  if (failed != 0) return Error(ErrorKind::Internal, "not enough memory to derive the vault's key");
  return Secret(std::move(key));
}

std::string seal(const Entries& entries, const Protection& protection, const Secret& key) {
  const std::string head = header(protection);
  std::string out = head;
  std::string nonce(kNonce, '\0');
  randomBytes({bytes(nonce), kNonce});
  out += nonce;
  const Secret plain(pack(entries));
  const std::size_t at = out.size();
  out.resize(at + plain.reveal().size() + kTag);
  crypto_aead_xchacha20poly1305_ietf_encrypt(bytes(out) + at, nullptr, bytes(plain.reveal()),
                                             plain.reveal().size(), bytes(head), head.size(),
                                             nullptr, bytes(nonce), bytes(key.reveal()));
  return out;
}

Result<Entries> unseal(std::string_view file, const Secret& key) {
  Reader reader{file};
  const auto protection = readProtection(reader);
  if (!protection) return protection.error();
  const std::string_view head = file.substr(0, file.size() - reader.rest.size());
  const std::string_view nonce = reader.take(kNonce);
  if (!reader.ok || reader.rest.size() < kTag) return corrupt("the vault is cut short");
  std::string plain(reader.rest.size() - kTag, '\0');
  const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(
      bytes(plain), nullptr, nullptr, bytes(reader.rest), reader.rest.size(), bytes(head),
      head.size(), bytes(nonce), bytes(key.reveal()));
  if (failed != 0)
    return corrupt("the vault's key or passphrase is a different one, or its file is damaged");
  const Secret wiped(std::move(plain));
  auto entries = unpack(wiped.reveal());
  if (!entries) return corrupt("the vault's content is damaged");
  return *std::move(entries);
}

}  // namespace sb::vault
