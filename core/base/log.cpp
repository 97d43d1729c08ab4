#include "core/base/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <vector>

#include "core/base/text.h"

namespace sb::log {
namespace {

constexpr std::array<std::string_view, 6> kNames{"trace", "debug", "info", "warn", "error", "off"};
constexpr std::string_view kReplacement = "[redacted]";

struct Secrets {
  std::shared_mutex mutex;
  std::vector<std::string> values;
};

Secrets& secrets() {
  static Secrets all;
  return all;
}

spdlog::level::level_enum spdlogLevel(Level level) {
  using enum spdlog::level::level_enum;
  constexpr std::array kLevels{trace, debug, info, warn, err, off};
  return kLevels[static_cast<std::size_t>(level)];
}

void replaceAll(std::string& text, std::string_view what) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + kReplacement.size()))
    text.replace(at, what.size(), kReplacement);
}

bool tokenChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.' || c == '~' || c == '+' || c == '/' || c == '=' || c == '%';
}

// Replaces the run of token characters after each `prefix` (kept), if it is at least six long.
void replaceAfter(std::string& text, std::string_view prefix) {
  std::size_t from = 0;
  while (from + prefix.size() <= text.size()) {
    if (!equalNoCase(std::string_view(text).substr(from, prefix.size()), prefix)) {
      ++from;
      continue;
    }
    const std::size_t begin = from + prefix.size();
    std::size_t end = begin;
    while (end < text.size() && tokenChar(text[end]))
      ++end;
    if (end - begin >= 6) {
      text.replace(begin, end - begin, kReplacement);
      from = begin + kReplacement.size();
    } else {
      from = begin;
    }
  }
}

}  // namespace

Result<Level> parseLevel(std::string_view name) {
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end())
    return Error(ErrorKind::BadRequest,
                 "unknown log level, expected trace, debug, info, warn, error or off");
  return static_cast<Level>(found - kNames.begin());
}

void start(Level level) {
  auto logger = std::make_shared<spdlog::logger>("signalbox",
                                                 std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
  logger->set_level(spdlogLevel(level));
  logger->flush_on(spdlog::level::warn);
  spdlog::set_default_logger(std::move(logger));
}

bool enabled(Level level) { return spdlog::should_log(spdlogLevel(level)); }

void write(Level level, std::string_view line) {
  if (!enabled(level)) return;
  spdlog::log(spdlogLevel(level), "{}", redacted(line));
}

void redact(std::string_view secret) {
  if (secret.size() < 6) return;
  std::unique_lock lock(secrets().mutex);
  auto& values = secrets().values;
  if (std::find(values.begin(), values.end(), secret) == values.end()) values.emplace_back(secret);
}

std::string redacted(std::string_view line) {
  std::string out(line);
  {
    std::shared_lock lock(secrets().mutex);
    for (const std::string& value : secrets().values)
      replaceAll(out, value);
  }
  for (const std::string_view prefix : {"sk-sb-", "bearer ", "?key=", "&key="})
    replaceAfter(out, prefix);
  return out;
}

}  // namespace sb::log
