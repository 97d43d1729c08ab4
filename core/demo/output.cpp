#include "core/demo/output.h"

#include <fmt/format.h>

namespace sb::demo {
namespace {

constexpr int kBurst = 64;

std::string headOf(int status, std::string_view lines, std::string_view framing) {
  std::string head;
  net::appendStatusLine(head, status);
  head.append(lines).append(framing).append("Connection: close\r\n\r\n");
  return head;
}

}  // namespace

// An answer that never waits would keep all other streams of the thread waiting.
net::Task<void> Output::giveWay() {
  if (++m_burst < kBurst) co_return;
  m_burst = 0;
  co_await net::GiveWay(m_connection.worker().loop());
}

net::Task<bool> Output::begin(int status, std::string lines) {
  if (m_script.gzip) lines += "Content-Encoding: gzip\r\n";
  if (m_script.bytes > 0)
    co_return co_await trickle(headOf(status, lines, "Transfer-Encoding: chunked\r\n"));
  m_connection.begin(status, lines);
  co_return co_await m_connection.flush();
}

net::Task<bool> Output::write(std::string_view text) {
  if (!m_script.gzip) co_return co_await chunk(text);
  const std::string wrapped = m_gzip.feed(text);
  co_return co_await chunk(wrapped);
}

net::Task<bool> Output::chunk(std::string_view bytes) {
  if (bytes.empty()) co_return !m_connection.gone();
  if (m_script.bytes > 0)
    co_return co_await trickle(fmt::format("{:x}\r\n{}\r\n", bytes.size(), bytes));
  co_await giveWay();
  if (!m_connection.send(bytes)) co_return false;
  if (!m_connection.congested()) co_return true;
  co_return co_await m_connection.flush();
}

net::Task<bool> Output::end() {
  if (m_script.gzip) {
    const std::string last = m_gzip.finish();
    const bool written = co_await chunk(last);
    if (!written) co_return false;
  }
  if (m_script.bytes > 0) co_return co_await trickle("0\r\n\r\n");
  co_return co_await m_connection.end();
}

net::Task<bool> Output::whole(int status, std::string lines, std::string_view body) {
  std::string wrapped;
  if (m_script.gzip) {
    lines += "Content-Encoding: gzip\r\n";
    wrapped = m_gzip.feed(body);
    wrapped += m_gzip.finish();
    body = wrapped;
  }
  if (m_script.bytes == 0) co_return co_await m_connection.respond(status, lines, body);
  const std::string length = fmt::format("Content-Length: {}\r\n", body.size());
  std::string text = headOf(status, lines, length);
  text += body;
  co_return co_await trickle(std::move(text));
}

net::Task<bool> Output::trickle(std::string bytes) {
  std::string_view rest = bytes;
  while (!rest.empty()) {
    const std::string_view piece = rest.substr(0, static_cast<std::size_t>(m_script.bytes));
    rest.remove_prefix(piece.size());
    if (!m_connection.sendRaw(piece)) co_return false;
    bool flushed = true;
    if (m_connection.congested()) flushed = co_await m_connection.flush();
    if (!flushed) co_return false;
    co_await giveWay();
  }
  co_return true;
}

}  // namespace sb::demo
