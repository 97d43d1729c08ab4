// Signatures on their way through a caller that speaks another dialect than their origin: the
// caller keeps a text and sends it back, so the text says where it belongs. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/dialects/chat.h"

namespace sb::dialects {

inline constexpr std::string_view kSignatureMark = "sb1.";

// For thinking that nobody signed: callers return, and providers show, only what has a signature.
// It means none when it comes back.
inline constexpr std::string_view kUnsigned = kSignatureMark;

// As it is for its own dialect, else "sb1.ORIGIN.DATA".
std::string carried(const chat::Signature& signature, Dialect in);

// What such a text means when it comes back in a request of the dialect; nothing for "".
std::optional<chat::Signature> signatureOf(std::string_view text, Dialect in);

}  // namespace sb::dialects
