#include "core/policy/places_store.h"

#include "core/policy/state_store.h"
#include "core/store/transaction.h"

namespace sb::policy {

Result<PlacesStore> PlacesStore::open(const std::string& folder) {
  auto db = openState(folder);
  if (!db) return db.error();
  const Status relaxed = db->exec("PRAGMA synchronous=NORMAL");
  if (!relaxed) return relaxed.error();
  return PlacesStore(std::move(*db));
}

Result<std::vector<KeptPlace>> PlacesStore::load() {
  auto rows = m_db.prepare("SELECT id, provider, key, owner FROM kept_places ORDER BY number");
  if (!rows) return rows.error();
  std::vector<KeptPlace> all;
  auto row = rows->step();
  for (; row && *row; row = rows->step())
    all.push_back({std::string(rows->text(0)), std::string(rows->text(1)),
                   std::string(rows->text(2)), std::string(rows->text(3))});
  if (!row) return row.error();
  return all;
}

Status PlacesStore::save(const std::vector<KeptPlace>& kept, const std::vector<std::string>& gone) {
  auto transaction = store::Transaction::begin(m_db);
  if (!transaction) return transaction.error();
  auto remove = m_db.prepare("DELETE FROM kept_places WHERE id = ?");
  if (!remove) return remove.error();
  for (const std::string& id : gone)
    if (const Status done = remove->bind(1, id).run(); !done) return done;
  auto add = m_db.prepare(
      "INSERT OR REPLACE INTO kept_places (id, provider, key, owner) VALUES (?, ?, ?, ?)");
  if (!add) return add.error();
  for (const KeptPlace& one : kept) {
    add->bind(1, one.id).bind(2, one.provider).bind(3, one.key).bind(4, one.owner);
    if (const Status done = add->run(); !done) return done;
  }
  const Status capped = m_db.exec(
      "DELETE FROM kept_places WHERE number <= (SELECT max(number) FROM kept_places) - 10000");
  if (!capped) return capped;
  return transaction->commit();
}

}  // namespace sb::policy
