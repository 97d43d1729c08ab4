// What the demo provider serves under /v1: chat/completions, completions, embeddings, models and
// its own counters. Owner: the demo server; one thread.
#pragma once

#include <cstdint>
#include <string>

#include "core/demo/ask.h"
#include "core/demo/counters.h"
#include "core/net/http_connection.h"

namespace sb::demo {

class Endpoints final : public net::HttpHandler {
 public:
  explicit Endpoints(std::uint64_t seed) : m_seed(seed) {}

  net::Task<void> handle(net::HttpConnection& connection) override;
  std::string protocolError(const Error& error) override;

 private:
  net::Task<void> chat(net::HttpConnection& connection);
  net::Task<void> completions(net::HttpConnection& connection);
  net::Task<void> generate(net::HttpConnection& connection, Endpoint endpoint);
  net::Task<void> embeddings(net::HttpConnection& connection);
  net::Task<void> models(net::HttpConnection& connection);
  net::Task<void> model(net::HttpConnection& connection);
  net::Task<void> requests(net::HttpConnection& connection);
  net::Task<void> forget(net::HttpConnection& connection);
  std::string nextRequestId();

  std::uint64_t m_seed;
  std::int64_t m_requests = 0;
  Counters m_counters;
};

}  // namespace sb::demo
