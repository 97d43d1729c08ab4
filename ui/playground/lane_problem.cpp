#include "ui/playground/lane_problem.h"

#include <QCoreApplication>

namespace sb::ui {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(sb::ui::LaneProblem)
};

QString titleOf(int status) {
  switch (status) {
    case 200:
      return Words::tr("The answer broke off");
    case 400:
    case 422:
      return Words::tr("The request was refused");
    case 401:
    case 403:
      return Words::tr("The key was refused");
    case 402:
      return Words::tr("The provider asks for payment");
    case 404:
      return Words::tr("No such model");
    case 408:
    case 504:
      return Words::tr("No answer in time");
    case 413:
      return Words::tr("The request is too large");
    case 429:
      return Words::tr("A limit was reached");
    case 503:
      return Words::tr("No model can answer now");
    default:
      return status >= 500 ? Words::tr("The provider failed") : Words::tr("The request failed");
  }
}

QString nextStep(int status) {
  switch (status) {
    case 400:
    case 422:
      return Words::tr("Another model or other parameters may work.");
    case 401:
    case 402:
    case 403:
      return Words::tr("Check the provider's key.");
    case 404:
      return Words::tr("Choose another one in the head of this lane.");
    case 413:
      return Words::tr("Send a shorter text or smaller pictures.");
    case 503:
      return Words::tr("See in Providers what is wrong, or choose another model.");
    case 408:
    case 429:
    case 504:
      return Words::tr("Try again in a moment, or choose another model.");
    default:
      return status >= 500 ? Words::tr("Try again, or choose another model.") : QString();
  }
}

}  // namespace

LaneProblem problemOf(int status, const ChatPiece& piece) {
  const QString said = piece.errorText.isEmpty()
                           ? Words::tr("The gateway answered with status %1.").arg(status)
                           : piece.errorText;
  const QString next = nextStep(status);
  return {titleOf(status),
          next.isEmpty() ? said : Words::tr("%1\n%2", "what was said, next step").arg(said, next)};
}

LaneProblem problemWithout(const QString& hint) {
  return {
      Words::tr("The gateway cannot be reached"),
      Words::tr("%1\nCheck in the status bar whether it is running, then try again.").arg(hint)};
}

LaneProblem problemOfKey(const ApiError& error) {
  return {Words::tr("The console has no key for this request"), sentenceOf(error)};
}

LaneProblem problemCut() {
  return {Words::tr("The answer broke off"),
          Words::tr("The connection ended before the answer did. What arrived is above.")};
}

LaneProblem problemTooLong() {
  return {Words::tr("The answer was stopped"),
          Words::tr("It is longer than a lane can show. What arrived is above.")};
}

LaneProblem problemClosed() {
  return {Words::tr("The gateway is stopped"),
          Words::tr("Start it in the status bar, then try again.")};
}

}  // namespace sb::ui
