// The band under a page's head when the gateway is stopped, or the console has lost it. GUI thread.
#pragma once

#include "ui/client/connection.h"

namespace sb::ui {

class Band;

enum class GatewayBand { None, Disconnected, Stopped };

// Sets or hides `band`; says what it shows now.
GatewayBand showGatewayBand(const Connection& connection, Band& band);

}  // namespace sb::ui
