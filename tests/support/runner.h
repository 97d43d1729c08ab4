// An upstream that waits to be told what to do, and knows when it was left: what races and copies
// of requests need. Owner: the test.
#pragma once

#include <atomic>

#include "tests/support/upstream.h"

namespace sb::test {

class Runner {
 public:
  explicit Runner(Upstream::Answer answer)
      : m_answer(std::move(answer)),
        m_upstream([this](RawSocket& socket, const Upstream::Request& request) {
          serve(socket, request);
        }) {}
  ~Runner() { speak(); }

  // From now on everybody gets the answer.
  void speak() { m_speaks = true; }
  // Its askers that left before they got one.
  int left() const { return m_left; }

  std::uint16_t port() const { return m_upstream.port(); }
  int asked() const { return m_upstream.count(); }
  std::vector<Upstream::Request> requests() const { return m_upstream.requests(); }

 private:
  void serve(RawSocket& socket, const Upstream::Request& request) {
    while (!m_speaks) {
      if (socket.quiet(2)) continue;
      ++m_left;
      socket.close();
      return;
    }
    m_answer(socket, request);
  }

  Upstream::Answer m_answer;
  std::atomic<bool> m_speaks{false};
  std::atomic<int> m_left{0};
  Upstream m_upstream;
};

inline bool wantsStream(const Upstream::Request& request) {
  return request.body.find("\"stream\":true") != std::string::npos;
}

inline std::string streamOf(const std::string& text) {
  return Upstream::delta(text) + Upstream::finish();
}

// An answer with this text, whole or as a stream.
inline Upstream::Answer saying(const std::string& text) {
  return [text](RawSocket& socket, const Upstream::Request& request) {
    socket.send(wantsStream(request) ? Upstream::stream(streamOf(text))
                                     : Upstream::json(Upstream::completion(text)));
  };
}

inline Upstream::Answer refusing(int status) {
  return [status](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(R"({"error":{"message":"no","type":"t"}})", status));
  };
}

}  // namespace sb::test
