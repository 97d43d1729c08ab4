#include "ui/client/endpoint.h"

#include <QDir>
#include <QFile>
#include <QHostAddress>
#include <QJsonDocument>
#include <algorithm>

#include "ui/client/json_fields.h"

namespace sb::ui {
namespace {

constexpr qint64 kMostBytes = 64 * 1024;

ApiError fileError(const QString& path, const QString& hint) {
  ApiError error;
  error.code = QStringLiteral("file");
  error.message = QStringLiteral("%1 cannot be read").arg(QDir::toNativeSeparators(path));
  error.hint = hint;
  return error;
}

Reply<QByteArray> contentOf(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) return fileError(path, file.errorString());
  const QByteArray content = file.read(kMostBytes + 1);
  if (content.size() > kMostBytes) return fileError(path, QStringLiteral("the file is too large"));
  return content;
}

bool isVisible(char c) { return c > ' ' && c < 127; }

}  // namespace

bool Endpoint::isValid() const {
  const bool scheme =
      url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
  return url.isValid() && scheme && !url.host().isEmpty() && !token.isEmpty() &&
         std::all_of(token.begin(), token.end(), isVisible);
}

bool Endpoint::isLoopback() const {
  const QString host = url.host();
  return host == QLatin1String("localhost") || QHostAddress(host).isLoopback();
}

Reply<QByteArray> readTokenFile(const QString& path) {
  Reply<QByteArray> content = contentOf(path);
  if (!content) return content;
  const QByteArray token = content->trimmed();
  if (token.isEmpty() || !std::all_of(token.begin(), token.end(), isVisible))
    return fileError(path, QStringLiteral("there is no token in it"));
  return token;
}

Reply<Endpoint> readRunFile(const QString& path) {
  const Reply<QByteArray> content = contentOf(path);
  if (!content) return content.error();
  const QJsonObject json = QJsonDocument::fromJson(*content).object();
  const QString tokenFile = json::text(json, "token_file");
  if (tokenFile.isEmpty()) return fileError(path, QStringLiteral("it names no token file"));
  const Reply<QByteArray> token = readTokenFile(tokenFile);
  if (!token) return token.error();
  Endpoint endpoint{QUrl(json::text(json, "admin")), *token};
  if (!endpoint.isValid()) return fileError(path, QStringLiteral("there is no address in it"));
  return endpoint;
}

}  // namespace sb::ui
