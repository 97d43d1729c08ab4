// Routes under real traffic: providers whose mood changes, and who has answered how often. Owner:
// the test.
#pragma once

#include <atomic>
#include <map>
#include <string>
#include <vector>

#include "tests/support/engine.h"
#include "tests/support/runner.h"

namespace sb::test {

// Fails, says nothing or answers, as it is told at the moment.
class Moody {
 public:
  enum Mood { Fails, Cuts, Silent, Good };

  explicit Moody(Mood mood = Good)
      : m_mood(mood), m_upstream([this](RawSocket& socket, const Upstream::Request& request) {
          serve(socket, request);
        }) {}
  ~Moody() { m_mood = Good; }

  void become(Mood mood) { m_mood = mood; }
  std::uint16_t port() const { return m_upstream.port(); }
  int asked() const { return m_upstream.count(); }

 private:
  void serve(RawSocket& socket, const Upstream::Request& request) {
    while (m_mood == Silent && socket.quiet(2)) {
    }
    if (m_mood == Silent || m_mood == Cuts) return socket.close();
    (m_mood == Fails ? refusing(500) : saying("hi"))(socket, request);
  }

  std::atomic<Mood> m_mood;
  Upstream m_upstream;
};

// Route "r": the flow over providers that are called a, b, c … in the order of their ports.
inline std::string routeOver(const std::vector<std::uint16_t>& ports, const std::string& flow,
                             const std::string& more = "") {
  std::string yaml = "providers:\n";
  for (std::size_t i = 0; i < ports.size(); ++i)
    yaml += providerLine(std::string(1, static_cast<char>('a' + i)), ports[i]);
  return yaml + "routes: [ { name: r, flow: " + flow + " } ]\n" + more;
}

inline std::string providerOf(const RawResponse& answer) {
  return answer.header("x-signalbox-provider");
}

using Answers = std::map<std::string, int>;

// How often each provider has answered.
inline Answers answersOf(const Engine& engine, int requests, const std::string& lines = "") {
  Answers answers;
  RawSocket client = engine.connect();
  for (int i = 0; i < requests; ++i) {
    client.send(Gate::text("POST", "/v1/chat/completions", chatBody("r", "hi"), lines));
    const RawResponse answer = client.readResponse();
    ++answers[answer.status == 200 ? providerOf(answer) : std::to_string(answer.status)];
  }
  return answers;
}

// Which providers have answered them.
inline Answers answersOf(std::vector<RawSocket>& clients) {
  Answers answers;
  for (RawSocket& client : clients)
    ++answers[providerOf(client.readResponse())];
  return answers;
}

}  // namespace sb::test
