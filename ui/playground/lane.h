// One column of the comparison: asks one model or route, over a connection of its own (a
// QNetworkAccessManager opens six to a host, so eight lanes with one would wait for each other),
// and keeps its side of the conversation. Owner: Comparison; GUI thread.
#pragma once

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include "ui/client/connection.h"
#include "ui/client/sse_parser.h"
#include "ui/playground/chat_answer.h"
#include "ui/playground/chat_request.h"
#include "ui/playground/gateway_access.h"

class QNetworkReply;

namespace sb::ui {

// What is known of the last answer; it grows while the answer does.
struct LaneFigures {
  QString requestId;
  QString provider, model;  // who answered
  int attempts = 0;
  bool fromCache = false;
  QString finishReason;
  std::optional<double> firstTokenMs, totalMs;  // as this computer saw it
  qint64 pieces = 0;                            // content events
  std::optional<TokenCount> tokens;             // as the provider counted
  bool logged = false;                          // the log has it: cost is as good as it gets
  MaybeUsd cost;
  bool priced = false;

  // Tokens of the answer between its first and its last.
  std::optional<double> tokensPerSecond() const;
};

// Why there is no (whole) answer.
struct LaneProblem {
  QString title, text;
};

class Lane : public QObject {
  Q_OBJECT

 public:
  enum class State { Idle, Waiting, Streaming, Done, Stopped, Failed };
  Q_ENUM(State)

  static constexpr qsizetype kMostAnswer = 2 * 1024 * 1024;  // characters

  Lane(Connection& connection, GatewayAccess& access, QObject* parent = nullptr);
  ~Lane() override;

  const LaneSetup& setup() const { return m_setup; }
  void setSetup(const LaneSetup& setup);

  void ask(const QString& systemPrompt, const Prompt& question);
  // The last question once more; its answer so far is forgotten.
  void askAgain();
  void stop();
  // Begins anew: no turns, no figures.
  void clear();

  State state() const { return m_state; }
  bool isRunning() const { return m_state == State::Waiting || m_state == State::Streaming; }
  // There is an answer that can be judged.
  bool isAnswered() const;
  const QList<Turn>& turns() const { return m_turns; }
  // The last answer as far as it came.
  QString answer() const { return m_turns.isEmpty() ? QString() : m_turns.last().answer; }
  // What the model thought before it, if it says so.
  const QString& reasoning() const { return m_reasoning; }
  const LaneFigures& figures() const { return m_figures; }
  const LaneProblem& problem() const { return m_problem; }

 Q_SIGNALS:
  void setupChanged();
  void stateChanged();
  void figuresChanged();
  // The answer has more text, or other turns.
  void grew();

 private:
  void send();
  void post(const QByteArray& key);
  void readHead();
  void read();
  void takePiece(const ChatPiece& piece);
  void ended();
  void finish(State state);
  void fail(const LaneProblem& problem);
  void drop();
  void takeRow(const LogRow& row);
  void lookUpRow();
  bool isStream() const;

  Connection& m_connection;
  GatewayAccess& m_access;
  QNetworkAccessManager m_manager;
  QPointer<QNetworkReply> m_reply;
  QPointer<QObject> m_ticket;  // of the present request, until it is posted
  LaneSetup m_setup;
  QString m_systemPrompt;
  QList<Turn> m_turns;
  QString m_reasoning;
  LaneFigures m_figures;
  LaneProblem m_problem;
  State m_state = State::Idle;
  SseParser m_parser;
  QByteArray m_key, m_body;
  bool m_keyRenewed = false, m_ended = false;
  QElapsedTimer m_clock;
  QTimer m_rowWait;
};

}  // namespace sb::ui
