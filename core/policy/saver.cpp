#include "core/policy/saver.h"

#include <utility>

namespace sb::policy {

Saver::Saver(Millis every, std::function<void()> save)
    : m_every(every), m_save(std::move(save)), m_thread([this] { run(); }) {}

Saver::~Saver() {
  {
    const std::lock_guard lock(m_mutex);
    m_closing = true;
  }
  m_wake.notify_all();
  m_thread.join();
}

void Saver::run() {
  for (bool closing = false; !closing;) {
    {
      std::unique_lock lock(m_mutex);
      closing = m_wake.wait_for(lock, m_every, [this] { return m_closing; });
    }
    m_save();
  }
}

}  // namespace sb::policy
