// The facts about models that prices come from.
#include <fmt/format.h>

#include <boost/json.hpp>
#include <cstdio>

#include "app/ctl/commands.h"
#include "app/ctl/fetch.h"
#include "app/ctl/table.h"
#include "core/base/text.h"
#include "core/catalog/catalog_file.h"

namespace sb::ctl {

namespace bj = boost::json;

namespace {

int sayCatalog(Context& context, const Result<bj::value>& state) {
  if (!state) return Context::fail(state.error());
  if (context.json() || !state->is_object()) return Context::print(*state);
  const bj::object& all = state->get_object();
  const bool own = cell(all, "source") == "built_in";
  std::fputs(fmt::format("{} models, as of {}{}\n", cell(all, "models"), cell(all, "date"),
                         own ? ", built in" : "")
                 .c_str(),
             stdout);
  return 0;
}

Result<std::string> readFrom(const std::string& from) {
  const bool web = startsWithNoCase(from, "http://") || startsWithNoCase(from, "https://");
  return web ? fetch(from, catalog::kMostCatalog) : readInput(from);
}

}  // namespace

int showCatalog(Context& context) { return sayCatalog(context, context.get("catalog")); }

// Checked here as well, so that what is wrong is said before anything is sent.
int updateCatalog(Context& context) {
  const std::string from = context.option("from");
  if (from.empty()) {
    std::fputs("signalboxctl: catalog update needs --from FILE or --from URL\n", stderr);
    return kUsage;
  }
  const Result<std::string> text = readFrom(from);
  if (!text) return Context::fail(text.error());
  if (const Status right = catalog::checkCatalog(*text); !right)
    return Context::fail(right.error());
  return sayCatalog(context, context.put("catalog", *text));
}

int resetCatalog(Context& context) {
  return sayCatalog(context, context.call("DELETE", "catalog"));
}

}  // namespace sb::ctl
