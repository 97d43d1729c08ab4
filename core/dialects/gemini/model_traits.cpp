#include "core/dialects/gemini/model_traits.h"

namespace sb::dialects::gemini {
namespace {

struct Version {
  int major = 0, minor = 0;
};

int digitsOf(std::string_view text, std::size_t& at) {
  int number = 0;
  for (; at < text.size() && text[at] >= '0' && text[at] <= '9' && number < 1'000; ++at)
    number = number * 10 + (text[at] - '0');
  return number;
}

Version versionOf(std::string_view model) {
  constexpr std::string_view kName = "gemini-";
  const std::size_t found = model.find(kName);
  if (found == std::string_view::npos) return {};
  std::size_t at = found + kName.size();
  Version version;
  version.major = digitsOf(model, at);
  if (at < model.size() && model[at] == '.') version.minor = digitsOf(model, ++at);
  if (version.major == 0 && model.ends_with("-latest")) version.major = 3;
  return version;
}

}  // namespace

ModelTraits traitsOf(std::string_view model) {
  const Version version = versionOf(model);
  const bool third = version.major >= 3;
  const bool pro = model.find("-pro") != std::string_view::npos;
  ModelTraits traits;
  traits.thinks = third || (version.major == 2 && version.minor >= 5);
  traits.fetches = traits.thinks || version.major == 0;
  traits.levels = traits.signedCalls = traits.richResults = traits.jsonWithTools = third;
  traits.leastBudget = pro ? 128 : 0;
  traits.mostBudget = pro ? 32'768 : 24'576;
  return traits;
}

}  // namespace sb::dialects::gemini
