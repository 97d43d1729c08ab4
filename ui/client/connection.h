// Whether the console has a gateway to speak to: owns the client and the event stream, and says in
// one word how they are. The shell shows its band "console disconnected" by it. GUI thread.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include "ui/client/event_stream.h"
#include "ui/client/gateway_client.h"

namespace sb::ui {

class Connection : public QObject {
  Q_OBJECT

 public:
  enum class State {
    Idle,          // not started
    Connecting,    // for the first time
    Connected,     // the gateway answers; its listeners may be closed all the same: see status()
    Disconnected,  // reason() says why; tries again on its own
    Unauthorised,  // the token is wrong; tries again when told, or when the run file changes
  };
  Q_ENUM(State)

  // A fixed address.
  explicit Connection(const Endpoint& endpoint, QObject* parent = nullptr);
  // The address that a run file gives; read again at each try, so that a gateway that was started
  // again at another port is found.
  explicit Connection(const QString& runFile, QObject* parent = nullptr);
  ~Connection() override;

  void start();
  void stop();
  void retryNow();
  void setEndpoint(const Endpoint& endpoint);

  GatewayClient& client() { return m_client; }
  EventStream& events() { return m_events; }

  State state() const { return m_state; }
  bool isConnected() const { return m_state == State::Connected; }
  // Of Disconnected and Unauthorised.
  const ApiError& reason() const { return m_reason; }
  // As heard last; phase Unknown before the first word.
  const GatewayStatus& status() const { return m_status; }
  const LivePicture& live() const { return m_live; }

  // Takes over what a call of the status API answered, before the stream says it.
  void setStatus(const GatewayStatus& status);

 Q_SIGNALS:
  // Connected is said again after a call that broke although the gateway is there: what failed by
  // it can be had now. At most every ten seconds, for what breaks each time.
  void stateChanged(sb::ui::Connection::State state);
  // The stream is back after a break: what was loaded before may be old. Rows come by events().
  void reconnected();
  void statusChanged(const sb::ui::GatewayStatus& status);
  void liveChanged(const sb::ui::LivePicture& picture);
  // The configuration in force has another revision, or the demo came or went: providers, routes
  // and settings may be others.
  void configChanged(const sb::ui::ConfigStatus& config);

 private:
  void listen();
  void follow(EventStream::State state);
  void readRunFileAgain();
  void takeConfig(const ConfigStatus& config);
  void sayConnected();
  void lookAt(const ApiError& failure);
  void setState(State state, const ApiError& reason = {});

  QString m_runFile;
  GatewayClient m_client;
  EventStream m_events;
  State m_state = State::Idle;
  ApiError m_reason;
  GatewayStatus m_status;
  LivePicture m_live;
  QString m_revision;   // of the configuration, as told last
  bool m_demo = false;  // the same
  QTimer m_watch;       // of the run file, while its token is refused
  bool m_wasConnected = false;
  bool m_callBroke = false;  // while connected
  QElapsedTimer m_saidAgain;
};

}  // namespace sb::ui
