#include "core/store/statement.h"

#include <sqlite3.h>

#include "core/store/sqlite_error.h"

namespace sb::store {

void Statement::Finalizer::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

void Statement::noteBind(int code) {
  if (code != SQLITE_OK) m_bindError = code;
}

Statement& Statement::bind(int index, std::int64_t value) {
  noteBind(sqlite3_bind_int64(m_statement.get(), index, value));
  return *this;
}

Statement& Statement::bind(int index, double value) {
  noteBind(sqlite3_bind_double(m_statement.get(), index, value));
  return *this;
}

Statement& Statement::bind(int index, std::string_view text) {
  const char* data = text.empty() ? "" : text.data();
  noteBind(
      sqlite3_bind_text64(m_statement.get(), index, data, text.size(), SQLITE_STATIC, SQLITE_UTF8));
  return *this;
}

Statement& Statement::bindBlob(int index, std::string_view bytes) {
  const char* data = bytes.empty() ? "" : bytes.data();
  noteBind(sqlite3_bind_blob64(m_statement.get(), index, data, bytes.size(), SQLITE_STATIC));
  return *this;
}

Statement& Statement::bindNull(int index) {
  noteBind(sqlite3_bind_null(m_statement.get(), index));
  return *this;
}

Result<bool> Statement::step() {
  if (m_bindError != SQLITE_OK)
    return Error(ErrorKind::StoreFailed, "The database refused a value",
                 sqlite3_errstr(m_bindError));
  const int code = sqlite3_step(m_statement.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) {
    sqlite3_reset(m_statement.get());
    return false;
  }
  // sqlite3_reset would overwrite the connection's message.
  const Error error = sqliteError(sqlite3_db_handle(m_statement.get()), code);
  sqlite3_reset(m_statement.get());
  return error;
}

Status Statement::run() {
  for (;;) {
    const Result<bool> more = step();
    if (!more) return more.error();
    if (!*more) return {};
  }
}

void Statement::reset() {
  m_bindError = SQLITE_OK;
  if (m_statement) sqlite3_reset(m_statement.get());
}

bool Statement::isNull(int column) const {
  return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(m_statement.get(), column);
}

double Statement::real(int column) const {
  return sqlite3_column_double(m_statement.get(), column);
}

std::string_view Statement::text(int column) const {
  const auto* data = sqlite3_column_text(m_statement.get(), column);
  const int size = sqlite3_column_bytes(m_statement.get(), column);
  if (data == nullptr) return {};
  return {reinterpret_cast<const char*>(data), static_cast<std::size_t>(size)};
}

std::string_view Statement::blob(int column) const {
  const void* data = sqlite3_column_blob(m_statement.get(), column);
  const int size = sqlite3_column_bytes(m_statement.get(), column);
  if (data == nullptr) return {};
  return {static_cast<const char*>(data), static_cast<std::size_t>(size)};
}

std::optional<std::int64_t> Statement::maybeInteger(int column) const {
  if (isNull(column)) return std::nullopt;
  return integer(column);
}

}  // namespace sb::store
