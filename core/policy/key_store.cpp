#include "core/policy/key_store.h"

#include <algorithm>
#include <boost/json.hpp>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/policy/state_store.h"
#include "core/store/transaction.h"

namespace sb::policy {
namespace {

namespace bj = boost::json;
using store::Statement;

constexpr std::size_t kLongestText = 128;
constexpr std::size_t kMostItems = 1000;
constexpr std::string_view kColumns =
    "id, name, digest, models, tags, created, expires, revoked, last_used";

std::string toJson(const std::vector<std::string>& items) {
  return json::write(bj::array(items.begin(), items.end()));
}

std::vector<std::string> fromJson(std::string_view text) {
  std::vector<std::string> items;
  const auto list = json::parse(text);
  if (!list || !list->is_array()) return items;
  for (const bj::value& one : list->get_array())
    if (one.is_string()) items.emplace_back(one.get_string());
  return items;
}

std::string_view view(const KeyDigest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

KeyRecord recordIn(const Statement& row) {
  KeyRecord record;
  record.id = row.text(0);
  record.name = row.text(1);
  const std::string_view digest = row.blob(2);
  if (digest.size() == record.digest.size())
    std::copy(digest.begin(), digest.end(), record.digest.begin());
  record.models = fromJson(row.text(3));
  record.tags = fromJson(row.text(4));
  record.created = row.integer(5);
  record.expires = row.maybeInteger(6);
  record.revoked = row.maybeInteger(7);
  record.lastUsed = row.maybeInteger(8);
  return record;
}

// Line and paragraph separators and the signs that turn the direction of a text around, in UTF-8:
// U+2028 to U+202E and U+2066 to U+2069.
bool hidesText(std::string_view text) {
  for (std::size_t at = text.find("\xE2"); at != text.npos; at = text.find("\xE2", at + 1)) {
    const std::string_view sign = text.substr(at, 3);
    if (sign >= "\xE2\x80\xA8" && sign <= "\xE2\x80\xAE") return true;
    if (sign >= "\xE2\x81\xA6" && sign <= "\xE2\x81\xA9") return true;
  }
  return false;
}

bool plainText(const std::string& text) {
  return !trim(text).empty() && text.size() <= kLongestText && validUtf8(text) &&
         !hidesText(text) && std::none_of(text.begin(), text.end(), [](char c) {
           return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
         });
}

Status checkList(const std::vector<std::string>& items, std::string_view member) {
  if (items.size() <= kMostItems && std::all_of(items.begin(), items.end(), plainText)) return {};
  return Error(ErrorKind::BadRequest, std::string(member) +
                                          ": at most 1000 texts of 1 to 128 bytes each, without "
                                          "control or hidden characters");
}

Status checkName(const std::string& name) {
  if (plainText(name)) return {};
  return Error(ErrorKind::BadRequest, "name: 1 to 128 bytes, without control or hidden characters");
}

Status check(const NewKey& wanted, WallMillis now) {
  if (const Status name = checkName(wanted.name); !name) return name;
  if (const Status models = checkList(wanted.models, "models"); !models) return models;
  if (const Status tags = checkList(wanted.tags, "tags"); !tags) return tags;
  if (wanted.expires && *wanted.expires <= now)
    return Error(ErrorKind::BadRequest, "the key would expire in the past");
  return {};
}

Error inUse(const std::string& name) {
  return Error(ErrorKind::Conflict, "there is a key named " + name + " already");
}

Error unknown(std::string_view id) {
  return Error(ErrorKind::NotFound, "there is no key " + std::string(id));
}

// Proves that the pepper is the one that the stored digests were made with.
Status checkPepper(store::Database& db, const KeyHasher& hasher) {
  const KeyDigest mark = hasher("signalbox pepper");
  auto read = db.prepare("SELECT value FROM marks WHERE name = 'pepper'");
  if (!read) return read.error();
  const auto row = read->step();
  if (!row) return row.error();
  if (*row && read->blob(0) != view(mark))
    return Error(ErrorKind::StoreCorrupt,
                 "DATA/pepper is not the one that the gateway keys in state.db were made with");
  if (*row) return {};
  auto write = db.prepare("INSERT INTO marks (name, value) VALUES ('pepper', ?)");
  if (!write) return write.error();
  return write->bindBlob(1, view(mark)).run();
}

Result<Secret> pepperFor(store::Database& db, const std::string& folder) {
  const auto marks = db.scalar("SELECT count(*) FROM marks WHERE name = 'pepper'");
  if (!marks) return marks.error();
  auto pepper = *marks == 0 ? readOrMakePepper(folder) : readPepper(folder);
  if (!pepper && pepper.error().kind == ErrorKind::NotFound)
    return Error(ErrorKind::StoreCorrupt,
                 folder + "/pepper is missing: the gateway keys in state.db cannot be checked");
  return pepper;
}

}  // namespace

KeyStore::KeyStore(store::Database db, KeyHasher hasher, const Clock& clock)
    : m_db(std::move(db)), m_hasher(hasher), m_clock(clock) {}

Result<std::unique_ptr<KeyStore>> KeyStore::open(const std::string& folder, const Clock& clock) {
  if (sodium_init() < 0) return Error(ErrorKind::Internal, "libsodium does not start");
  auto db = openState(folder);
  if (!db) return db.error();
  const auto pepper = pepperFor(*db, folder);
  if (!pepper) return pepper.error();
  const KeyHasher hasher(*pepper);
  if (const Status same = checkPepper(*db, hasher); !same) return same.error();
  return std::unique_ptr<KeyStore>(new KeyStore(*std::move(db), hasher, clock));
}

Result<CreatedKey> KeyStore::create(const NewKey& wanted) {
  const std::lock_guard lock(m_mutex);
  CreatedKey key;
  key.record.created = m_clock.wall();
  if (const Status fine = check(wanted, key.record.created); !fine) return fine.error();
  const auto used = nameInUse(wanted.name, {});
  if (!used) return used.error();
  if (*used) return inUse(wanted.name);
  KeyText text = newKeyText();
  key.record.id = text.publicId;
  key.record.name = wanted.name;
  key.record.models = wanted.models;
  key.record.tags = wanted.tags;
  key.record.expires = wanted.expires;
  key.record.digest = m_hasher(text.text.reveal());
  key.text = std::move(text.text);
  if (const Status done = insert(key.record); !done) return done.error();
  return key;
}

Status KeyStore::insert(const KeyRecord& record) {
  auto statement = m_db.prepare(
      "INSERT INTO gateway_keys (id, name, digest, models, tags, created, expires) "
      "VALUES (?, ?, ?, ?, ?, ?, ?)");
  if (!statement) return statement.error();
  const std::string models = toJson(record.models);
  const std::string tags = toJson(record.tags);
  statement->bind(1, record.id).bind(2, record.name).bindBlob(3, view(record.digest));
  statement->bind(4, models).bind(5, tags).bind(6, record.created).bind(7, record.expires);
  return statement->run();
}

Result<std::vector<KeyRecord>> KeyStore::list() const {
  const std::lock_guard lock(m_mutex);
  auto statement = m_db.prepare("SELECT " + std::string(kColumns) +
                                " FROM gateway_keys ORDER BY created DESC, id");
  if (!statement) return statement.error();
  std::vector<KeyRecord> records;
  auto row = statement->step();
  for (; row && *row; row = statement->step())
    records.push_back(recordIn(*statement));
  if (!row) return row.error();
  return records;
}

Result<KeyRecord> KeyStore::find(std::string_view id) const {
  const std::lock_guard lock(m_mutex);
  auto statement =
      m_db.prepare("SELECT " + std::string(kColumns) + " FROM gateway_keys WHERE id = ?");
  if (!statement) return statement.error();
  const auto row = statement->bind(1, id).step();
  if (!row) return row.error();
  if (!*row) return unknown(id);
  return recordIn(*statement);
}

Status KeyStore::revoke(std::string_view id) {
  const std::lock_guard lock(m_mutex);
  auto statement =
      m_db.prepare("UPDATE gateway_keys SET revoked = coalesce(revoked, ?) WHERE id = ?");
  if (!statement) return statement.error();
  if (const Status done = statement->bind(1, m_clock.wall()).bind(2, id).run(); !done) return done;
  return m_db.changes() == 0 ? Status(unknown(id)) : Status();
}

Status KeyStore::rename(std::string_view id, const std::string& name) {
  if (const Status fine = checkName(name); !fine) return fine;
  const std::lock_guard lock(m_mutex);
  const auto used = nameInUse(name, id);
  if (!used) return used.error();
  if (*used) return inUse(name);
  auto statement = m_db.prepare("UPDATE gateway_keys SET name = ? WHERE id = ?");
  if (!statement) return statement.error();
  if (const Status done = statement->bind(1, name).bind(2, id).run(); !done) return done;
  return m_db.changes() == 0 ? Status(unknown(id)) : Status();
}

Result<bool> KeyStore::nameInUse(const std::string& name, std::string_view exceptId) const {
  auto statement =
      m_db.prepare("SELECT 1 FROM gateway_keys WHERE name = ? AND id <> ? AND revoked IS NULL");
  if (!statement) return statement.error();
  return statement->bind(1, name).bind(2, exceptId).step();
}

Status KeyStore::saveLastUsed(const std::vector<std::pair<std::string, WallMillis>>& used) {
  if (used.empty()) return {};
  const std::lock_guard lock(m_mutex);
  auto transaction = store::Transaction::begin(m_db);
  if (!transaction) return transaction.error();
  auto statement = m_db.prepare("UPDATE gateway_keys SET last_used = ? WHERE id = ?");
  if (!statement) return statement.error();
  for (const auto& [id, at] : used)
    if (const Status done = statement->bind(1, at).bind(2, id).run(); !done) return done;
  return transaction->commit();
}

}  // namespace sb::policy
