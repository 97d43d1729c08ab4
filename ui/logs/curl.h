// A logged request as a command for a POSIX shell that sends it again. The key is not known any
// more: the command reads it from the variable SIGNALBOX_KEY. Pure; any thread.
#pragma once

#include <QByteArray>
#include <QString>

namespace sb::ui {

struct CurlRequest {
  QString gateway;   // "http://127.0.0.1:7411"
  QString endpoint;  // as rows name it: "chat.completions"
  QByteArray body;   // as it was received; empty: none
};

QString curlText(const CurlRequest& request);
// For a shell, as one word: 'it'\''s'.
QString shellQuoted(const QString& text);

}  // namespace sb::ui
