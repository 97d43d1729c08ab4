#include "ui/client/call.h"

#include "ui/client/pending_call.h"

namespace sb::ui {

Call::Call(PendingCall* pending) : m_pending(pending) {}

void Call::cancel() {
  if (m_pending) m_pending->cancel();
}

bool Call::isRunning() const { return m_pending && !m_pending->isOver(); }

LatestCall& LatestCall::operator=(const Call& call) {
  m_call.cancel();
  m_call = call;
  return *this;
}

}  // namespace sb::ui
