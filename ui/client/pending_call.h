// One call on its way: reads the answer as it comes, within its limits, has it parsed, and hands it
// over once. Owner: Wire, until it is over; then it deletes itself. GUI thread. For wire.cpp and
// call.cpp only.
#pragma once

#include <QFutureWatcher>
#include <QIODevice>
#include <QNetworkReply>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include "ui/client/wire.h"

namespace sb::ui {

class PendingCall : public QObject {
  Q_OBJECT

 public:
  PendingCall(Wire* wire, const Request& request, QObject* context, Wire::Parse parse,
              Wire::Deliver deliver);
  ~PendingCall() override;

  // Takes the reply over.
  void read(QNetworkReply* reply);
  // Good answers go there as they come, and not into RawAnswer::body.
  void writeTo(QIODevice* device, std::function<void(qint64)> progress);
  void failLater(const ApiError& error);
  void fail(const QString& code, const QString& message, const QString& hint = {});
  // Without a word.
  void cancel();
  bool isOver() const { return m_over; }

 private:
  void readMore();
  bool keep(const QByteArray& bytes);
  void write(const QByteArray& bytes);
  void ended();
  void tookTooLong();
  void finish(const Reply<RawAnswer>& raw);
  void parseElsewhere(const Reply<RawAnswer>& raw);
  void deliver(const Wire::AnyReply& reply, const ApiError& error);
  void dropReply();
  RawAnswer rawAnswer() const;
  ApiError errorOf(const QString& code, const QString& message, const QString& hint) const;
  bool isGood() const;

  QPointer<Wire> m_wire;
  Request m_request;
  Wire::Parse m_parse;
  Wire::Deliver m_deliver;
  QNetworkReply* m_reply = nullptr;
  QByteArray m_body;
  QPointer<QIODevice> m_device;
  bool m_downloads = false;
  qint64 m_written = 0;
  std::function<void(qint64)> m_progress;
  QTimer m_patience;
  QFutureWatcher<Wire::AnyReply> m_parsing;
  bool m_over = false;
};

}  // namespace sb::ui
