// What one console still has to be told: bounded, so that a console that reads slowly costs nothing
// but its own detail. Rows and notices wait in order; of the live picture, the status and the
// configuration only the latest word counts. When too much waits, the rows are dropped and one
// `reset` says from where to fetch them again. One thread.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/ledger/row.h"

namespace sb::admin {

// Rows that were committed together, ascending and without a hole.
struct RowBatch {
  std::string epoch;
  ledger::Seq first = 0, last = 0;
  std::vector<std::string> rows;  // each as JSON
  std::size_t bytes = 0;

  void add(const ledger::Row& row);
};
using RowBatchPtr = std::shared_ptr<const RowBatch>;

// What a stream carries; bits.
enum Topic : unsigned {
  kLogEvents = 1,
  kLiveEvents = 2,
  kStatusEvents = 4,
  kKeyEvents = 8,
  kConfigEvents = 16
};

class EventQueue {
 public:
  static constexpr std::size_t kMostBytes = 1024 * 1024;

  explicit EventQueue(unsigned topics) : m_topics(topics) {}

  bool wants(unsigned topics) const { return (m_topics & topics) != 0; }

  // From here on rows are delivered.
  void startAt(const std::string& epoch, ledger::Seq delivered);
  const std::string& epoch() const { return m_epoch; }
  ledger::Seq delivered() const { return m_delivered; }

  // Rows that are known already are left out; a hole makes a reset.
  void rows(const RowBatchPtr& batch);
  // Rows after `from` will not come: they must be fetched.
  void reset(const std::string& epoch, ledger::Seq from, ledger::Seq upTo);
  // Replaces the waiting event of that name.
  void latest(const std::string& name, const std::string& data);
  void notice(const std::string& name, const std::string& data);

  bool empty() const { return !m_reset && m_waiting.empty() && m_latest.empty(); }
  // The next event as text of the stream (WHATWG HTML section 9.2). Not when empty.
  std::string next();

 private:
  struct Waiting {
    RowBatchPtr rows;  // or
    std::string name, data;
  };
  struct Reset {
    ledger::Seq from = 0, upTo = 0;
  };
  void makeRoom();
  std::string event(const std::string& name, const std::string& data) const;
  std::string rowsEvent(const RowBatch& batch);

  unsigned m_topics;
  std::string m_epoch;
  ledger::Seq m_delivered = 0;  // has left
  ledger::Seq m_known = 0;      // has left or waits
  std::optional<Reset> m_reset;
  std::deque<Waiting> m_waiting;
  std::size_t m_bytes = 0;
  std::map<std::string, std::string> m_latest;
};

}  // namespace sb::admin
