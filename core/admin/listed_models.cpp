#include "core/admin/listed_models.h"

#include <boost/json.hpp>

#include "core/base/json.h"
#include "core/base/log.h"
#include "core/base/text.h"

namespace sb::admin {

namespace bj = boost::json;

// {"data": [{"id": …}]}, {"models": [{"name": …}]}, or the bare list.
Result<std::vector<std::string>> readListedModels(std::string_view text) {
  const Result<bj::value> parsed = json::parse(text);
  const bj::array* list = nullptr;
  if (parsed && parsed->is_array()) list = &parsed->get_array();
  for (const char* name : {"data", "models"})
    if (parsed && parsed->is_object() && list == nullptr)
      if (const bj::value* found = parsed->get_object().if_contains(name)) list = found->if_array();
  if (list == nullptr)
    return Error(ErrorKind::UpstreamProtocol,
                 "the answer is no list of models; is the base URL right?",
                 excerpt(log::redacted(text), 500));
  std::vector<std::string> models;
  for (const bj::value& one : *list) {
    if (!one.is_object()) continue;
    std::string id(json::text(one.get_object(), "id"));
    if (id.empty()) id = json::text(one.get_object(), "name");
    if (id.starts_with("models/")) id.erase(0, 7);
    if (!id.empty() && id.size() <= 256) models.push_back(std::move(id));
  }
  return models;
}

}  // namespace sb::admin
