// Texts that an API takes up to a length only: longer ones are cut, the same one always to the
// same. Pure; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sb::dialects {

// `text` if it has at most `most` bytes, else its beginning and a digest of the whole.
std::string shortened(std::string_view text, std::size_t most);

// The beginning of the text and its digest, whatever its length: at most `most` bytes.
std::string digested(std::string_view text, std::string_view beginning, std::size_t most);

}  // namespace sb::dialects
