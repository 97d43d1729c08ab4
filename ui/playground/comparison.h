// The comparison as a whole: two to eight lanes that are asked the same, one system prompt, the
// vote, and what of it is remembered. Owner: the page; GUI thread.
#pragma once

#include <QObject>
#include <memory>
#include <vector>

#include "ui/playground/lane.h"
#include "ui/preferences/preferences.h"

namespace sb::ui {

class Comparison : public QObject {
  Q_OBJECT

 public:
  static constexpr int kFewest = 2, kMost = 8;

  Comparison(Connection& connection, Preferences& preferences, QObject* parent = nullptr);
  ~Comparison() override;

  int count() const { return static_cast<int>(m_lanes.size()); }
  Lane* lane(int place) const { return m_lanes[static_cast<std::size_t>(place)].get(); }
  // "A" to "H".
  static QString letter(int place);

  // Nothing at the limits.
  void addLane(const LaneSetup& setup);
  void removeLane(int place);
  // Lanes without a model get one of these, in order.
  void suggest(const QStringList& names);

  const QString& systemPrompt() const { return m_systemPrompt; }
  void setSystemPrompt(const QString& text);

  void ask(const Prompt& question);
  void stopAll();
  void startOver();
  bool isRunning() const;
  bool canAsk() const { return m_access.isOpen() && !isRunning(); }
  // Of all lanes together, what is known.
  MaybeUsd cost() const;

  // At least two lanes have an answer, and none runs.
  bool canVote() const;
  // The place of the better lane.
  void voteFor(int place);
  void voteTie();
  void voteAllBad();
  // -1: no vote yet; kTie, kAllBad, or the place.
  static constexpr int kTie = 100, kAllBad = 101;
  int vote() const { return m_vote; }

 Q_SIGNALS:
  void lanesChanged();
  void systemPromptChanged();
  // Any lane's state, setup or figures; the vote.
  void changed();
  void voted();
  void voteFailed(const QString& why);

 private:
  void attach(Lane* lane);
  void remember();
  void restore();
  void store(int vote);
  double scoreOf(int place, int vote) const;
  QString commentOf(int place, int vote) const;

  Connection& m_connection;
  Preferences& m_preferences;
  GatewayAccess m_access;
  std::vector<std::unique_ptr<Lane>> m_lanes;
  QString m_systemPrompt;
  int m_vote = -1;
  int m_round = 0;  // a vote of an earlier question is not that of this one
};

}  // namespace sb::ui
