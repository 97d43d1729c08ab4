#include "core/config/revision_store.h"

#include <array>
#include <limits>

#include "core/config/file.h"
#include "core/config/line_diff.h"
#include "core/store/transaction.h"
#include "core/store/zstd.h"

namespace sb::config {
namespace {

using store::Statement;

constexpr std::int64_t kMostRevisions = 500;
constexpr std::int64_t kMostBytes = 64LL * 1024 * 1024;
constexpr std::int64_t kAbove = std::numeric_limits<std::int64_t>::max();
constexpr std::array<std::string_view, 4> kWho{"file", "console", "signalboxctl", "api"};
constexpr std::string_view kColumns =
    "number, at, who, client, message, rolled_back_to, hash, added, removed, bytes";

ChangedBy::Who whoOf(std::string_view name) {
  for (std::size_t i = 0; i < kWho.size(); ++i)
    if (kWho[i] == name) return static_cast<ChangedBy::Who>(i);
  return ChangedBy::Who::Api;
}

Revision revisionIn(const Statement& row) {
  Revision revision;
  revision.number = row.integer(0);
  revision.at = row.integer(1);
  revision.by.who = whoOf(row.text(2));
  revision.by.client = row.text(3);
  revision.by.message = row.text(4);
  revision.by.rolledBackTo = row.maybeInteger(5);
  revision.hash = row.text(6);
  revision.added = row.integer(7);
  revision.removed = row.integer(8);
  revision.bytes = row.integer(9);
  return revision;
}

Error unknown(std::int64_t number) {
  return {ErrorKind::NotFound, "there is no revision " + std::to_string(number) +
                                   " of the configuration, or it is not kept any more"};
}

}  // namespace

std::string_view whoName(ChangedBy::Who who) { return kWho[static_cast<std::size_t>(who)]; }

Status RevisionStore::add(std::span<const NewRevision> texts) {
  auto transaction = store::Transaction::begin(m_db);
  if (!transaction) return transaction.error();
  const auto newest = newestBelow(kAbove);
  if (!newest && newest.error().kind != ErrorKind::StoreCorrupt) return newest.error();
  // A damaged text is as good as none: what comes is kept, as wholly new.
  std::string_view before;
  std::string hash;
  if (newest && *newest) {
    before = (*newest)->text;
    hash = (*newest)->revision.hash;
  }
  for (const NewRevision& text : texts) {
    const std::string next = revisionOf(text.text);
    if (next == hash) continue;
    if (const Status done = insert(text, next, before); !done) return done;
    before = text.text;
    hash = next;
  }
  if (const Status pruned = prune(); !pruned) return pruned;
  return transaction->commit();
}

Status RevisionStore::insert(const NewRevision& text, const std::string& hash,
                             std::string_view before) {
  store::ZstdPacker packer;
  const std::string packed = packer.pack(text.text);
  if (packed.empty()) return Error(ErrorKind::StoreFailed, "a text cannot be compressed");
  auto statement = m_db.prepare(
      "INSERT INTO config_revisions (at, who, client, message, rolled_back_to, hash, added, "
      "removed, bytes, packed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  if (!statement) return statement.error();
  const LineCounts counts = countChanges(before, text.text);
  statement->bind(1, text.at).bind(2, whoName(text.by.who)).bind(3, text.by.client);
  statement->bind(4, text.by.message).bind(5, text.by.rolledBackTo).bind(6, hash);
  statement->bind(7, static_cast<std::int64_t>(counts.added));
  statement->bind(8, static_cast<std::int64_t>(counts.removed));
  statement->bind(9, static_cast<std::int64_t>(text.text.size())).bindBlob(10, packed);
  return statement->run();
}

Status RevisionStore::prune() {
  auto statement = m_db.prepare(
      "DELETE FROM config_revisions WHERE number IN (SELECT number FROM (SELECT number, "
      "row_number() OVER newest AS place, sum(length(packed)) OVER newest AS total "
      "FROM config_revisions WINDOW newest AS (ORDER BY number DESC)) "
      "WHERE place > 1 AND (place > ? OR total > ?))");
  if (!statement) return statement.error();
  return statement->bind(1, kMostRevisions).bind(2, kMostBytes).run();
}

Result<RevisionPage> RevisionStore::list(int limit, std::optional<std::int64_t> before) {
  auto statement =
      m_db.prepare("SELECT " + std::string(kColumns) +
                   " FROM config_revisions WHERE number < ? ORDER BY number DESC LIMIT ?");
  if (!statement) return statement.error();
  statement->bind(1, before.value_or(kAbove)).bind(2, limit + 1);
  RevisionPage page;
  auto row = statement->step();
  for (; row && *row; row = statement->step())
    page.revisions.push_back(revisionIn(*statement));
  if (!row) return row.error();
  page.more = page.revisions.size() > static_cast<std::size_t>(limit);
  if (page.more) page.revisions.pop_back();
  return page;
}

Result<std::optional<RevisionText>> RevisionStore::newestBelow(std::int64_t number) {
  auto statement =
      m_db.prepare("SELECT " + std::string(kColumns) +
                   ", packed FROM config_revisions WHERE number < ? ORDER BY number DESC LIMIT 1");
  if (!statement) return statement.error();
  const auto row = statement->bind(1, number).step();
  if (!row) return row.error();
  if (!*row) return std::optional<RevisionText>();
  RevisionText found;
  found.revision = revisionIn(*statement);
  auto text = store::zstdUnpack(statement->blob(10));
  if (!text)
    return Error(ErrorKind::StoreCorrupt, "the text of revision " +
                                              std::to_string(found.revision.number) +
                                              " of the configuration is damaged");
  found.text = std::move(*text);
  return std::optional<RevisionText>(std::move(found));
}

Result<RevisionText> RevisionStore::find(std::int64_t number) {
  if (number < 1 || number == kAbove) return unknown(number);
  auto found = newestBelow(number + 1);
  if (!found) return found.error();
  if (!*found || (*found)->revision.number != number) return unknown(number);
  return std::move(**found);
}

Result<std::optional<RevisionText>> RevisionStore::preceding(std::int64_t number) {
  return newestBelow(number);
}

Status RevisionStore::forget(std::int64_t number) {
  const auto newest = m_db.scalar("SELECT max(number) FROM config_revisions");
  if (!newest) return newest.error();
  if (*newest == number && number > 0)
    return Error(ErrorKind::Conflict, "revision " + std::to_string(number) +
                                          " is the newest one; change the configuration first");
  auto statement = m_db.prepare("DELETE FROM config_revisions WHERE number = ?");
  if (!statement) return statement.error();
  if (const Status done = statement->bind(1, number).run(); !done) return done;
  if (m_db.changes() == 0) return unknown(number);
  // The pages that held it are overwritten (secure_delete); older ones of the WAL go, too.
  const Result<bool> emptied = m_db.checkpointTruncate();
  return emptied ? Status() : Status(emptied.error());
}

}  // namespace sb::config
