// A whole answer told as the events of a stream, for callers that asked for one. Pure; any thread.
#pragma once

#include "core/dialects/chat.h"

namespace sb::dialects {

void replay(const chat::Answer& answer, chat::EventSink& sink);

}  // namespace sb::dialects
