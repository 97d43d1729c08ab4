// What runs: status, running requests, start and stop of the gateway's listeners. GUI thread.
#pragma once

#include "ui/client/status_values.h"
#include "ui/client/wire.h"

namespace sb::ui {

class StatusApi {
 public:
  explicit StatusApi(Wire& wire) : m_wire(wire) {}

  Call status(QObject* context, Then<GatewayStatus> then);
  Call live(QObject* context, Then<LivePicture> then);

  // Opens the listeners. Errors: 409 (takenPortOf), 422.
  Call start(QObject* context, Then<GatewayStatus> then);
  // The same at another port than the configuration's, which it then says. Errors: also 404.
  Call startAt(int port, int insteadOf, QObject* context, Then<GatewayStatus> then);
  // Closes them; open requests go on, the admin API stays.
  Call stop(QObject* context, Then<GatewayStatus> then);

  // The demo provider, until it is switched off or the gateway ends. Errors: 409, 404.
  Call switchDemo(bool on, QObject* context, Then<GatewayStatus> then);

 private:
  Wire& m_wire;
};

}  // namespace sb::ui
