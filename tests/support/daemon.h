// A real signalboxd process on a Home. Owner: the test, on its own thread; the process dies with
// this object.
#pragma once

#include <QProcess>
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
  qint64 pid() const { return m_process.processId(); }
  void signal(int number);
  // Waits for its end; the exit code, -1 for an end by a signal.
  int wait(int patience = 30'000);
  // What it wrote so far.
  std::string out();
  std::string err();

 private:
  std::shared_ptr<Home> m_home;
  QProcess m_process;
  std::string m_out, m_err;
  bool m_ready = false;
};

}  // namespace sb::test
