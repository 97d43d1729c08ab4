// Lets other threads of the core go first now and then, within long work on a database: an event
// loop with open requests may be waiting. Linux lets a thread that works go on for some
// milliseconds though others are ready; sched_yield() ends its turn, and costs little where nobody
// waits.
//
// Work on the thread where one lives has steps; on other threads, steps do nothing. The pages that
// SQLite writes (at a commit, at a checkpoint) are steps, too. Of two on one thread the inner
// counts.
#pragma once

namespace sb::store {

class GiveWay {
 public:
  GiveWay();
  ~GiveWay();
  GiveWay(const GiveWay&) = delete;
  GiveWay& operator=(const GiveWay&) = delete;

  // After a piece of about two microseconds: some of them make a turn.
  static void step();
  // Ends the turn. Leaves errno as it is.
  static void now();

 private:
  bool m_may = true;
  int m_steps = 0;
  GiveWay* const m_outer;
};

// Makes steps of SQLite's writes. Once, before the first database is opened.
void giveWayWhereSqliteWrites();

}  // namespace sb::store
