// The thread between workers and writer for requests whose bodies are kept: redacts and compresses.
// Internal to core/ledger.
#pragma once

#include <atomic>
#include <functional>
#include <thread>

#include "core/ledger/entry.h"
#include "core/ledger/mpsc_queue.h"
#include "core/ledger/sleeper.h"
#include "core/ledger/state.h"
#include "core/store/zstd.h"

namespace sb::ledger {

class BodyStage {
 public:
  using Next = std::function<void(std::unique_ptr<Entry>)>;

  // `next` takes what is ready, on this stage's thread.
  BodyStage(const State& state, Next next);
  ~BodyStage();

  void push(std::unique_ptr<Entry> entry);
  // Finishes what is queued, then ends the thread.
  void close();

 private:
  void run();
  void prepare(Entry& entry);

  const State& m_state;
  Next m_next;
  MpscQueue<Entry> m_queue;
  Sleeper m_sleeper;
  store::ZstdPacker m_packer;
  std::atomic<bool> m_closing{false};
  std::thread m_thread;
};

}  // namespace sb::ledger
