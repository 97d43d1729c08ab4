// The catalogue of models: what is in force, and another one in its place. A text is checked and
// written on the pool; a bad one changes nothing.
#include <unistd.h>

#include <boost/json.hpp>
#include <cerrno>
#include <system_error>

#include "core/admin/hub.h"
#include "core/admin/operations.h"
#include "core/admin/status.h"
#include "core/base/files.h"
#include "core/catalog/catalog_file.h"

namespace sb::admin {

namespace bj = boost::json;
using net::Task;

namespace {

Answer inForce(Call& call) { return Answer(catalogState(*call.admin)); }

// From here on prices are those of `chosen`.
void use(Call& call, const catalog::Chosen& chosen) {
  call.settings().builder().setCatalog(chosen.catalog, chosen.fromFile);
  call.settings().apply();
  call.admin->hub->changed();
}

Result<catalog::Chosen> keep(const std::string& folder, const std::string& text) {
  Result<std::shared_ptr<const catalog::Catalog>> read = catalog::readCatalog(text);
  if (!read) return read.error();
  const std::string own = catalog::Catalog::builtIn()->date();
  if ((*read)->date() < own)
    return Error(ErrorKind::Conflict, "this catalogue is of " + (*read)->date() +
                                          ", older than the program's own of " + own);
  const Status written = replacePrivateFile(catalog::catalogFile(folder), text);
  if (!written) return written.error();
  catalog::Chosen chosen;
  chosen.catalog = *read;
  chosen.fromFile = true;
  return chosen;
}

Result<catalog::Chosen> forget(const std::string& folder) {
  const std::string path = catalog::catalogFile(folder);
  if (::unlink(path.c_str()) != 0 && errno != ENOENT)
    return Error(ErrorKind::StoreFailed,
                 path + " cannot be removed: " + std::generic_category().message(errno));
  return catalog::chooseCatalog(folder);
}

Task<Result<Answer>> change(Call& call, Piece<catalog::Chosen>::Work work) {
  if (call.admin->parts.dataFolder.empty()) {
    Error none(ErrorKind::NotFound, "this program has no data folder");
    co_return none;
  }
  const Result<catalog::Chosen> chosen = co_await onPool<catalog::Chosen>(call, std::move(work));
  if (!chosen) co_return chosen.error();
  use(call, *chosen);
  co_return inForce(call);
}

}  // namespace

Result<Answer> getCatalog(Call& call) { return inForce(call); }

Task<Result<Answer>> putCatalog(Call& call) {
  Piece<catalog::Chosen>::Work work = [folder = call.admin->parts.dataFolder,
                                       text = std::move(call.bytes)](ledger::LogReader*) {
    return keep(folder, text);
  };
  co_return co_await change(call, std::move(work));
}

Task<Result<Answer>> deleteCatalog(Call& call) {
  Piece<catalog::Chosen>::Work work = [folder = call.admin->parts.dataFolder](ledger::LogReader*) {
    return forget(folder);
  };
  co_return co_await change(call, std::move(work));
}

}  // namespace sb::admin
