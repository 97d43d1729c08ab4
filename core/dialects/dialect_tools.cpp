#include "core/dialects/dialect_tools.h"

#include <algorithm>
#include <array>

#include "core/dialects/anthropic/entry.h"
#include "core/dialects/gemini/entry.h"
#include "core/dialects/openai_chat/entry.h"
#include "core/dialects/openai_responses/entry.h"

namespace sb::dialects {
namespace {

const std::array kTools{openai_chat::entry(), anthropic::entry(), gemini::entry(),
                        openai_responses::entry()};

}  // namespace

std::span<const DialectTools> allTools() { return kTools; }

const DialectTools* toolsOf(Dialect dialect) {
  const auto found = std::find_if(kTools.begin(), kTools.end(),
                                  [&](const DialectTools& one) { return one.dialect == dialect; });
  return found == kTools.end() ? nullptr : &*found;
}

const CallerCodec& callerCodec(Dialect dialect, Form form) {
  const DialectTools& tools = *toolsOf(dialect);
  return form == Form::Completions && tools.completions != nullptr ? *tools.completions
                                                                   : *tools.codec;
}

}  // namespace sb::dialects
