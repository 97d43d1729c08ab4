#include "ui/client/api_error.h"

#include <QCoreApplication>

namespace sb::ui {

namespace {

constexpr qsizetype kMostMessage = 600, kMostHint = 300;
constexpr int kServerError = 500;

}  // namespace

bool ApiError::isGone() const {
  return status == 0 && (code == QLatin1String("unreachable") || code == QLatin1String("cut"));
}

namespace {

struct ErrorWords {
  Q_DECLARE_TR_FUNCTIONS(sb::ui::ErrorWords)
};

QString withHint(const ApiError& error) {
  const QString message = error.message.left(kMostMessage);
  return error.hint.isEmpty() ? message
                              : QStringLiteral("%1 (%2)").arg(message, error.hint.left(kMostHint));
}

// On the way, before or instead of the gateway's own word.
QString sentenceOfTheWay(const ApiError& error) {
  if (error.isGone())
    return ErrorWords::tr(
        "The gateway does not answer. Nothing is lost: try again when it is back.");
  if (error.code == QLatin1String("timeout"))
    return ErrorWords::tr(
        "There was no answer in time. See whether it was done after all, then try again.");
  if (error.code == QLatin1String("garbled"))
    return ErrorWords::tr(
        "What answers at the gateway's address is not Signalbox. Start the console again, or give "
        "it the right address.");
  if (error.code == QLatin1String("tls"))
    return ErrorWords::tr(
               "The encrypted connection to the gateway was refused: %1. Check its address and "
               "certificate.")
        .arg(error.hint.left(kMostHint));
  if (error.code == QLatin1String("too_large"))
    return ErrorWords::tr("The answer is too large to show. Ask for less of it.");
  if (error.code == QLatin1String("file"))
    return ErrorWords::tr("%1. Choose another place.").arg(withHint(error));
  return {};
}

// Of the gateway's files and its disk.
QString sentenceOfTheDisk(const ApiError& error) {
  if (error.code == QLatin1String("store_full"))
    return ErrorWords::tr(
        "The disk is full, so nothing was saved. Make room on it, then try again.");
  if (error.code == QLatin1String("store_corrupt"))
    return ErrorWords::tr(
               "One of the gateway's files is damaged: %1 Restore a backup in Settings, then start "
               "again.")
        .arg(withHint(error));
  if (error.code == QLatin1String("store_failed"))
    return ErrorWords::tr(
               "The gateway cannot use its files: %1. Make sure that they may be read and "
               "written, then try again.")
        .arg(withHint(error));
  return {};
}

// What cannot be done now and may be done later.
QString sentenceOfNow(const ApiError& error) {
  if (error.code == QLatin1String("overloaded"))
    return ErrorWords::tr(
        "The gateway is still starting, or has too much to do. Try again in a moment.");
  if (error.code == QLatin1String("shutting_down"))
    return ErrorWords::tr(
        "The gateway is ending, so this was not done. Start it again, then try again.");
  if (error.code == QLatin1String("secret_waiting"))
    return ErrorWords::tr(
        "The keychain or the encrypted file is locked. Unlock it, then try again.");
  if (error.code == QLatin1String("secret_missing"))
    return ErrorWords::tr(
               "A secret is not where it should be: %1. Enter it again in Providers, or mend its "
               "place.")
        .arg(withHint(error));
  if (error.code == QLatin1String("cooling_down") || error.code == QLatin1String("pool_timeout"))
    return ErrorWords::tr(
        "The provider takes no requests now. Try again in a minute, or use another model.");
  if (error.code == QLatin1String("no_target"))
    return ErrorWords::tr(
        "No model can answer now. See in Providers which of them has a problem, then try again.");
  if (error.status == 503)
    return ErrorWords::tr("The gateway cannot do this now: %1. Try again in a moment.")
        .arg(withHint(error));
  return {};
}

}  // namespace

QString sentenceOf(const ApiError& error) {
  const QString way = sentenceOfTheWay(error);
  if (!way.isEmpty()) return way;
  const QString disk = sentenceOfTheDisk(error);
  if (!disk.isEmpty()) return disk;
  if (error.isUnauthorised())
    return ErrorWords::tr("The gateway does not accept this console. Start the console again.");
  if (error.isConflict())
    return ErrorWords::tr(
        "Someone else has changed the configuration file in the meantime. Try again.");
  if (error.status == 403)
    return ErrorWords::tr(
        "The configuration file is read-only, so the gateway cannot change it. Make it writable, "
        "then try again.");
  if (!error.configProblems.isEmpty())
    return ErrorWords::tr("The gateway refused it: %1")
        .arg(error.configProblems.first().what.left(kMostMessage));
  const QString now = sentenceOfNow(error);
  if (!now.isEmpty()) return now;
  if (error.status >= kServerError)
    return ErrorWords::tr("The gateway failed at this: %1. Try again, or start the gateway again.")
        .arg(withHint(error));
  return ErrorWords::tr("The gateway said: %1").arg(withHint(error));
}

}  // namespace sb::ui
