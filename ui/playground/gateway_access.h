// Where the gateway answers, and with which key the console asks it: a key of its own that lives in
// the gateway's memory only, made when it is first needed. Owner: the page; GUI thread.
#pragma once

#include <QObject>
#include <QPointer>
#include <QUrl>
#include <functional>

#include "ui/client/connection.h"

namespace sb::ui {

class GatewayAccess : public QObject {
  Q_OBJECT

 public:
  explicit GatewayAccess(Connection& connection, QObject* parent = nullptr);

  // "http://127.0.0.1:7411/v1/…"; empty while no listener is open.
  QUrl url(const QString& path) const;
  bool isOpen() const { return !url({}).isEmpty(); }

  // The key's text, or why there is none. Never before the method has returned.
  void withKey(QObject* context, std::function<void(const Reply<QByteArray>&)> then);
  // The gateway no longer takes it: the next withKey() makes another.
  void forgetKey(const QByteArray& refused);

 private:
  void answer(const Reply<QByteArray>& reply);

  struct Waiter {
    QPointer<QObject> context;
    std::function<void(const Reply<QByteArray>&)> then;
  };

  Connection& m_connection;
  QByteArray m_key;
  QList<Waiter> m_waiters;
};

}  // namespace sb::ui
