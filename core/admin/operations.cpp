#include "core/admin/operations.h"

#include <array>

#include "core/base/text.h"

namespace sb::admin {
namespace {

using enum Body;

constexpr unsigned kConfigured = kGateway | kSettings;

constexpr std::array kOperations{
    Operation{"GET", "status", kNothing, None, nullptr, getStatus},
    Operation{"GET", "events", kNothing, None, streamEvents, nullptr},
    Operation{"GET", "live", kGateway, None, getLive, nullptr},
    Operation{"POST", "gateway/start", kConfigured, Optional, nullptr, startGateway},
    Operation{"POST", "gateway/stop", kConfigured, None, nullptr, stopGateway},
    Operation{"POST", "demo", kConfigured, Object, switchDemo, nullptr},

    Operation{"GET", "config", kSettings, None, getConfig, nullptr},
    Operation{"PUT", "config", kConfigured, Object, putConfig, nullptr},
    Operation{"POST", "config/check", kSettings, Object, nullptr, checkConfig},
    Operation{"POST", "config/reload", kConfigured, None, reloadConfig, nullptr},
    Operation{"GET", "config/revisions", kSettings | kRevisions, None, listRevisions, nullptr},
    Operation{"GET", "config/revisions/{number}", kRevisions, None, showRevision, nullptr},
    Operation{"DELETE", "config/revisions/{number}", kRevisions, None, forgetRevision, nullptr},
    Operation{"GET", "config/revisions/{number}/diff", kSettings | kRevisions, None, diffRevision,
              nullptr},
    Operation{"POST", "config/revisions/{number}/rollback", kConfigured | kRevisions, Object,
              rollBack, nullptr},
    Operation{"GET", "settings", kSettings, None, nullptr, getSettings},
    Operation{"PUT", "settings/{section}", kConfigured, Object, putSetting, nullptr},
    Operation{"DELETE", "settings/{section}", kConfigured, None, deleteSetting, nullptr},

    Operation{"GET", "presets", kNothing, None, nullptr, listPresets},
    Operation{"GET", "presets/{id}/urls", kNothing, None, nullptr, previewUrls},
    Operation{"GET", "providers", kConfigured, None, nullptr, listProviders},
    Operation{"POST", "providers", kConfigured, Object, saveProvider, nullptr},
    Operation{"DELETE", "providers/{id}", kConfigured, None, deleteProvider, nullptr},
    Operation{"GET", "providers/{id}/models", kConfigured, None, nullptr, listProviderModels},
    Operation{"PUT", "providers/{id}/models/{model}", kConfigured, Object, putProviderModel,
              nullptr},
    Operation{"DELETE", "providers/{id}/models/{model}", kConfigured, None, deleteProviderModel,
              nullptr},
    Operation{"POST", "providers/{id}/test", kConfigured, Optional, testProvider, nullptr},

    Operation{"GET", "secrets", kSecrets, None, nullptr, listSecrets},
    Operation{"PUT", "secrets/{name}", kConfigured | kSecrets, Object, putSecret, nullptr},
    Operation{"DELETE", "secrets/{name}", kConfigured | kSecrets, None, deleteSecret, nullptr},
    Operation{"POST", "keychain/unlock", kSecrets, None, nullptr, unlockKeychain},

    Operation{"GET", "catalog", kSettings, None, nullptr, getCatalog},
    Operation{"PUT", "catalog", kConfigured, Bytes, putCatalog, nullptr},
    Operation{"DELETE", "catalog", kConfigured, None, deleteCatalog, nullptr},
    Operation{"GET", "catalog/models", kConfigured, None, nullptr, listCatalogModels},
    Operation{"GET", "models", kConfigured, None, nullptr, listModels},
    Operation{"GET", "routes", kConfigured, None, nullptr, listRoutes},
    Operation{"GET", "actions", kConfigured, None, nullptr, listActions},
    Operation{"PUT", "routes/{name}", kConfigured, Object, putRoute, nullptr},
    Operation{"DELETE", "routes/{name}", kConfigured, None, deleteRoute, nullptr},
    Operation{"POST", "routes/{name}/dry-run", kConfigured, Object, nullptr, dryRun},

    Operation{"GET", "targets", kConfigured, None, nullptr, listTargets},

    Operation{"GET", "keys", kKeys, None, listKeys, nullptr},
    Operation{"POST", "keys", kKeys | kKeyStore, Object, createKey, nullptr},
    Operation{"DELETE", "keys/{id}", kKeys, None, revokeKey, nullptr},
    Operation{"PATCH", "keys/{id}", kKeys | kKeyStore, Object, renameKey, nullptr},
    Operation{"POST", "session-key", kKeys, Optional, nullptr, createSessionKey},

    Operation{"GET", "cache", kGateway, None, nullptr, getCache},
    Operation{"DELETE", "cache", kConfigured, None, nullptr, clearCache},

    Operation{"GET", "logs", kLedger, None, listLogs, nullptr},
    Operation{"GET", "logs/facets", kLedger, None, logFacets, nullptr},
    Operation{"GET", "logs/anchors", kLedger, None, logAnchors, nullptr},
    Operation{"GET", "logs/export", kLedger, None, exportLogs, nullptr},
    Operation{"GET", "logs/{id}", kLedger, None, showLog, nullptr},
    Operation{"GET", "logs/{id}/body", kLedger, None, showLogBody, nullptr},
    Operation{"GET", "spend", kLedger, None, getSpend, nullptr},

    Operation{"GET", "backup", kSettings | kLedger, None, getBackup, nullptr},
    Operation{"PUT", "restore", kSettings, Bytes, receiveBackup, nullptr},
    Operation{"POST", "restore", kSettings | kSecrets, None, stageRestore, nullptr},
    Operation{"DELETE", "restore", kSettings, None, forgetRestore, nullptr},
};

bool matches(std::string_view pattern, const std::vector<std::string_view>& path, Found& found) {
  const std::vector<std::string_view> wanted = split(pattern, '/');
  if (wanted.size() != path.size()) return false;
  found.parts.clear();
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (wanted[i].starts_with('{')) {
      if (path[i].empty()) return false;
      found.parts.emplace_back(wanted[i].substr(1, wanted[i].size() - 2), percentDecode(path[i]));
    } else if (wanted[i] != path[i]) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::span<const Operation> operations() { return kOperations; }

Result<Found> findOperation(std::string_view method, std::string_view path) {
  std::string allowed;
  if (path.starts_with(kPrefix)) {
    const std::vector<std::string_view> parts = split(path.substr(kPrefix.size()), '/');
    Found found;
    for (const Operation& operation : kOperations) {
      if (!matches(operation.path, parts, found)) continue;
      if (operation.method == method) {
        found.operation = &operation;
        return found;
      }
      allowed += (allowed.empty() ? "" : ", ") + std::string(operation.method);
    }
  }
  if (!allowed.empty())
    return Error(ErrorKind::MethodNotAllowed, "this address takes " + allowed, allowed);
  return Error(ErrorKind::NotFound, "the admin API has nothing at " + excerpt(path, 200));
}

}  // namespace sb::admin
