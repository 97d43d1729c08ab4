// The tables of log.db and bodies.db. Internal to core/ledger.
#pragma once

#include <span>

#include "core/store/migrate.h"

namespace sb::ledger {

std::span<const store::Migration> logMigrations();
std::span<const store::Migration> bodiesMigrations();

}  // namespace sb::ledger
