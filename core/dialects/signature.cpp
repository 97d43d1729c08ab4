#include "core/dialects/signature.h"

#include "core/dialects/all_dialects.h"

namespace sb::dialects {
std::string carried(const chat::Signature& signature, Dialect in) {
  if (signature.origin == in) return signature.data;
  std::string text(kSignatureMark);
  return text.append(dialectName(signature.origin)).append(".").append(signature.data);
}

std::optional<chat::Signature> signatureOf(std::string_view text, Dialect in) {
  if (text.empty() || text == kUnsigned) return std::nullopt;
  if (text.starts_with(kSignatureMark)) {
    const std::string_view rest = text.substr(kSignatureMark.size());
    for (const Dialect origin : kAllDialects) {
      const std::string_view name = dialectName(origin);
      if (rest.starts_with(name) && rest.substr(name.size()).starts_with("."))
        return chat::Signature{origin, std::string(rest.substr(name.size() + 1))};
    }
  }
  return chat::Signature{in, std::string(text)};
}

}  // namespace sb::dialects
