// Says in plain words why a lane has no (whole) answer, and what to do next. Pure; GUI thread.
#pragma once

#include "ui/client/api_error.h"
#include "ui/playground/chat_answer.h"
#include "ui/playground/lane.h"

namespace sb::ui {

// Of an answer with an HTTP status other than 200, or an error inside of a stream (status 200).
LaneProblem problemOf(int status, const ChatPiece& piece);
// Of a connection that gave no answer; `hint` is what the system said.
LaneProblem problemWithout(const QString& hint);
LaneProblem problemOfKey(const ApiError& error);
LaneProblem problemCut();
LaneProblem problemTooLong();
LaneProblem problemClosed();

}  // namespace sb::ui
