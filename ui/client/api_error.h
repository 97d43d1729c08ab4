// Why a call of the admin API did not give a value. A value type; any thread.
#pragma once

#include <QJsonObject>
#include <QList>
#include <QMetaType>
#include <QString>

namespace sb::ui {

// A mistake in a configuration text: where, and what.
struct ConfigProblem {
  int line = 0, column = 0;  // from 1; 0: not known
  QString path;              // "providers[0].keys[1].secret"
  QString what;
};

// A mistake in a filter text: a piece of it, in bytes of its UTF-8, and what.
struct FilterProblem {
  int at = 0, length = 0;
  QString what;
};

struct ApiError {
  // HTTP status; 0: there was no (whole) answer.
  int status = 0;
  // The gateway's error kind ("key_invalid", "unknown_provider" …) or one of these, when the
  // failure is on the way: "unreachable" (nobody listens), "cut" (closed in the middle), "timeout",
  // "too_large", "garbled" (no answer of an admin API), "file" (the console's own file), "tls".
  QString code;
  // A sentence in English. The surface translates by `code` and shows this where it knows none.
  QString message;
  // What the system said, if anything: "Connection refused", a file's error text.
  QString hint;
  // The call: "GET logs/req_1".
  QString path;
  // The problem document as it came, for members of one kind only: `params`, `text`, `revision`.
  QJsonObject document;
  QList<ConfigProblem> configProblems;  // of a configuration that was refused
  QList<FilterProblem> filterProblems;  // of a filter that was refused

  // Nobody answers at the address: the gateway has ended, or was never there.
  bool isGone() const;
  // The token is not (or no longer) the gateway's.
  bool isUnauthorised() const { return status == 401; }
  bool isNotFound() const { return status == 404; }
  // The file has changed meanwhile: theirText() and theirRevision() say to what.
  bool isConflict() const { return status == 409 && document.contains(QLatin1String("text")); }

  QString theirText() const { return document.value(QLatin1String("text")).toString(); }
  QString theirRevision() const { return document.value(QLatin1String("revision")).toString(); }
};

// For a person: what happened and the next step, in the language of the surface.
QString sentenceOf(const ApiError& error);

}  // namespace sb::ui

Q_DECLARE_METATYPE(sb::ui::ApiError)
