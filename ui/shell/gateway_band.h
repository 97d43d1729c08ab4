// The band under a page's head when the gateway is stopped, cannot work as it should, or the
// console has lost it. GUI thread.
#pragma once

#include "ui/client/connection.h"

namespace sb::ui {

class Band;

enum class GatewayBand {
  None,
  Disconnected,
  Stopped,
  KeysSuspended,  // the file of keys is damaged: a backup in Settings is the way out
  LogNotWritten,  // it is tried again each second, nobody need press anything
  LogBegunAnew,   // the damaged one was put aside; acted(): has been read
};

// Sets or hides `band`; says what it shows now. `seenAside`: files put aside that were told
// already, as setAsideOf() names them.
GatewayBand showGatewayBand(const Connection& connection, const QString& seenAside, Band& band);

// The damaged files of the log that were put aside; empty: none.
QString setAsideOf(const GatewayStatus& status);

}  // namespace sb::ui
