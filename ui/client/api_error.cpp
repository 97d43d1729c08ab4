#include "ui/client/api_error.h"

#include <QCoreApplication>

namespace sb::ui {

bool ApiError::isGone() const {
  return status == 0 && (code == QLatin1String("unreachable") || code == QLatin1String("cut"));
}

namespace {

struct ErrorWords {
  Q_DECLARE_TR_FUNCTIONS(sb::ui::ErrorWords)
};

}  // namespace

QString sentenceOf(const ApiError& error) {
  if (error.isGone())
    return ErrorWords::tr(
        "The gateway does not answer. Nothing is lost: try again when it is back.");
  if (error.isUnauthorised())
    return ErrorWords::tr("The gateway does not accept this console. Start the console again.");
  if (error.isConflict())
    return ErrorWords::tr(
        "Someone else has changed the configuration file in the meantime. Try again.");
  if (error.status == 403)
    return ErrorWords::tr("The configuration file is read-only, so the gateway cannot change it.");
  if (!error.configProblems.isEmpty())
    return ErrorWords::tr("The gateway refused it: %1").arg(error.configProblems.first().what);
  if (error.isStarting())
    return ErrorWords::tr("The gateway is still starting. Try again in a moment.");
  return ErrorWords::tr("The gateway said: %1").arg(error.message);
}

}  // namespace sb::ui
