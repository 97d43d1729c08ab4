// An upstream that does what the request's script says, and what the upstreams of a run saw.
// Owner: the run; each connection has a thread of its own.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "tests/integration/chaos/history.h"
#include "tests/support/raw_peer.h"

namespace sb::test::chaos {

// The calls of all upstreams. Any thread.
class Board {
 public:
  std::size_t begin(int n, char letter);
  void content(std::size_t call);  // the first is being sent
  void end(std::size_t call, Call::End how);
  // Waits until one of these upstreams was asked for this; false: none was, for a long time.
  bool awaitBegun(int n, std::string_view letters);
  std::vector<Call> calls() const;

 private:
  mutable std::mutex m_mutex;
  std::condition_variable m_changed;
  std::vector<Call> m_calls;
  std::unordered_map<int, std::string> m_begun;  // letters
};

class ScriptedUpstream {
 public:
  ScriptedUpstream(char letter, Board& board);
  std::uint16_t port() const { return m_peer.port(); }

 private:
  void serve(RawSocket& socket);
  // False: this connection serves no further request.
  bool answer(RawSocket& socket, Asked asked, const std::string& key);
  Call::End tell(RawSocket& socket, const Asked& asked, std::size_t call);
  Call::End tellWell(RawSocket& socket, const Asked& asked, std::size_t call);
  Call::End tellHalf(RawSocket& socket, const Asked& asked, std::size_t call);

  const char m_letter;
  Board& m_board;
  RawPeer m_peer;
};

std::string gzipped(const std::string& text);

}  // namespace sb::test::chaos
