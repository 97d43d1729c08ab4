// Presses, types and looks in a running program for scripts/screenshots, by the names of its
// widgets. Loaded as a Qt generic plugin; owner: the plugin; main thread. Speaks JSON lines over
// the local socket that SIGNALBOX_DRIVER names: a line in, a line out.
//   {"do":"click|type|key|shown|choose|open|park|names|resize","name":…,"text":…}
// answers {"ok":true|false, …}.
#pragma once

#include <QJsonObject>
#include <QLocalServer>
#include <QObject>

class QLocalSocket;
class QWidget;

namespace sb::pictures {

class Driver : public QObject {
  Q_OBJECT

 public:
  explicit Driver(const QString& socket);

 private:
  void taken(QLocalSocket& socket);
  QJsonObject answer(const QJsonObject& order);

  QLocalServer m_server;
};

}  // namespace sb::pictures
