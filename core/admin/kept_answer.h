// The answer that the log kept, read by its dialect: whole, or put together from its stream, also
// from one that broke off. Pure; any thread.
#pragma once

#include <string_view>

#include "core/dialects/chat.h"
#include "core/dialects/dialect_tools.h"
#include "core/ledger/row.h"

namespace sb::admin {

// Null: a dialect that is no conversation's.
const dialects::DialectTools* toolsNamed(std::string_view dialect);

// Nothing said yet: an answer without choices.
dialects::chat::Answer answerOfStream(const dialects::Codec& codec, std::string_view bytes);

}  // namespace sb::admin
