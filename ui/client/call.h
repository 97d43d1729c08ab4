// A handle of a call that was sent. Dropping it changes nothing: the call goes on. GUI thread.
#pragma once

#include <QPointer>

namespace sb::ui {

class PendingCall;

class Call {
 public:
  Call() = default;
  explicit Call(PendingCall* pending);

  // The callback is not called any more. What was sent may still be done by the gateway.
  void cancel();
  bool isRunning() const;

 private:
  QPointer<PendingCall> m_pending;
};

// Cancels the call before it when it gets the next, and the last when it goes: for searches as one
// types, and for pages whose row was left.
class LatestCall {
 public:
  LatestCall() = default;
  ~LatestCall() { m_call.cancel(); }
  LatestCall(const LatestCall&) = delete;
  LatestCall& operator=(const LatestCall&) = delete;

  LatestCall& operator=(const Call& call);
  void cancel() { m_call.cancel(); }
  bool isRunning() const { return m_call.isRunning(); }

 private:
  Call m_call;
};

}  // namespace sb::ui
