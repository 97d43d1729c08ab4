// What a backup says of itself: its first file, manifest.json. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace sb::backup {

inline constexpr int kFormat = 1;
inline constexpr std::string_view kManifest = "manifest.json", kConfig = "signalbox.yaml",
                                  kPepper = "pepper", kState = "state.db", kVault = "vault.bin",
                                  kLog = "log.db";

struct Part {
  std::string name;  // one of the above
  std::int64_t size = 0;
  std::string sha256;  // 64 hex digits
};

struct Manifest {
  int format = kFormat;
  std::string version;      // of the program that made it
  std::string madeAt;       // RFC 3339
  std::vector<Part> parts;  // in the archive's order
};

std::string toJson(const Manifest& manifest);
// BadRequest: it is none, or of a newer program, or names parts that there are not.
Result<Manifest> parseManifest(std::string_view text);

}  // namespace sb::backup
