// An upstream whose every byte a function writes: the provider of tests that need what the demo
// provider cannot do. Serves several requests on a connection, several connections at once, each on
// a thread of its own. Owner: the test. It remembers what it was asked.
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "tests/support/raw_peer.h"

namespace sb::test {

class Upstream {
 public:
  struct Request {
    int connection = 0;  // from 0
    int number = 0;      // of all requests, from 0
    std::string head, body;

    std::string header(std::string_view name) const {
      return RawResponse{0, head, "", true}.header(name);
    }
    bool has(std::string_view name) const {
      return lower(head).find("\n" + lower(name) + ":") != std::string::npos;
    }
    std::string target() const {
      const std::size_t at = head.find(' ') + 1;
      return head.substr(at, head.find(' ', at) - at);
    }
  };
  // Writes the answer. A socket that it closes serves no further request.
  using Answer = std::function<void(RawSocket&, const Request&)>;

  explicit Upstream(Answer answer)
      : m_answer(std::move(answer)),
        m_peer([this](RawSocket& socket, int n) { serve(socket, n); }) {}

  std::uint16_t port() const { return m_peer.port(); }
  std::string origin() const { return "http://127.0.0.1:" + std::to_string(port()); }
  int connections() const { return m_peer.connections(); }
  std::vector<Request> requests() const {
    std::lock_guard lock(m_mutex);
    return m_requests;
  }
  int count() const { return static_cast<int>(requests().size()); }

  // ---- answers ----
  static std::string json(const std::string& body, int status = 200,
                          const std::string& lines = "Content-Type: application/json\r\n") {
    return "HTTP/1.1 " + std::to_string(status) + " X\r\n" + lines +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  }
  static std::string completion(const std::string& text = "hi") {
    return R"({"id":"c1","object":"chat.completion","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":")" +
           text +
           R"("},"finish_reason":"stop"}],"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}})";
  }
  static std::string streamHead(const std::string& lines = "") {
    return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n" +
           lines + "\r\n";
  }
  static std::string chunk(std::string_view bytes) {
    char size[24];
    std::snprintf(size, sizeof size, "%zx\r\n", bytes.size());
    return size + std::string(bytes) + "\r\n";
  }
  static std::string lastChunk() { return "0\r\n\r\n"; }
  static std::string stream(std::string_view events, const std::string& lines = "") {
    return streamHead(lines) + chunk(events) + lastChunk();
  }
  // One chunk of a chat stream that says something.
  static std::string delta(const std::string& text) {
    return R"(data: {"id":"c1","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{"content":")" +
           text + "\"},\"finish_reason\":null}]}\n\n";
  }
  static std::string finish() {
    return "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":"
           "[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
  }

 private:
  void serve(RawSocket& socket, int n) {
    while (socket.open()) {
      Request request;
      request.connection = n;
      request.head = socket.readHead();
      if (!request.head.ends_with("\r\n\r\n")) return;
      request.body = socket.readExactly(
          static_cast<std::size_t>(std::atoll(("0" + request.header("Content-Length")).c_str())));
      {
        std::lock_guard lock(m_mutex);
        request.number = static_cast<int>(m_requests.size());
        m_requests.push_back(request);
      }
      m_answer(socket, request);
    }
  }

  Answer m_answer;
  mutable std::mutex m_mutex;
  std::vector<Request> m_requests;
  RawPeer m_peer;
};

// Until its client has gone: what an upstream that falls silent does.
inline void waitForEnd(RawSocket& socket) {
  while (!socket.readSome().empty()) {
  }
  socket.close();
}

}  // namespace sb::test
