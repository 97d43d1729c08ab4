#include "core/admin/problem.h"

#include <boost/json.hpp>

#include "core/base/log.h"

namespace sb::admin {
namespace {

std::string titleOf(std::string_view kind) {
  std::string title(kind);
  for (char& c : title)
    if (c == '_') c = ' ';
  if (!title.empty())
    title[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(title[0])));
  return title;
}

}  // namespace

boost::json::object problem(const Error& error, boost::json::object more) {
  const std::string_view kind = errorName(error.kind);
  boost::json::object params;
  if (!error.detail.empty()) params["detail"] = log::redacted(error.detail);
  boost::json::object document{{"type", "urn:signalbox:error:" + std::string(kind)},
                               {"title", titleOf(kind)},
                               {"status", errorStatus(error.kind)},
                               {"detail", log::redacted(error.message)},
                               {"kind", kind},
                               {"params", std::move(params)}};
  for (auto& [name, value] : more)
    document[name] = std::move(value);
  return document;
}

}  // namespace sb::admin
