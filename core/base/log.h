// The program's own log (not the ledger): lines to stderr. One place through which every line goes,
// so that registered secrets are replaced before anything is written.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace sb::log {

enum class Level { Trace, Debug, Info, Warn, Error, Off };

// "trace" … "off"; BadRequest names the levels.
Result<Level> parseLevel(std::string_view name);

// Once, from main, before threads start.
void start(Level level);

bool enabled(Level level);
void write(Level level, std::string_view line);
inline void debug(std::string_view line) { write(Level::Debug, line); }
inline void info(std::string_view line) { write(Level::Info, line); }
inline void warn(std::string_view line) { write(Level::Warn, line); }
inline void error(std::string_view line) { write(Level::Error, line); }

// From now on this text (six characters or more) leaves as "[redacted]". Thread-safe.
void redact(std::string_view secret);

// The text with every registered secret, gateway key (sk-sb-…), bearer token and `key=` query value
// replaced. Also for error details that go into rows and answers.
std::string redacted(std::string_view text);

}  // namespace sb::log
