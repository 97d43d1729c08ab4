// The commands, by what they are about. Each gives the exit status.
#pragma once

#include "app/ctl/command.h"

namespace sb::ctl {

// server_commands.cpp
int showStatus(Context& context);
int startGateway(Context& context);
int stopGateway(Context& context);
int checkConfig(Context& context);
int showConfig(Context& context);
int saveConfig(Context& context);
int reloadConfig(Context& context);
// Says what a change of the configuration came to.
int showReloaded(Context& context, const Result<boost::json::value>& done);
// revision_commands.cpp
int listRevisions(Context& context);
int showRevision(Context& context);
int showDiff(Context& context);
int rollBack(Context& context);
int forgetRevisions(Context& context);
// provider_commands.cpp
int listProviders(Context& context);
int testProvider(Context& context);
int listProviderModels(Context& context);
int listModels(Context& context);
// catalog_commands.cpp
int showCatalog(Context& context);
int updateCatalog(Context& context);
int resetCatalog(Context& context);
// provider_commands.cpp
int listRoutes(Context& context);
int listActions(Context& context);
int listTargets(Context& context);
int dryRun(Context& context);
// secret_commands.cpp
int listKeys(Context& context);
int createKey(Context& context);
int revokeKey(Context& context);
int renameKey(Context& context);
int listSecrets(Context& context);
int setSecret(Context& context);
int removeSecret(Context& context);
// log_commands.cpp
int listLogs(Context& context);
int showLog(Context& context);
int exportLogs(Context& context);
int showSpend(Context& context);
// cache_commands.cpp
int showCache(Context& context);
int clearCache(Context& context);

// backup_commands.cpp
int saveBackup(Context& context);
int restoreBackup(Context& context);

// The whole of a file, or of standard input for "-". Fails like Context::fail.
Result<std::string> readInput(const std::string& path);

}  // namespace sb::ctl
