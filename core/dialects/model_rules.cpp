#include "core/dialects/model_rules.h"

#include <fnmatch.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <utility>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/dialects/embedded_rules.h"

namespace sb::dialects {
namespace {

namespace bj = boost::json;

constexpr std::array<std::string_view, 7> kEfforts{"none", "minimal", "low", "medium",
                                                   "high", "xhigh",   "max"};

std::ptrdiff_t rankOf(std::string_view effort) {
  return std::find(kEfforts.begin(), kEfforts.end(), effort) - kEfforts.begin();
}

std::vector<std::string> listIn(const bj::object& object, std::string_view name) {
  std::vector<std::string> out;
  const bj::value* found = object.if_contains(name);
  if (found == nullptr || !found->is_array()) return out;
  for (const bj::value& one : found->get_array())
    if (one.is_string()) out.emplace_back(one.get_string());
  return out;
}

bool flagIn(const bj::object& object, std::string_view name, bool unsaid) {
  const bj::value* found = object.if_contains(name);
  return found != nullptr && found->is_bool() ? found->get_bool() : unsaid;
}

template <class Value, std::size_t N>
using Words = std::array<std::pair<std::string_view, Value>, N>;

constexpr Words<ModelRules::Maker, 2> kMakers{
    {{"openai", ModelRules::Maker::OpenAi}, {"anthropic", ModelRules::Maker::Anthropic}}};
constexpr Words<ModelRules::Thinking, 5> kThinking{{{"budget", ModelRules::Thinking::Budget},
                                                    {"adaptive", ModelRules::Thinking::Adaptive},
                                                    {"either", ModelRules::Thinking::Either},
                                                    {"effort", ModelRules::Thinking::Effort},
                                                    {"none", ModelRules::Thinking::None}}};
constexpr Words<ModelRules::Off, 4> kOff{{{"unsaid", ModelRules::Off::Unsaid},
                                          {"disabled", ModelRules::Off::Disabled},
                                          {"between_tools", ModelRules::Off::BetweenTools},
                                          {"never", ModelRules::Off::Never}}};
constexpr Words<ModelRules::Sampling, 4> kSampling{
    {{"all", ModelRules::Sampling::All},
     {"one", ModelRules::Sampling::One},
     {"unthinking", ModelRules::Sampling::Unthinking},
     {"none", ModelRules::Sampling::None}}};

// Whether the word is missing or known; `to` is what it stands for.
template <class Value, std::size_t N>
bool take(const bj::object& row, std::string_view name, const Words<Value, N>& words, Value& to) {
  if (!row.contains(name)) return true;
  const std::string_view word = json::text(row, name);
  const auto found =
      std::find_if(words.begin(), words.end(), [&](const auto& one) { return one.first == word; });
  if (found == words.end()) return false;
  to = found->second;
  return true;
}

Result<ModelRules> rulesIn(const bj::object& row) {
  ModelRules rules;
  rules.match = listIn(row, "match");
  const bool known = take(row, "maker", kMakers, rules.maker) &&
                     take(row, "thinking", kThinking, rules.thinking) &&
                     take(row, "off", kOff, rules.off) &&
                     take(row, "sampling", kSampling, rules.sampling);
  rules.efforts = listIn(row, "efforts");
  const bool efforts =
      std::all_of(rules.efforts.begin(), rules.efforts.end(),
                  [](const std::string& one) { return rankOf(one) < std::ssize(kEfforts); });
  if (rules.match.empty() || !known || !efforts)
    return Error(ErrorKind::ConfigInvalid, "a row of the rules that cannot be read",
                 json::write(row));
  rules.unsaid = json::text(row, "unsaid");
  rules.hidden = flagIn(row, "hidden", false);
  rules.forcedTools = flagIn(row, "forced_tools", true);
  rules.schemas = flagIn(row, "schemas", true);
  if (json::text(row, "dialect") == dialectName(Dialect::OpenAiResponses))
    rules.dialect = Dialect::OpenAiResponses;
  rules.only = flagIn(row, "only", false);
  return rules;
}

// A file that the program carries is right or the tests fail: an unreadable one means no rules.
const std::vector<ModelRules>& all() {
  static const std::vector<ModelRules> rules = [] {
    auto read = parseRules(embeddedRules());
    return read ? *std::move(read) : std::vector<ModelRules>{};
  }();
  return rules;
}

// "openai/gpt-5.2:free" → "gpt-5.2", "ft:o4-mini:us" → "ft:o4-mini".
std::string plainName(std::string_view model) {
  std::string name = lower(model.substr(model.rfind('/') + 1));
  const std::size_t colon = name.find(':', name.starts_with("ft:") ? 3 : 0);
  if (colon != std::string::npos) name.resize(colon);
  return name;
}

}  // namespace

std::string_view ModelRules::effortFor(std::string_view wanted) const {
  const std::ptrdiff_t rank = rankOf(wanted);
  if (efforts.empty() || rank == std::ssize(kEfforts)) return wanted;
  std::string_view below, least;
  for (const std::string& one : efforts) {
    if (one == wanted) return one;
    if (one == kEfforts.front()) continue;
    if (least.empty()) least = one;
    if (rankOf(one) < rank) below = one;
  }
  return below.empty() ? least : below;
}

const ModelRules& rulesOf(std::string_view model) {
  static const ModelRules none;
  const std::string name = plainName(model);
  for (const ModelRules& rules : all())
    for (const std::string& pattern : rules.match)
      if (fnmatch(pattern.c_str(), name.c_str(), FNM_NOESCAPE) == 0) return rules;
  return none;
}

std::string_view effortOfBudget(std::int64_t budget) {
  if (budget <= 0) return "none";
  if (budget <= 4'096) return "low";
  return budget <= 16'384 ? "medium" : "high";
}

Result<std::vector<ModelRules>> parseRules(std::string_view text) {
  const auto document = json::parse(text);
  if (!document) return document.error();
  const bj::value* list =
      document->is_object() ? document->get_object().if_contains("rules") : nullptr;
  if (list == nullptr || !list->is_array())
    return Error(ErrorKind::ConfigInvalid, "no list of rules");
  std::vector<ModelRules> all;
  for (const bj::value& one : list->get_array()) {
    if (!one.is_object()) return Error(ErrorKind::ConfigInvalid, "a row of the rules is an object");
    auto rules = rulesIn(one.get_object());
    if (!rules) return rules.error();
    all.push_back(*std::move(rules));
  }
  return all;
}

}  // namespace sb::dialects
