// Sends the calls of the admin API and reads their answers: one place for the token, the time
// limits, the size limits, and for making an ApiError of whatever comes back. Owner: GatewayClient.
// GUI thread; answers above 64 KB are parsed on a thread of Qt's pool.
#pragma once

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QObject>
#include <QUrlQuery>
#include <functional>
#include <memory>

#include "ui/client/call.h"
#include "ui/client/endpoint.h"
#include "ui/client/reply.h"

class QIODevice;
class QNetworkReply;

namespace sb::ui {

// One call, before it is sent.
struct Request {
  QByteArray method = "GET";
  QString path;                                 // behind /admin/v1/, its parts already escaped()
  QUrlQuery query;                              // values escaped()
  QByteArray body;                              // empty: none
  QByteArray contentType = "application/json";  // of the body
  int patienceMs = 30'000;              // for the whole answer; of a download: for its next byte
  qint64 mostBytes = 64 * 1024 * 1024;  // of the answer; more is "too_large"
  bool slow = false;                    // may run long: gets in nobody's way
};

// A text as one part of a path, or as a value of a query: "a/b" becomes "a%2Fb".
QString escaped(const QString& text);
QByteArray jsonBody(const QJsonObject& object);

// What came back, whole.
struct RawAnswer {
  int status = 0;
  QByteArray contentType;
  QByteArray body;
  QByteArray bodyOffset, bodySize;  // X-Signalbox-Body-…
  qint64 written = 0;               // of a download
};

class Wire : public QObject {
  Q_OBJECT

 public:
  explicit Wire(Endpoint endpoint, QObject* parent = nullptr);
  ~Wire() override;

  const Endpoint& endpoint() const { return m_endpoint; }
  // For the calls from now on; those that run fail with "cut".
  void setEndpoint(const Endpoint& endpoint);

  // Of an answer with a status of 200 to 299. `parse` may run on another thread.
  template <class T>
  Call object(const Request& request, T (*parse)(const QJsonObject&), QObject* context,
              Then<T> then);
  Call done(const Request& request, QObject* context, Then<Done> then);
  template <class T>
  Call raw(const Request& request, Reply<T> (*read)(const RawAnswer&), QObject* context,
           Then<T> then);

  // A call that fails before it is sent; the callback comes later all the same.
  template <class T>
  Call refuse(const ApiError& error, QObject* context, Then<T> then);

  // Writes the answer's body into `device` as it comes; the value is the number of bytes. `device`
  // must be open and take all that it is given (a file, a buffer) and outlive the call; when it is
  // gone, the call ends without a word.
  Call download(const Request& request, QIODevice* device, std::function<void(qint64)> progress,
                QObject* context, Then<qint64> then);

 Q_SIGNALS:
  // Of each call that failed: what Connection looks at.
  void callFailed(const sb::ui::ApiError& error);

 private:
  friend class PendingCall;

  // A reply of any type; made by `Parse` on any thread, handed to the caller by `Deliver`.
  using AnyReply = std::shared_ptr<void>;
  using Parse = std::function<AnyReply(const Reply<RawAnswer>&)>;
  using Deliver = std::function<void(const AnyReply&)>;
  template <class T>
  static Parse reading(Reply<T> (*read)(const RawAnswer&));
  template <class T>
  static Deliver delivering(Then<T> then);

  Call send(const Request& request, QObject* context, Parse parse, Deliver deliver);
  Call failLater(const ApiError& error, QObject* context, Parse parse, Deliver deliver);
  QNetworkReply* start(const Request& request);

  Endpoint m_endpoint;
  QNetworkAccessManager m_manager;      // six connections
  QNetworkAccessManager m_slowManager;  // six more, for what takes long
};

// The JSON object of an answer, or "garbled".
Reply<QJsonObject> objectOf(const RawAnswer& answer);

template <class T>
Wire::Deliver Wire::delivering(Then<T> then) {
  return [then = std::move(then)](const AnyReply& reply) {
    then(std::move(*static_cast<Reply<T>*>(reply.get())));
  };
}

template <class T>
Call Wire::object(const Request& request, T (*parse)(const QJsonObject&), QObject* context,
                  Then<T> then) {
  Parse parsing = [parse](const Reply<RawAnswer>& raw) -> AnyReply {
    const Reply<QJsonObject> json = raw ? objectOf(*raw) : Reply<QJsonObject>(raw.error());
    return std::make_shared<Reply<T>>(json ? Reply<T>(parse(*json)) : Reply<T>(json.error()));
  };
  return send(request, context, std::move(parsing), delivering(std::move(then)));
}

template <class T>
Call Wire::raw(const Request& request, Reply<T> (*read)(const RawAnswer&), QObject* context,
               Then<T> then) {
  return send(request, context, reading(read), delivering(std::move(then)));
}

template <class T>
Call Wire::refuse(const ApiError& error, QObject* context, Then<T> then) {
  Parse same = [](const Reply<RawAnswer>& raw) -> AnyReply {
    return std::make_shared<Reply<T>>(raw.error());
  };
  return failLater(error, context, std::move(same), delivering(std::move(then)));
}

template <class T>
Wire::Parse Wire::reading(Reply<T> (*read)(const RawAnswer&)) {
  return [read](const Reply<RawAnswer>& raw) -> AnyReply {
    return std::make_shared<Reply<T>>(raw ? read(*raw) : Reply<T>(raw.error()));
  };
}

}  // namespace sb::ui
