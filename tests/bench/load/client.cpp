#include "tests/bench/load/client.h"

#include <fmt/format.h>

#include <stdexcept>

namespace sb::bench {
namespace {

std::array<char, 65536> s_buffer;  // one thread, emptied at once

}  // namespace

void Client::send(std::string_view request) {
  const auto sent = sendSome(m_fd, request);
  if (!sent || *sent != request.size()) refuse("a request could not be sent", "");
}

bool Client::receive(std::string* body) {
  const auto got = receiveSome(m_fd, s_buffer);
  if (!got) return false;
  if (*got == 0) refuse("the connection was closed", "");
  const std::string_view bytes(s_buffer.data(), *got);
  const auto state = m_reader.feed(bytes, body);
  if (state == ResponseReader::State::Broken) refuse("the answer is no HTTP", bytes);
  if (state == ResponseReader::State::Head) return false;
  if (m_reader.status() != 200) refuse("the answer's status is not 200", bytes);
  return state == ResponseReader::State::Done;
}

bool Client::closedByPeer() {
  const auto got = receiveSome(m_fd, s_buffer);
  return got && *got == 0;
}

void Client::refuse(std::string_view what, std::string_view bytes) const {
  throw std::runtime_error(fmt::format("{}: {}", what, bytes.substr(0, 600)));
}

}  // namespace sb::bench
