#include "ui/client/backup_api.h"

#include <QJsonArray>
#include <QSaveFile>

#include "ui/client/json_fields.h"

namespace sb::ui {
namespace {

constexpr qint64 kPiece = 4 * 1024 * 1024;
constexpr int kPatienceMs = 15 * 60'000;  // databases of gigabytes are copied and looked at

ApiError fileError(const QString& path, const QString& what) {
  ApiError error;
  error.code = QStringLiteral("file");
  error.message = path;
  error.hint = what;
  return error;
}

}  // namespace

StagedRestore stagedRestoreFromJson(const QJsonObject& json) {
  StagedRestore staged;
  staged.madeAt = json::text(json, "made_at");
  staged.version = json::text(json, "version");
  staged.parts = json::texts(json, "parts");
  for (const QJsonValue one : json.value(QLatin1String("left_out")).toArray())
    staged.leftOut.append(json::text(one.toObject(), "part") + QStringLiteral(": ") +
                          json::text(one.toObject(), "why"));
  return staged;
}

Call BackupApi::saveTo(const QString& path, bool withLog, std::function<void(qint64)> progress,
                       QObject* context, Then<qint64> then) {
  const auto file = std::make_shared<QSaveFile>(path);
  if (!file->open(QIODevice::WriteOnly))
    return m_wire.refuse(fileError(path, file->errorString()), context, std::move(then));
  file->setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
  Request request;
  request.path = QStringLiteral("backup");
  request.query.addQueryItem(QStringLiteral("log"),
                             withLog ? QStringLiteral("true") : QStringLiteral("false"));
  request.patienceMs = kPatienceMs;
  request.slow = true;
  const auto finish = [file, path, then = std::move(then)](Reply<qint64> reply) {
    if (reply && !file->commit()) reply = fileError(path, file->errorString());
    then(std::move(reply));
  };
  return m_wire.download(request, file.get(), std::move(progress), context, finish);
}

Call BackupApi::send(const QByteArray& piece, qint64 offset, QObject* context, Then<Done> then) {
  Request request;
  request.method = "PUT";
  request.path = QStringLiteral("restore");
  request.query.addQueryItem(QStringLiteral("offset"), QString::number(offset));
  request.body = piece;
  request.contentType = "application/octet-stream";
  return m_wire.done(request, context, std::move(then));
}

Call BackupApi::stage(QObject* context, Then<StagedRestore> then) {
  Request request;
  request.method = "POST";
  request.path = QStringLiteral("restore");
  request.patienceMs = kPatienceMs;
  request.slow = true;
  return m_wire.object(request, stagedRestoreFromJson, context, std::move(then));
}

Call BackupApi::forget(QObject* context, Then<Done> then) {
  Request request;
  request.method = "DELETE";
  request.path = QStringLiteral("restore");
  return m_wire.done(request, context, std::move(then));
}

RestoreUpload::RestoreUpload(BackupApi& api, const QString& path, QObject* parent)
    : QObject(parent), m_api(api), m_file(path) {}

void RestoreUpload::start() {
  const bool readable = m_file.open(QIODevice::ReadOnly);
  if (readable && m_file.size() > 0) return sendNext();
  const QString why = readable ? tr("the file is empty") : m_file.errorString();
  Q_EMIT finished(fileError(m_file.fileName(), why));
}

void RestoreUpload::cancel() { m_call.cancel(); }

void RestoreUpload::sendNext() {
  const qint64 offset = m_file.pos();
  const QByteArray piece = m_file.read(kPiece);
  if (m_file.error() != QFileDevice::NoError)
    return Q_EMIT finished(fileError(m_file.fileName(), m_file.errorString()));
  if (piece.isEmpty()) {
    m_call = m_api.stage(this, [this](Reply<StagedRestore> reply) { Q_EMIT finished(reply); });
    return;
  }
  m_call = m_api.send(piece, offset, this, [this](const Reply<Done>& reply) {
    if (!reply) return Q_EMIT finished(reply.error());
    Q_EMIT progressed(m_file.pos(), m_file.size());
    sendNext();
  });
}

}  // namespace sb::ui
