// SHA-256 in hex. Any thread; a file of gigabytes takes seconds. Internal to core/backup.
#pragma once

#include <sodium.h>

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace sb::backup {

class Digest {
 public:
  Digest() { crypto_hash_sha256_init(&m_state); }
  void add(std::string_view bytes);
  std::string hex();  // once, at the end

 private:
  crypto_hash_sha256_state m_state;
};

Result<std::string> fileDigest(const std::string& path);

}  // namespace sb::backup
