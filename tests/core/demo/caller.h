// Asks a demo server as a plain client does, for its tests.
#pragma once

#include <string>
#include <string_view>

#include "core/demo/demo_server.h"
#include "tests/support/openai.h"
#include "tests/support/raw_socket.h"

namespace sb::test {

class Caller {
 public:
  Caller() : m_server(std::move(*demo::DemoServer::start(demo::DemoOptions()))) {}

  demo::DemoServer& server() { return *m_server; }
  RawSocket connect() const { return RawSocket(m_server->port()); }

  RawResponse post(std::string_view target, const std::string& body, std::string_view more = {}) {
    RawSocket socket = connect();
    socket.send(httpRequest("POST", target, body, more));
    return socket.readResponse();
  }

  RawResponse get(std::string_view target) {
    RawSocket socket = connect();
    socket.send(httpRequest("GET", target, ""));
    return socket.readResponse();
  }

  RawResponse chat(const std::string& body, std::string_view more = {}) {
    return post("/v1/chat/completions", body, more);
  }

  // {"calls":…,"open":…,"aborted":…} of one model.
  boost::json::object counts(std::string_view model) {
    const auto all = json::parse(get("/v1/demo/requests").body);
    if (!all) return {};  // no answer within the socket's patience
    const auto& models = all->at("models").as_object();
    return models.contains(model) ? models.at(model).as_object() : boost::json::object();
  }

 private:
  std::unique_ptr<demo::DemoServer> m_server;
};

}  // namespace sb::test
