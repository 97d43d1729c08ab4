#include "ui/client/problem.h"

#include <QJsonDocument>
#include <QNetworkReply>

#include "ui/client/config_values.h"
#include "ui/client/json_fields.h"

namespace sb::ui {
namespace {

FilterProblem filterProblemFromJson(const QJsonObject& json) {
  return {json::small(json, "at"), json::small(json, "length"), json::text(json, "what")};
}

void readProblems(const QJsonArray& problems, ApiError& error) {
  if (problems.first().toObject().contains(QLatin1String("line")))
    error.configProblems = configProblemsFromJson(problems);
  else
    error.filterProblems = json::list(problems, filterProblemFromJson);
}

QString codeOf(QNetworkReply::NetworkError error) {
  switch (error) {
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError:  // closed before the answer, and not sent again
      return QStringLiteral("cut");
    case QNetworkReply::SslHandshakeFailedError:
      return QStringLiteral("tls");
    case QNetworkReply::TimeoutError:
      return QStringLiteral("timeout");
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
    case QNetworkReply::UnknownContentError:
      return QStringLiteral("garbled");
    default:
      return QStringLiteral("unreachable");
  }
}

QString sentenceOf(const QString& code) {
  if (code == QLatin1String("cut"))
    return QStringLiteral("The connection ended in the middle of the answer.");
  if (code == QLatin1String("tls")) return QStringLiteral("The encrypted connection was refused.");
  if (code == QLatin1String("timeout")) return QStringLiteral("There was no answer in time.");
  if (code == QLatin1String("unreachable")) return QStringLiteral("The gateway cannot be reached.");
  return QStringLiteral("What answers there is no Signalbox.");
}

}  // namespace

ApiError problemError(const RawAnswer& answer, ApiError error) {
  error.status = answer.status;
  error.document = QJsonDocument::fromJson(answer.body).object();
  error.code = json::text(error.document, "kind");
  if (error.code.isEmpty()) {
    error.document = {};
    error.code = QStringLiteral("garbled");
    error.message = sentenceOf(error.code);
    error.hint = QStringLiteral("HTTP %1").arg(answer.status);
    return error;
  }
  error.message = json::text(error.document, "detail");
  error.hint = json::text(json::object(error.document, "params"), "detail");
  readProblems(json::array(error.document, "problems"), error);
  return error;
}

ApiError networkError(const QNetworkReply& reply, ApiError error) {
  error.code = codeOf(reply.error());
  error.message = sentenceOf(error.code);
  error.hint = reply.errorString();
  // A good status of an answer that did not come whole says nothing.
  error.status = 0;
  return error;
}

}  // namespace sb::ui
