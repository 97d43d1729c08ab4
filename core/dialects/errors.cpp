#include "core/dialects/errors.h"

#include <algorithm>
#include <cctype>

#include "core/dialects/dialect_tools.h"

namespace sb::dialects {
namespace {

constexpr std::size_t kMostParam = 64;

bool nameCharacter(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.' || c == '-' ||
         c == '[' || c == ']';
}

}  // namespace

std::string_view paramOf(const Error& error) {
  if (error.kind == ErrorKind::UnknownModel) return "model";
  if (error.kind != ErrorKind::BadRequest && error.kind != ErrorKind::UnsupportedParameter)
    return {};
  const bool name = error.detail.size() <= kMostParam &&
                    std::all_of(error.detail.begin(), error.detail.end(), nameCharacter);
  return name ? std::string_view(error.detail) : std::string_view();
}

std::string errorBody(Dialect dialect, const Error& error, const ErrorDetails& details) {
  return toolsOf(dialect)->errorBody(error, details);
}

}  // namespace sb::dialects
