#include "ui/client/local_servers.h"

#include <QHostAddress>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QSet>

namespace sb::ui {
namespace {

constexpr int kPatienceMs = 1'500;
constexpr qint64 kMostBytes = 1024 * 1024;
constexpr int kOk = 200;

bool isAnswer(const QNetworkReply& reply) {
  return reply.error() == QNetworkReply::NoError && reply.bytesAvailable() <= kMostBytes &&
         reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() == kOk;
}

}  // namespace

bool isLoopback(const QUrl& url) {
  const QString host = url.host();
  const QHostAddress address(host);  // null for a name: 127.evil.example is one
  return host == QLatin1String("localhost") || (!address.isNull() && address.isLoopback());
}

QStringList modelsOfAnswer(const QByteArray& body) {
  QStringList models;
  const QJsonObject answer = QJsonDocument::fromJson(body).object();
  for (const QJsonValue value : answer.value(QLatin1String("data")).toArray())
    if (const QString id = value.toObject().value(QLatin1String("id")).toString(); !id.isEmpty())
      models.append(id);
  return models;
}

LocalServers::LocalServers(QObject* parent) : QObject(parent) {
  m_manager.setProxy(QNetworkProxy::NoProxy);
  m_manager.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
  m_manager.setTransferTimeout(kPatienceMs);
}

void LocalServers::look(const QList<Preset>& presets) {
  ++m_round;
  m_found.clear();
  QSet<int> ports;  // several kinds share one: it is called by the first
  for (const Preset& preset : presets) {
    const QUrl base(preset.baseUrl);
    if (preset.kind != QLatin1String("local") || !isLoopback(base)) continue;
    if (ports.contains(base.port())) continue;
    ports.insert(base.port());
    ask(preset);
  }
}

void LocalServers::ask(const Preset& preset) {
  const QUrl base(preset.baseUrl);
  QUrl url = base;
  url.setPath(base.path() + QStringLiteral("/models"));
  QNetworkReply* const reply = m_manager.get(QNetworkRequest(url));
  const int round = m_round;
  connect(reply, &QNetworkReply::readyRead, reply, [reply] {
    if (reply->bytesAvailable() > kMostBytes) reply->abort();
  });
  connect(reply, &QNetworkReply::finished, this, [this, reply, preset, base, round] {
    reply->deleteLater();
    if (round != m_round || !isAnswer(*reply)) return;
    const QStringList models = modelsOfAnswer(reply->readAll());
    if (models.isEmpty()) return;
    m_found.append({preset, base.port(), models});
    Q_EMIT changed();
  });
}

}  // namespace sb::ui
