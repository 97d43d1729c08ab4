// The one table of the admin API: which method and path is which operation (docs/openapi.yaml
// describes them; a test holds both to each other), and the operations. Control thread.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/admin/call.h"

namespace sb::admin {

// What an operation needs to be there; bits. Without it the answer is 503: Signalbox is starting.
enum Need : unsigned {
  kNothing = 0,
  kGateway = 1,
  kSettings = 2,
  kLedger = 4,
  kKeys = 8,
  kKeyStore = 16,
  kSecrets = 32,
  kRevisions = 64,
};

// Bytes: any, as application/octet-stream.
enum class Body { None, Object, Optional, Bytes };

struct Operation {
  std::string_view method;
  std::string_view path;  // behind /admin/v1/; {name} stands for one part
  unsigned needs;
  Body body;
  // Exactly one of these: operations that wait, and those that do not.
  net::Task<Result<Answer>> (*later)(Call& call);
  Result<Answer> (*now)(Call& call);
};

inline constexpr std::string_view kPrefix = "/admin/v1/";

std::span<const Operation> operations();

struct Found {
  const Operation* operation = nullptr;
  std::vector<std::pair<std::string, std::string>> parts;
};
// NotFound; MethodNotAllowed with the allowed methods in `detail`.
Result<Found> findOperation(std::string_view method, std::string_view path);

// status_operations.cpp
Result<Answer> getStatus(Call& call);
Result<Answer> startGateway(Call& call);
Result<Answer> stopGateway(Call& call);
net::Task<Result<Answer>> getLive(Call& call);
net::Task<Result<Answer>> switchDemo(Call& call);
// cache_operations.cpp
Result<Answer> getCache(Call& call);
Result<Answer> clearCache(Call& call);
// config_operations.cpp
net::Task<Result<Answer>> getConfig(Call& call);
net::Task<Result<Answer>> putConfig(Call& call);
Result<Answer> checkConfig(Call& call);
net::Task<Result<Answer>> reloadConfig(Call& call);
// revision_operations.cpp
net::Task<Result<Answer>> listRevisions(Call& call);
net::Task<Result<Answer>> showRevision(Call& call);
net::Task<Result<Answer>> diffRevision(Call& call);
net::Task<Result<Answer>> rollBack(Call& call);
net::Task<Result<Answer>> forgetRevision(Call& call);
// settings_operations.cpp
Result<Answer> getSettings(Call& call);
net::Task<Result<Answer>> putSetting(Call& call);
net::Task<Result<Answer>> deleteSetting(Call& call);
// provider_operations.cpp, provider_test.cpp
Result<Answer> listPresets(Call& call);
Result<Answer> previewUrls(Call& call);
Result<Answer> listProviders(Call& call);
net::Task<Result<Answer>> saveProvider(Call& call);
net::Task<Result<Answer>> deleteProvider(Call& call);
Result<Answer> listProviderModels(Call& call);
net::Task<Result<Answer>> putProviderModel(Call& call);
net::Task<Result<Answer>> deleteProviderModel(Call& call);
net::Task<Result<Answer>> testProvider(Call& call);
// secret_operations.cpp
Result<Answer> listSecrets(Call& call);
net::Task<Result<Answer>> putSecret(Call& call);
net::Task<Result<Answer>> deleteSecret(Call& call);
Result<Answer> unlockKeychain(Call& call);
// catalog_operations.cpp
Result<Answer> getCatalog(Call& call);
net::Task<Result<Answer>> putCatalog(Call& call);
net::Task<Result<Answer>> deleteCatalog(Call& call);
// model_operations.cpp, route_operations.cpp, dry_run.cpp
Result<Answer> listCatalogModels(Call& call);
Result<Answer> listModels(Call& call);
Result<Answer> listRoutes(Call& call);
Result<Answer> listActions(Call& call);
net::Task<Result<Answer>> putRoute(Call& call);
net::Task<Result<Answer>> deleteRoute(Call& call);
Result<Answer> dryRun(Call& call);
// target_operations.cpp
Result<Answer> listTargets(Call& call);
// key_operations.cpp
net::Task<Result<Answer>> listKeys(Call& call);
net::Task<Result<Answer>> createKey(Call& call);
net::Task<Result<Answer>> revokeKey(Call& call);
net::Task<Result<Answer>> renameKey(Call& call);
Result<Answer> createSessionKey(Call& call);
// log_operations.cpp, log_reports.cpp
net::Task<Result<Answer>> listLogs(Call& call);
net::Task<Result<Answer>> showLog(Call& call);
net::Task<Result<Answer>> showLogBody(Call& call);
net::Task<Result<Answer>> logFacets(Call& call);
net::Task<Result<Answer>> logAnchors(Call& call);
net::Task<Result<Answer>> exportLogs(Call& call);
net::Task<Result<Answer>> getSpend(Call& call);
// backup_operations.cpp
net::Task<Result<Answer>> getBackup(Call& call);
net::Task<Result<Answer>> receiveBackup(Call& call);
net::Task<Result<Answer>> stageRestore(Call& call);
net::Task<Result<Answer>> forgetRestore(Call& call);
// event_stream.cpp
net::Task<Result<Answer>> streamEvents(Call& call);

}  // namespace sb::admin
