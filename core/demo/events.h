// The demo provider's answers in OpenAI's JSON: one body, or the events of a stream one by one.
// One call's; one thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/demo/answer.h"
#include "core/demo/ask.h"
#include "core/demo/script.h"

namespace sb::demo {

// What all parts of one answer carry.
struct Stamp {
  std::string id;
  std::int64_t created = 0;  // seconds since 1970
};

class Events {
 public:
  enum class Kind { Role, Content, Finish, Usage, Done, End };

  // All arguments must outlive it.
  Events(const Ask& ask, const Answer& answer, const Script& script, const Stamp& stamp);

  // What comes next, without moving on.
  Kind peek();
  // Appends it to `out`; nothing for End.
  void take(std::string& out);

 private:
  void open(std::string& out) const;
  void close(std::string& out, bool finish) const;
  void role(std::string& out);
  void content(std::string& out);
  void text(std::string& out);
  void call(std::string& out);
  void finish(std::string& out);
  void usage(std::string& out) const;
  void replay(std::string& out);
  void moveOn();
  bool bodyDone() const;
  std::string_view pieceOfText() const;

  const Ask& m_ask;
  const Answer& m_answer;
  const Script& m_script;
  const Stamp& m_stamp;
  Kind m_kind = Kind::Role;
  int m_choice = 0;
  std::size_t m_at = 0;    // in the text or in the call's arguments
  std::size_t m_call = 0;  // of the answer's calls
  bool m_callStarted = false;
  std::int64_t m_written = 0;  // pieces, for cumulative usage
};

// The whole answer as one JSON body.
std::string wholeBody(const Ask& ask, const Answer& answer, const Script& script,
                      const Stamp& stamp);

// {"error":{…}} as OpenAI has it. `param` may be empty.
std::string errorBody(std::string_view message, std::string_view type, std::string_view code,
                      std::string_view param = {});

}  // namespace sb::demo
