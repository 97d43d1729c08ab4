// How often each model name was called: what tests assert attempts and cancellations by. One
// thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace sb::demo {

class Counters {
 public:
  struct Row {
    std::int64_t calls = 0;    // all so far
    std::int64_t open = 0;     // running now
    std::int64_t aborted = 0;  // the caller left before the answer's end
  };

  // Counts one call while it lives. Must not outlive the counters.
  class Call {
   public:
    Call(Counters& counters, std::string_view model);
    ~Call();
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;

    std::int64_t number() const { return m_number; }  // 1 = the first of this name
    void aborted() { ++m_row.aborted; }

   private:
    Row& m_row;
    std::int64_t m_number;
  };

  // Forgets all counts; running calls go on.
  void clear();

  // {"models":{"hello":{"calls":1,"open":0,"aborted":0}}}, by name.
  std::string json() const;

 private:
  Row& row(std::string_view model);

  std::map<std::string, Row, std::less<>> m_rows;
  Row m_others;  // beyond the limit of names
};

}  // namespace sb::demo
