// A prepared statement. Bind by position from 1, step, read columns from 0. See database.h for
// threads and errors. It must not outlive its Database.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace sb::store {

class Statement {
 public:
  Statement() = default;

  // Bound text and blobs are not copied: they live until the statement is stepped to its end or
  // reset. A failed bind is reported by the next step.
  Statement& bind(int index, std::int64_t value);
  Statement& bind(int index, int value) { return bind(index, std::int64_t{value}); }
  Statement& bind(int index, bool value) { return bind(index, std::int64_t{value}); }
  Statement& bind(int index, double value);
  Statement& bind(int index, std::string_view text);
  Statement& bind(int index, const std::string& text) {
    return bind(index, std::string_view(text));
  }
  Statement& bind(int index, const char* text) { return bind(index, std::string_view(text)); }
  Statement& bindBlob(int index, std::string_view bytes);
  Statement& bindNull(int index);
  Statement& bind(int index, std::optional<std::int64_t> value) {
    return value ? bind(index, *value) : bindNull(index);
  }

  // True: a row is there. False: done (and the statement is reset).
  Result<bool> step();
  // For statements without rows: steps to the end and resets.
  Status run();
  void reset();

  bool isNull(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;
  // Valid until the next step or reset.
  std::string_view text(int column) const;
  std::string_view blob(int column) const;
  std::optional<std::int64_t> maybeInteger(int column) const;

 private:
  friend class Database;
  explicit Statement(sqlite3_stmt* statement) : m_statement(statement) {}
  void noteBind(int code);

  struct Finalizer {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalizer> m_statement;
  int m_bindError = 0;
};

// Resets a statement at the end of a scope, so that no read transaction stays open.
class ResetGuard {
 public:
  explicit ResetGuard(Statement& statement) : m_statement(statement) {}
  ~ResetGuard() { m_statement.reset(); }
  ResetGuard(const ResetGuard&) = delete;
  ResetGuard& operator=(const ResetGuard&) = delete;

 private:
  Statement& m_statement;
};

}  // namespace sb::store
