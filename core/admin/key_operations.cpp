#include <algorithm>
#include <boost/json.hpp>
#include <map>

#include "core/admin/hub.h"
#include "core/admin/operations.h"
#include "core/admin/status.h"
#include "core/base/text.h"
#include "core/config/units.h"

namespace sb::admin {

namespace bj = boost::json;
using net::Task;

namespace {

constexpr WallMillis kMonth = 30LL * 24 * 3600 * 1000;

std::string_view originName(policy::KeyEntry::Origin origin) {
  switch (origin) {
    case policy::KeyEntry::Origin::Stored:
      return "stored";
    case policy::KeyEntry::Origin::File:
      return "file";
    case policy::KeyEntry::Origin::Session:
      return "session";
  }
  return "";
}

std::optional<WallMillis> lastUsed(const policy::GatewayKeys& keys, const std::string& id,
                                   std::optional<WallMillis> stored) {
  const policy::KeyHandle handle = keys.find(id);
  const WallMillis live = handle ? handle->live->lastUsed.load() : 0;
  if (live > stored.value_or(0)) return live;
  return stored;
}

bj::object storedJson(const policy::KeyRecord& record, const policy::GatewayKeys& keys) {
  return {{"id", record.id},
          {"name", record.name},
          {"origin", "stored"},
          {"hint", "sk-sb-" + record.id + "-…"},
          {"models", texts(record.models)},
          {"tags", texts(record.tags)},
          {"created", rfc3339(record.created)},
          {"expires", timeOrNull(record.expires)},
          {"revoked", timeOrNull(record.revoked)},
          {"last_used", timeOrNull(lastUsed(keys, record.id, record.lastUsed))},
          {"spend_usd_30d", nullptr}};
}

bj::object entryJson(const policy::KeyEntry& entry, const policy::GatewayKeys& keys) {
  return {{"id", entry.id},
          {"name", entry.name},
          {"origin", originName(entry.origin)},
          {"hint", nullptr},
          {"models", texts(entry.models)},
          {"tags", texts(entry.tags)},
          {"created", nullptr},
          {"expires", timeOrNull(entry.expires)},
          {"revoked", nullptr},
          {"last_used", timeOrNull(lastUsed(keys, entry.id, std::nullopt))},
          {"spend_usd_30d", nullptr}};
}

struct Gathered {
  std::vector<policy::KeyRecord> stored;
  std::map<std::string, std::string> spend;  // by name
};

// What the files know: on the pool.
Result<Gathered> gather(policy::KeyStore* store, ledger::LogReader* reader, WallMillis now) {
  Gathered all;
  if (store != nullptr) {
    Result<std::vector<policy::KeyRecord>> records = store->list();
    if (!records) return records.error();
    all.stored = std::move(*records);
  }
  if (reader == nullptr) return all;
  ledger::SpendQuery query;
  query.from = now - kMonth;
  query.to = now;
  query.step = ledger::SpendQuery::Step::Whole;
  query.by = ledger::SpendQuery::By::Key;
  // Without the sums the list is still worth having.
  if (const auto cells = reader->spend(query))
    for (const ledger::SpendCell& cell : *cells)
      if (cell.cost > NanoUsd{} || cell.unpriced == 0) all.spend[cell.name] = toString(cell.cost);
  return all;
}

Result<std::vector<std::string>> namesOf(const Call& call, std::string_view member) {
  std::vector<std::string> names;
  const bj::value* list = call.member(member);
  if (list == nullptr || list->is_null()) return names;
  const Error wrong(ErrorKind::BadRequest, std::string(member) + " must be a list of texts");
  if (!list->is_array()) return wrong;
  for (const bj::value& one : list->get_array()) {
    if (!one.is_string()) return wrong;
    names.emplace_back(one.get_string());
  }
  return names;
}

Result<policy::NewKey> wantedKey(const Call& call) {
  policy::NewKey wanted;
  wanted.name = call.text("name");
  Result<std::vector<std::string>> models = namesOf(call, "models");
  if (!models) return models.error();
  Result<std::vector<std::string>> tags = namesOf(call, "tags");
  if (!tags) return tags.error();
  wanted.models = std::move(*models);
  wanted.tags = std::move(*tags);
  const bj::value* expires = call.member("expires");
  if (expires == nullptr || expires->is_null()) return wanted;
  wanted.expires = config::parseTime(call.text("expires"));
  if (!wanted.expires)
    return Error(ErrorKind::BadRequest, "expires must be a date or an RFC 3339 time");
  if (*wanted.expires <= call.admin->clock.wall())
    return Error(ErrorKind::BadRequest, "expires lies in the past");
  return wanted;
}

// The table at run time says what the store says.
Status publish(policy::KeyStore& store, policy::GatewayKeys& keys) {
  const Result<std::vector<policy::KeyRecord>> records = store.list();
  if (!records) return records.error();
  keys.setStored(*records);
  return {};
}

}  // namespace

Task<Result<Answer>> listKeys(Call& call) {
  const Parts& parts = call.admin->parts;
  Piece<Gathered>::Work work = [store = parts.keyStore,
                                now = call.admin->clock.wall()](ledger::LogReader* reader) {
    return gather(store, reader, now);
  };
  const Result<Gathered> all = co_await onPool<Gathered>(call, std::move(work));
  if (!all) co_return all.error();
  bj::array keys;
  for (const policy::KeyRecord& record : all->stored)
    keys.push_back(storedJson(record, call.keys()));
  for (const policy::KeyHandle& handle : call.keys().list())
    if (handle->origin != policy::KeyEntry::Origin::Stored && !handle->revoked())
      keys.push_back(entryJson(*handle, call.keys()));
  for (bj::value& key : keys) {
    bj::object& json = key.get_object();
    const auto spent = all->spend.find(std::string(json["name"].get_string()));
    if (spent != all->spend.end()) json["spend_usd_30d"] = spent->second;
  }
  co_return Answer(bj::object{{"keys", std::move(keys)}});
}

Task<Result<Answer>> createKey(Call& call) {
  const Result<policy::NewKey> wanted = wantedKey(call);
  if (!wanted) co_return wanted.error();
  using Created = policy::CreatedKey;
  const Parts& parts = call.admin->parts;
  Piece<Created>::Work work = [store = parts.keyStore, keys = parts.keys,
                               wanted = *wanted](ledger::LogReader*) -> Result<Created> {
    Result<Created> created = store->create(wanted);
    if (!created) return created.error();
    const Status published = publish(*store, *keys);
    if (!published) return published.error();
    return created;
  };
  const Result<Created> created = co_await onPool<Created>(call, std::move(work), true);
  if (!created) co_return created.error();
  call.admin->hub->keysChanged("created", created->record.id);
  bj::object json{{"key", storedJson(created->record, call.keys())},
                  {"text", created->text.reveal()}};
  co_return Answer(201, std::move(json));
}

Task<Result<Answer>> revokeKey(Call& call) {
  const std::string id = call.path("id");
  const policy::KeyHandle handle = call.keys().find(id);
  if (handle && handle->origin == policy::KeyEntry::Origin::File) {
    Error inFile(ErrorKind::Conflict,
                 "this key stands in the configuration file; take it out of `keys` there");
    co_return inFile;
  }
  const bool session = handle && handle->origin == policy::KeyEntry::Origin::Session;
  const Parts& parts = call.admin->parts;
  if (session) {
    call.keys().revoke(id);
  } else if (parts.keyStore == nullptr) {
    Error damaged(ErrorKind::StoreCorrupt, "the store of keys is damaged");
    co_return damaged;
  } else {
    // First at run time: it acts at once, whatever the disk says.
    if (handle) call.keys().revoke(id);
    Piece<bool>::Work work = [store = parts.keyStore, id](ledger::LogReader*) {
      const Status revoked = store->revoke(id);
      return revoked ? Result<bool>(true) : Result<bool>(revoked.error());
    };
    const Result<bool> revoked = co_await onPool<bool>(call, std::move(work), true);
    if (!revoked) co_return revoked.error();
  }
  call.admin->hub->keysChanged("revoked", id);
  co_return Answer::empty();
}

Task<Result<Answer>> renameKey(Call& call) {
  using Record = policy::KeyRecord;
  const Parts& parts = call.admin->parts;
  Piece<Record>::Work work = [store = parts.keyStore, keys = parts.keys, id = call.path("id"),
                              name = call.text("name")](ledger::LogReader*) -> Result<Record> {
    const Status renamed = store->rename(id, name);
    if (!renamed) return renamed.error();
    const Status published = publish(*store, *keys);
    if (!published) return published.error();
    return store->find(id);
  };
  const Result<Record> record = co_await onPool<Record>(call, std::move(work), true);
  if (!record) co_return record.error();
  call.admin->hub->keysChanged("renamed", record->id);
  co_return Answer(storedJson(*record, call.keys()));
}

Result<Answer> createSessionKey(Call& call) {
  std::string name = excerpt(call.text("name"), 128);
  if (name.empty()) name = "console";
  const policy::GatewayKeys::SessionKey key = call.keys().addSessionKey(name);
  call.admin->hub->keysChanged("created", key.handle->id);
  return Answer(
      201, bj::object{{"key", entryJson(*key.handle, call.keys())}, {"text", key.text.reveal()}});
}

}  // namespace sb::admin
