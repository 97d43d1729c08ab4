// How o200k_base cuts a text before it counts: what the pattern of its tokenizer matches, written
// out. The pattern (tiktoken, openai_public.py), in its order of preference:
//   [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?
//   [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?
//   \p{N}{1,3}
//    ?[^\s\p{L}\p{N}]+[\r\n/]*
//   \s*[\r\n]+
//   \s+(?!\S)
//   \s+
// Linear in the text, whatever it is. A byte that is no UTF-8 is a sign of its own. Pure.
#pragma once

#include <cstddef>
#include <string_view>

#include "core/tokens/char_classes.h"

namespace sb::tokens {

// The length in bytes of the piece with which `text` begins; 0 only for an empty text.
std::size_t pieceLength(std::string_view text, const CharClasses& classes);

}  // namespace sb::tokens
