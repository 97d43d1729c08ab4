// What happens in the gateway, as it happens: GET /admin/v1/events. Reconnects by itself (after 250
// ms, doubling up to 5 s) and resumes behind the last row that it told, so that no row is told
// twice and none is missed without a gap(). Has a QNetworkAccessManager of its own. Owner:
// Connection, or a test. GUI thread.
#pragma once

#include <QList>
#include <QNetworkAccessManager>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include "ui/client/api_error.h"
#include "ui/client/endpoint.h"
#include "ui/client/log_values.h"
#include "ui/client/sse_parser.h"
#include "ui/client/status_values.h"

class QNetworkReply;

namespace sb::ui {

class EventStream : public QObject {
  Q_OBJECT

 public:
  enum Topic { Logs = 1, Live = 2, Status = 4, Keys = 8, Config = 16, All = 31 };
  Q_DECLARE_FLAGS(Topics, Topic)

  enum class State {
    Off,           // stopped, or not yet started
    Connecting,    // for the first time, or again
    Connected,     // `hello` has come
    Waiting,       // it broke; tries again on its own
    Unauthorised,  // the token was refused: setEndpoint() or retryNow() try again
  };
  Q_ENUM(State)

  explicit EventStream(const Endpoint& endpoint, QObject* parent = nullptr);
  ~EventStream() override;

  void start(Topics topics = All);
  void stop();
  // Does not wait for the end of a pause.
  void retryNow();
  // Lets go of a connection that may be dead, and makes another.
  void reconnect();
  // Begins anew there if it runs. Rows go on behind the last if the log is the same.
  void setEndpoint(const Endpoint& endpoint);

  State state() const { return m_state; }
  // The last row told, or where the stream began; 0 and empty before `hello`.
  qint64 lastSeq() const { return m_seq; }
  const QString& epoch() const { return m_epoch; }
  // Why it is Waiting or Unauthorised.
  const ApiError& lastError() const { return m_error; }

 Q_SIGNALS:
  void stateChanged(sb::ui::EventStream::State state);
  // New rows, ascending, at most every 100 ms.
  void rowsArrived(const QList<sb::ui::LogRow>& rows);
  // Rows after `from` up to `to` will not come: fetch them with LogQuery::after, if they are
  // wanted.
  void gapOccurred(qint64 from, qint64 to);
  // The log was begun anew: forget all rows and seqs.
  void epochChanged(const QString& epoch);
  // The requests that run, every 200 ms while there are any, and once when there are none.
  void liveChanged(const sb::ui::LivePicture& picture);
  void statusChanged(const sb::ui::GatewayStatus& status);
  void configChanged(const sb::ui::ConfigStatus& config);
  // `change` is created, revoked or renamed.
  void keysChanged(const QString& change, const QString& id);

 private:
  void connectNow();
  void drop();
  void readMore();
  void takeAll(const QList<SseEvent>& events);
  void ended();
  bool isGood() const;
  void breakWith(const ApiError& error);
  void breakWith(const QString& code, const QString& message);
  void setState(State state);
  void take(const SseEvent& event);
  void takeHello(const QJsonObject& data);
  void takeRows(const QJsonObject& data);
  void takeReset(const QJsonObject& data);
  void takeEpoch(const QString& epoch);
  ApiError blank() const;

  Endpoint m_endpoint;
  Topics m_topics = All;
  QNetworkAccessManager m_manager;
  QNetworkReply* m_reply = nullptr;
  SseParser m_parser;
  QTimer m_pause;    // until the next try
  QTimer m_silence;  // the gateway gives a sign of life every 10 s
  int m_pauseMs;
  QByteArray m_refusal;  // the body of an answer that is no stream
  State m_state = State::Off;
  QString m_epoch;
  qint64 m_seq = 0;
  ApiError m_error;
};

Q_DECLARE_OPERATORS_FOR_FLAGS(EventStream::Topics)

}  // namespace sb::ui
