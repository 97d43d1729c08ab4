// Which human language a text is in: by script where that tells, else by the commonest words and by
// letters that few languages have. Pure; any thread; no allocation beyond one word.
#pragma once

#include <cstddef>
#include <string_view>

namespace sb::conditions {

inline constexpr std::size_t kMostForLanguage = 2'048;  // bytes of a text that are looked at

// ISO 639-1 ("en", "de", "ja"); "" when unsure: too short, code, or a language that is not known.
std::string_view languageOf(std::string_view text);

}  // namespace sb::conditions
