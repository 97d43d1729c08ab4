#include <fmt/format.h>

#include <boost/json.hpp>
#include <cstdio>

#include "app/ctl/commands.h"
#include "app/ctl/table.h"
#include "core/base/text.h"

namespace sb::ctl {

namespace bj = boost::json;

namespace {

std::string kept(const bj::object& all, std::string_view where) {
  return fmt::format("{} answers, {} bytes", cell(all, where, "entries"),
                     cell(all, where, "bytes"));
}

}  // namespace

int showCache(Context& context) {
  const Result<bj::value> cache = context.get("cache");
  if (!cache) return Context::fail(cache.error());
  if (context.json() || !cache->is_object()) return Context::print(*cache);
  const bj::object& all = cache->get_object();
  std::string text = fmt::format("memory        {}\n", kept(all, "memory"));
  if (cell(all, "disk") != "-") text += fmt::format("disk          {}\n", kept(all, "disk"));
  const std::string problem = cell(all, "disk", "problem");
  if (problem != "-") text += fmt::format("              {}\n", problem);
  text += fmt::format("hits          {} of {}, {} more joined another's call\n", cell(all, "hits"),
                      all.at("hits").as_int64() + all.at("misses").as_int64(), cell(all, "joined"));
  text += fmt::format("saved         ${}\n", cell(all, "saved_usd"));
  std::fputs(text.c_str(), stdout);
  return 0;
}

int clearCache(Context& context) {
  const std::string& route = context.word(0);
  const Result<bj::value> done =
      context.call("DELETE", route.empty() ? "cache" : "cache?route=" + percentEncode(route));
  if (!done) return Context::fail(done.error());
  if (!context.json()) std::puts("the answers are forgotten");
  return 0;
}

}  // namespace sb::ctl
