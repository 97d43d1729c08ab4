#include "core/backup/digest.h"

#include <array>
#include <fstream>
#include <vector>

namespace sb::backup {

void Digest::add(std::string_view bytes) {
  crypto_hash_sha256_update(&m_state, reinterpret_cast<const unsigned char*>(bytes.data()),
                            bytes.size());
}

std::string Digest::hex() {
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256_final(&m_state, digest.data());
  std::array<char, 2 * crypto_hash_sha256_BYTES + 1> text{};
  sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
  return text.data();
}

Result<std::string> fileDigest(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::vector<char> buffer(1024 * 1024);
  Digest digest;
  while (file.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || file.gcount() > 0)
    digest.add({buffer.data(), static_cast<std::size_t>(file.gcount())});
  if (!file.eof()) return Error(ErrorKind::StoreFailed, path + " cannot be read");
  return digest.hex();
}

}  // namespace sb::backup
