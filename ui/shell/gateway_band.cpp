#include "ui/shell/gateway_band.h"

#include <QCoreApplication>

#include "ui/widgets/band.h"

namespace sb::ui {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(sb::ui::GatewayBand)
};

GatewayBand stateOfRunning(const GatewayStatus& status, const QString& seenAside) {
  if (status.phase == Phase::Unknown) return GatewayBand::None;
  if (!status.listening) return GatewayBand::Stopped;
  if (!status.keysSuspended.isEmpty()) return GatewayBand::KeysSuspended;
  if (status.ledger && !(status.ledger->writing && status.ledger->accepting))
    return GatewayBand::LogNotWritten;
  const QString aside = setAsideOf(status);
  return aside.isEmpty() || aside == seenAside ? GatewayBand::None : GatewayBand::LogBegunAnew;
}

GatewayBand stateOf(const Connection& connection, const QString& seenAside) {
  switch (connection.state()) {
    case Connection::State::Disconnected:
    case Connection::State::Unauthorised:
      return GatewayBand::Disconnected;
    case Connection::State::Connected:
      return stateOfRunning(connection.status(), seenAside);
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
  QString why = connection.reason().message;
  if (why.endsWith(QLatin1Char('.'))) why.chop(1);  // it stands within a sentence
  return Words::tr("The gateway does not answer (%1). What you see may be out of date.").arg(why);
}

QString whyNotWritten(const GatewayStatus& status) {
  return status.ledger->accepting
             ? Words::tr(
                   "Apps are served, but their requests are missing in it. Make room on the "
                   "disk: it goes on by itself.")
             : Words::tr(
                   "Apps are refused meanwhile. Make room on the disk: it goes on by "
                   "itself.");
}

}  // namespace

QString setAsideOf(const GatewayStatus& status) {
  if (!status.ledger) return {};
  QStringList files{status.ledger->logSetAside, status.ledger->bodiesSetAside};
  files.removeAll(QString());
  return files.join(QStringLiteral(", "));
}

GatewayBand showGatewayBand(const Connection& connection, const QString& seenAside, Band& band) {
  const GatewayBand state = stateOf(connection, seenAside);
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
    case GatewayBand::KeysSuspended:
      band.set(Band::Kind::Error, Words::tr("No key is accepted."),
               Words::tr("The file of keys is damaged. Restore a backup in Settings, then start "
                         "again."),
               Words::tr("Open Settings"));
      break;
    case GatewayBand::LogNotWritten:
      band.set(Band::Kind::Error, Words::tr("The log cannot be written."),
               whyNotWritten(connection.status()));
      break;
    case GatewayBand::LogBegunAnew:
      band.set(Band::Kind::Warning, Words::tr("The log was damaged; a new one is begun."),
               Words::tr("The old one is kept as %1").arg(setAsideOf(connection.status())),
               Words::tr("Understood"));
      break;
  }
  return state;
}

}  // namespace sb::ui
