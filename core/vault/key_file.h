// The vault's key file. Blocking. Errors: SecretMissing (none there), StoreCorrupt (not a key),
// StoreFailed (cannot be read or made).
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/base/secret.h"

namespace sb::vault {

struct KeyFile {
  Secret key;  // 32 bytes
  bool openToOthers = false;
};

Result<KeyFile> readKeyFile(const std::string& path);

// 32 random bytes, mode 0600. If another program was faster, its key.
Result<KeyFile> makeKeyFile(const std::string& path);

}  // namespace sb::vault
