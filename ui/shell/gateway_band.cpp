#include "ui/shell/gateway_band.h"

#include <QCoreApplication>

#include "ui/widgets/band.h"

namespace sb::ui {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(sb::ui::GatewayBand)
};

GatewayBand stateOf(const Connection& connection) {
  switch (connection.state()) {
    case Connection::State::Disconnected:
    case Connection::State::Unauthorised:
      return GatewayBand::Disconnected;
    case Connection::State::Connected:
      return connection.status().phase != Phase::Unknown && !connection.status().listening
                 ? GatewayBand::Stopped
                 : GatewayBand::None;
    default:
      return GatewayBand::None;
  }
}

QString whyDisconnected(const Connection& connection) {
  if (connection.state() == Connection::State::Unauthorised)
    return Words::tr(
        "The gateway does not accept this console's token. Start the console again, "
        "or give it the right token file.");
  if (connection.reason().isGone())
    return Words::tr(
        "Nothing answers at the gateway's admin address. What you see may be out of date.");
  return Words::tr("The gateway does not answer (%1). What you see may be out of date.")
      .arg(connection.reason().message);
}

}  // namespace

GatewayBand showGatewayBand(const Connection& connection, Band& band) {
  const GatewayBand state = stateOf(connection);
  switch (state) {
    case GatewayBand::None:
      band.hide();
      break;
    case GatewayBand::Disconnected:
      band.set(Band::Kind::Error, Words::tr("Console disconnected."), whyDisconnected(connection),
               Words::tr("Try again now"));
      break;
    case GatewayBand::Stopped:
      band.set(Band::Kind::Stopped, Words::tr("Gateway stopped."),
               Words::tr("Apps get no answers. Log, spend and settings keep working."),
               Words::tr("Start"));
      break;
  }
  return state;
}

}  // namespace sb::ui
