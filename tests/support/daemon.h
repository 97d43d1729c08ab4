// A real signalboxd process on a Home. Owner: the test, on its own thread; the process dies with
// this object. What it writes goes to files beside the configuration.
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/support/engine.h"

namespace sb::test {

class Daemon : public Gate {
 public:
  // `program`: its path. Waits until it is ready or has ended.
  Daemon(const std::string& program, std::shared_ptr<Home> home,
         const std::vector<std::string>& more = {});
  ~Daemon() override;

  bool ready() const { return m_ready; }
  Home& home() { return *m_home; }
  pid_t pid() const { return m_pid; }
  void signal(int number);
  // Waits for its end; the exit code, -1 for an end by a signal, -2 while it still runs.
  int wait(int patience = 30'000);
  // What it wrote so far.
  std::string out() const;
  std::string err() const;

 private:
  bool ended();

  std::shared_ptr<Home> m_home;
  std::string m_outFile, m_errFile;
  pid_t m_pid = -1;
  int m_status = 0;
  bool m_ended = false, m_ready = false;
};

}  // namespace sb::test
