#include "core/backup/tar.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "core/base/text.h"

namespace sb::backup {
namespace {

struct Field {
  std::size_t at, size;
};
constexpr Field kName{0, 100}, kMode{100, 8}, kOwner{108, 8}, kGroup{116, 8}, kSize{124, 12},
    kTime{136, 12}, kSum{148, 8}, kType{156, 1}, kLink{157, 100}, kMagic{257, 8}, kPrefix{345, 155};

void put(std::string& block, Field field, std::string_view text) {
  block.replace(field.at, std::min(text.size(), field.size), text.substr(0, field.size));
}

void putOctal(std::string& block, Field field, std::int64_t value) {
  put(block, field, fmt::format("{:0{}o}", value, field.size - 1));
}

// The sum of all bytes, with blanks in the place of the sum.
std::int64_t sumOf(std::string_view block) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < block.size(); ++i) {
    const bool own = i >= kSum.at && i < kSum.at + kSum.size;
    sum += own ? ' ' : static_cast<unsigned char>(block[i]);
  }
  return sum;
}

std::string_view text(std::string_view block, Field field) {
  const std::string_view whole = block.substr(field.at, field.size);
  return whole.substr(0, whole.find('\0'));
}

std::optional<std::int64_t> octal(std::string_view block, Field field) {
  const std::string_view digits = trim(text(block, field));
  std::int64_t value = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, failed] = std::from_chars(digits.data(), end, value, 8);
  if (digits.empty() || failed != std::errc() || stop != end || value < 0) return std::nullopt;
  return value;
}

bool isPlainName(std::string_view name) {
  return !name.empty() && name.front() != '.' && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_';
  });
}

Error bad(std::string what) { return {ErrorKind::BadRequest, "this is no backup: " + what}; }

}  // namespace

std::string tarHeader(const TarEntry& entry, WallMillis modified) {
  std::string block(kTarBlock, '\0');
  put(block, kName, entry.name);
  putOctal(block, kMode, 0600);
  putOctal(block, kOwner, 0);
  putOctal(block, kGroup, 0);
  putOctal(block, kSize, entry.size);
  putOctal(block, kTime, std::max<WallMillis>(0, modified / 1000));
  block[kType.at] = '0';
  put(block, kMagic, std::string_view("ustar\00000", 8));
  put(block, kSum, fmt::format("{:06o}", sumOf(block)));
  block[kSum.at + 6] = '\0';
  block[kSum.at + 7] = ' ';
  return block;
}

std::size_t tarPadding(std::int64_t size) {
  const auto over = static_cast<std::size_t>(size) % kTarBlock;
  return over == 0 ? 0 : kTarBlock - over;
}

std::string tarEnd() { return std::string(2 * kTarBlock, '\0'); }

Result<std::optional<TarEntry>> readTarHeader(std::string_view block) {
  if (block.size() != kTarBlock) return bad("it is cut short");
  if (std::ranges::all_of(block, [](char c) { return c == '\0'; }))
    return std::optional<TarEntry>();
  const auto sum = octal(block, kSum);
  if (!sum || *sum != sumOf(block)) return bad("a header is damaged");
  if (text(block, kMagic) != "ustar") return bad("it is no ustar archive");
  const char type = block[kType.at];
  if ((type != '0' && type != '\0') || !text(block, kLink).empty())
    return bad("it holds something else than files");
  TarEntry entry;
  entry.name = std::string(text(block, kName));
  if (!isPlainName(entry.name) || !text(block, kPrefix).empty())
    return bad("it holds the name " + excerpt(entry.name, 60));
  const auto size = octal(block, kSize);
  if (!size) return bad("the size of " + entry.name + " cannot be read");
  entry.size = *size;
  return std::optional<TarEntry>(std::move(entry));
}

}  // namespace sb::backup
