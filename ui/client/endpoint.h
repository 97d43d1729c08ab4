// Where an admin API is, and with what token. Any thread.
#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>

#include "ui/client/reply.h"

namespace sb::ui {

struct Endpoint {
  QUrl url;          // "http://127.0.0.1:7412", without a path
  QByteArray token;  // never shown, never logged

  // An http or https URL with a host, and a token that fits into a header line.
  bool isValid() const;
  // This computer by name or number: no proxy is asked about it.
  bool isLoopback() const;
};

// DATA/run.json of a running gateway: its admin address, and the token from the file that it names.
// Errors: "file".
Reply<Endpoint> readRunFile(const QString& path);
// A token file as `--token-file` names it. Errors: "file".
Reply<QByteArray> readTokenFile(const QString& path);

}  // namespace sb::ui
