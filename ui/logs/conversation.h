// Puts the results of tools beside the calls that they answer. Pure; any thread.
#pragma once

#include "ui/client/conversation_values.h"

namespace sb::ui {

// A result goes to the call of its id; without one, to the first call of its name that has none. A
// turn that held nothing else is gone; a result without a call stays where it was.
QList<SaidTurn> withResultsBeside(QList<SaidTurn> turns);

}  // namespace sb::ui
