// The demo provider: a real upstream inside the process, on a loopback port, that speaks OpenAI's
// dialect. It is the newcomer's first model and the tests' scripted upstream; docs/demo-provider.md
// describes both. Owner: the composition root, whose thread calls everything here; the requests are
// served by a thread of its own.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "core/base/result.h"

namespace sb::demo {

struct DemoOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  // 0 picks one
  std::uint64_t seed = 0;  // of the embeddings
};

class DemoServer {
 public:
  // Serves from its return on. Conflict, ConfigInvalid: the address or port cannot be had.
  static Result<std::unique_ptr<DemoServer>> start(const DemoOptions& options);
  ~DemoServer();
  DemoServer(const DemoServer&) = delete;
  DemoServer& operator=(const DemoServer&) = delete;

  // "http://127.0.0.1:PORT/v1"
  std::string baseUrl() const;
  std::uint16_t port() const;

  // Ends all streams and the thread. Nothing may follow but the destructor.
  void stop();

 private:
  struct State;
  explicit DemoServer(std::unique_ptr<State> state);

  std::unique_ptr<State> m_state;
};

}  // namespace sb::demo
