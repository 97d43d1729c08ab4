// The caller of a request that nobody waits for: takes the whole answer and keeps nothing of it.
// Owner: the shadow whose caller it is; the lane's thread.
#pragma once

#include <string>

#include "core/gateway/lane.h"
#include "core/net/caller.h"

namespace sb::gateway {

class Nobody final : public net::Caller {
 public:
  // A copy of a request, which it counts among the lane's shadows as long as it lives.
  Nobody(Lane& lane, net::RequestHead head, std::string clientAddress, std::string body);
  ~Nobody() override;

  const net::RequestHead& request() const override { return m_head; }
  const std::string& clientAddress() const override { return m_clientAddress; }
  Steady receivedAt() const override { return m_receivedAt; }
  net::Guard& guard() override { return m_guard; }
  bool lastWord() override { return false; }

  Status charge(std::size_t bytes) override;
  net::Task<Result<std::string>> readBody(std::int64_t limit) override;

  net::Task<bool> respond(int status, std::string_view headerLines, std::string_view body) override;
  void begin(int, std::string_view) override { m_begun = true; }
  bool begun() const override { return m_begun; }
  bool send(std::span<const std::string_view>) override { return true; }
  bool congested() const override { return false; }
  net::Task<bool> flush() override;
  net::Task<bool> end() override;

 private:
  Lane& m_lane;
  const net::RequestHead m_head;
  const std::string m_clientAddress;
  std::string m_body;
  const Steady m_receivedAt;
  net::Guard m_guard;
  std::int64_t m_charged = 0;
  bool m_begun = false;
};

}  // namespace sb::gateway
