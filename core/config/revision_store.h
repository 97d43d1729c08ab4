// The configuration's texts that came into force, in state.db: its table config_revisions, which
// whoever opens the database has made. At most the newest 500, and of these as many as take 64 MB
// compressed; the newest always stays. Numbers grow and are never given twice. Blocking; one thread
// at a time. Errors: NotFound, Conflict, StoreCorrupt, StoreFailed, StoreFull.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/store/database.h"

namespace sb::config {

// Who brought a text into force. Programs name themselves: what a person sees, no proof of
// anything.
struct ChangedBy {
  enum class Who { File, Console, Ctl, Api };  // File: edited on the disk
  Who who = Who::File;
  std::string client = {};   // with Api: what it calls itself
  std::string message = {};  // for people
  std::optional<std::int64_t> rolledBackTo = {};
};

// "file", "console", "signalboxctl", "api".
std::string_view whoName(ChangedBy::Who who);

struct NewRevision {
  std::string text;
  ChangedBy by;
  WallMillis at = 0;
};

struct Revision {
  std::int64_t number = 0;
  WallMillis at = 0;
  ChangedBy by;
  std::string hash;                     // revisionOf() its text
  std::int64_t added = 0, removed = 0;  // lines, against the one before it
  std::int64_t bytes = 0;               // of the text
};

struct RevisionText {
  Revision revision;
  std::string text;
};

struct RevisionPage {
  std::vector<Revision> revisions;  // the newest first
  bool more = false;
};

class RevisionStore {
 public:
  explicit RevisionStore(store::Database db) : m_db(std::move(db)) {}

  // In one transaction, in this order. A text that is the one before it again is left out.
  Status add(std::span<const NewRevision> texts);

  // Those below `before`; all without it.
  Result<RevisionPage> list(int limit, std::optional<std::int64_t> before);
  Result<RevisionText> find(std::int64_t number);
  // The newest one below `number`, if there is one.
  Result<std::optional<RevisionText>> preceding(std::int64_t number);

  // Its text leaves the file. Conflict: the newest one is that of the file in force.
  Status forget(std::int64_t number);

 private:
  Result<std::optional<RevisionText>> newestBelow(std::int64_t number);
  Status insert(const NewRevision& text, const std::string& hash, std::string_view before);
  Status prune();

  store::Database m_db;
};

}  // namespace sb::config
