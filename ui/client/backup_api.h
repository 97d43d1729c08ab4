// Backups of the gateway: one file out, one file in. GUI thread.
#pragma once

#include <QFile>
#include <QObject>

#include "ui/client/wire.h"

namespace sb::ui {

// What will be exchanged at the gateway's next start.
struct StagedRestore {
  QString madeAt, version;  // RFC 3339; of the program that made the backup
  QStringList parts;
  QStringList leftOut;  // "vault.bin: why"
};
StagedRestore stagedRestoreFromJson(const QJsonObject& json);

class BackupApi {
 public:
  explicit BackupApi(Wire& wire) : m_wire(wire) {}

  // Writes the backup into a file that takes its place only when all of it has come. The value is
  // its size; `progress` is told of the bytes so far.
  Call saveTo(const QString& path, bool withLog, std::function<void(qint64)> progress,
              QObject* context, Then<qint64> then);
  // One piece of a backup that comes in; offset 0 begins anew.
  Call send(const QByteArray& piece, qint64 offset, QObject* context, Then<Done> then);
  // All of it has been sent: the gateway looks at it. Errors: 400 says what is wrong with it.
  Call stage(QObject* context, Then<StagedRestore> then);
  // The present files stay.
  Call forget(QObject* context, Then<Done> then);

 private:
  Wire& m_wire;
};

// Sends a file and has it staged; finished() comes once, unless cancel() came before. Owner: who
// shows it.
class RestoreUpload : public QObject {
  Q_OBJECT

 public:
  RestoreUpload(BackupApi& api, const QString& path, QObject* parent);

  void start();
  void cancel();

 Q_SIGNALS:
  void progressed(qint64 sent, qint64 of);
  void finished(const sb::ui::Reply<sb::ui::StagedRestore>& reply);

 private:
  void sendNext();

  BackupApi& m_api;
  QFile m_file;
  LatestCall m_call;
};

}  // namespace sb::ui
