// DATA/state.db: what people decided at run time: keys and revocations (key_store.h), revisions of
// the configuration (core/config/revision_store.h); what limits have counted (limits_store.h); and
// which provider keeps which answers (places_store.h). Its schema and its opening.
// It is never set aside: a damaged file is StoreCorrupt, and no keyed traffic is served until a
// backup is restored or the person decides.
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/store/database.h"

namespace sb::policy {

// Opens or makes it and brings its schema up to date (a copy beside it first: state.db.backup).
Result<store::Database> openState(const std::string& folder);

}  // namespace sb::policy
