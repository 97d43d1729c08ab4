#include "core/ledger/body_stage.h"

#include <utility>
#include <vector>

#include "core/base/log.h"
#include "core/ledger/body_packer.h"
#include "core/store/give_way.h"

namespace sb::ledger {
namespace {

constexpr Millis kGather{10};  // one wake for many requests
constexpr Millis kLongIdle{60'000};

}  // namespace

BodyStage::BodyStage(const State& state, Next next)
    : m_state(state), m_next(std::move(next)), m_thread([this] { run(); }) {}

BodyStage::~BodyStage() { close(); }

void BodyStage::push(std::unique_ptr<Entry> entry) {
  const bool urgent = entry->urgent();
  m_queue.push(std::move(entry));
  m_sleeper.wake(urgent);
}

void BodyStage::close() {
  m_closing = true;
  m_sleeper.wake(true);
  if (m_thread.joinable()) m_thread.join();
}

void BodyStage::run() {
  std::vector<std::unique_ptr<Entry>> taken;
  for (;;) {
    const bool closing = m_closing;
    m_queue.takeAll(taken);
    if (taken.empty() && closing) return;
    bool urgent = closing;
    store::GiveWay others;
    for (std::unique_ptr<Entry>& entry : taken) {
      urgent = urgent || entry->urgent();
      prepare(*entry);
      m_next(std::move(entry));
      store::GiveWay::step();
    }
    if (taken.empty())
      m_sleeper.idle(kLongIdle, [this] { return !m_queue.empty() || m_closing; });
    else if (!urgent)
      m_sleeper.doze(kGather, [this] { return m_closing.load(); });
    taken.clear();
  }
}

void BodyStage::prepare(Entry& entry) {
  try {
    entry.request = packBody(entry.record->request, m_state.bodies(), m_packer);
    entry.response = packBody(entry.record->response, m_state.bodies(), m_packer);
  } catch (const std::exception& error) {  // no memory for it
    entry.request = entry.response = PackedBody();
    entry.shed = true;
    log::warn(std::string("a body was not kept: ") + error.what());
  }
}

}  // namespace sb::ledger
