// Takes the requests of one lane: front door, then the endpoint. Owner: Gateway; the lane's thread.
#pragma once

#include "core/gateway/exchange.h"
#include "core/gateway/lane.h"
#include "core/net/http_connection.h"

namespace sb::gateway {

class Handler final : public net::HttpHandler {
 public:
  explicit Handler(Lane& lane) : m_lane(lane) {}

  net::Task<void> handle(net::HttpConnection& connection) override;
  std::string protocolError(const Error& error) override;

 private:
  net::Task<void> serve(Exchange& x);
  Result<Match> route(Exchange& x) const;
  Status authenticate(Exchange& x, const Match& match) const;
  net::Task<void> dispatch(Exchange& x, const Match& match);

  Lane& m_lane;
};

}  // namespace sb::gateway
