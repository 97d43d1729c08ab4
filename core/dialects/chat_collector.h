// The whole answer of a stream's events. One stream, one thread.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "core/dialects/chat.h"

namespace sb::dialects {

class ChatCollector final : public chat::EventSink {
 public:
  void on(const chat::Event& event) override;

  const chat::Answer& answer() const { return m_answer; }
  bool ended() const { return m_ended; }
  bool failed() const { return m_failed; }
  const std::string& failure() const { return m_failure; }

 private:
  chat::Choice& choice(int number);
  void open(const chat::Event& event);
  void delta(const chat::Event& event);
  void close(const chat::Event& event);

  chat::Answer m_answer;
  std::map<std::pair<int, int>, std::size_t> m_places;  // choice, block → its part
  bool m_ended = false, m_failed = false;
  std::string m_failure;
};

}  // namespace sb::dialects
