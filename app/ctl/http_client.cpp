#include "app/ctl/http_client.h"

#include <fmt/format.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <optional>

#include "core/base/text.h"

namespace sb::ctl {
namespace {

constexpr int kConnectMs = 5'000;
constexpr int kSilenceMs = 90'000;  // a stream gives a sign of life each 10 s, a test lasts 30 s
constexpr std::size_t kMostHead = 64 * 1024;
constexpr std::size_t kMostBody = 512 * 1024 * 1024;

Error unreachable(std::string what) { return {ErrorKind::ConnectRefused, std::move(what)}; }

Error unreachable(const Address& to, std::string_view why) {
  return unreachable(fmt::format("no Signalbox answers at {} port {}: {}", to.host, to.port, why));
}

// Closes itself.
class Socket {
 public:
  explicit Socket(int fd) : m_fd(fd) {}
  ~Socket() {
    if (m_fd >= 0) ::close(m_fd);
  }
  Socket(Socket&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
  Socket& operator=(Socket&& other) noexcept {
    std::swap(m_fd, other.m_fd);
    return *this;
  }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  bool ready(short events, int patience) const {
    pollfd wait{m_fd, events, 0};
    int n = 0;
    do
      n = ::poll(&wait, 1, patience);
    while (n < 0 && errno == EINTR);
    return n == 1;
  }
  int fd() const { return m_fd; }

 private:
  int m_fd;
};

std::optional<Socket> tryOne(const addrinfo& at, std::string& why) {
  Socket socket(::socket(at.ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  int error = 0;
  socklen_t size = sizeof error;
  if (::connect(socket.fd(), at.ai_addr, at.ai_addrlen) != 0 && errno != EINPROGRESS)
    error = errno;
  else if (!socket.ready(POLLOUT, kConnectMs))
    error = ETIMEDOUT;
  else
    ::getsockopt(socket.fd(), SOL_SOCKET, SO_ERROR, &error, &size);
  if (error == 0) return socket;
  why = std::strerror(error);
  return std::nullopt;
}

Result<Socket> connectTo(const Address& to) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* all = nullptr;
  const int failed = ::getaddrinfo(to.host.c_str(), std::to_string(to.port).c_str(), &hints, &all);
  if (failed != 0) return unreachable(to, ::gai_strerror(failed));
  std::string why = "no address";
  std::optional<Socket> socket;
  for (const addrinfo* at = all; at != nullptr && !socket; at = at->ai_next)
    socket = tryOne(*at, why);
  ::freeaddrinfo(all);
  if (!socket) return unreachable(to, why);
  return std::move(*socket);
}

bool writeAll(const Socket& socket, std::string_view bytes) {
  while (!bytes.empty()) {
    if (!socket.ready(POLLOUT, kSilenceMs)) return false;
    const ssize_t n = ::send(socket.fd(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (n < 0 && errno != EINTR && errno != EAGAIN) return false;
    if (n > 0) bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

// Takes an answer apart as its bytes arrive.
class Reader {
 public:
  Reader(const Socket& socket, const OnBytes& onBytes) : m_socket(socket), m_onBytes(onBytes) {}

  Result<Response> read() {
    std::size_t end = std::string::npos;
    while ((end = m_in.find("\r\n\r\n")) == std::string::npos)
      if (m_in.size() > kMostHead || !more()) return broken();
    readHead(std::string_view(m_in).substr(0, end));
    m_in.erase(0, end + 4);
    if (m_response.status == 204) return m_response;
    if (!readBody()) return broken();
    return m_response;
  }

 private:
  static Error broken() { return unreachable("the server's answer broke off"); }

  bool more() {
    char bytes[16 * 1024];
    if (!m_socket.ready(POLLIN, kSilenceMs)) return false;
    const ssize_t n = ::recv(m_socket.fd(), bytes, sizeof bytes, 0);
    if (n <= 0) return n < 0 && (errno == EINTR || errno == EAGAIN);
    m_in.append(bytes, static_cast<std::size_t>(n));
    return true;
  }

  void readHead(std::string_view head) {
    if (head.size() > 12) std::from_chars(head.data() + 9, head.data() + 12, m_response.status);
    for (const std::string_view line : split(head, '\n')) {
      const std::size_t colon = line.find(':');
      if (colon == std::string_view::npos) continue;
      const std::string_view value = trim(line.substr(colon + 1));
      if (equalNoCase(line.substr(0, colon), "Content-Type")) m_response.contentType = value;
      if (equalNoCase(line.substr(0, colon), "Transfer-Encoding")) m_chunked = true;
      std::size_t length = 0;
      if (equalNoCase(line.substr(0, colon), "Content-Length") &&
          std::from_chars(value.data(), value.data() + value.size(), length).ec == std::errc())
        m_length = length;
    }
  }

  bool deliver(std::string_view bytes) {
    if (m_onBytes && m_response.status == 200) return m_onBytes(bytes);
    m_response.body += bytes;
    return m_response.body.size() <= kMostBody;
  }

  // False when the stream ends before `size` bytes, or nobody wants more of them.
  bool take(std::size_t size) {
    while (size > 0) {
      if (m_in.empty() && !more()) return false;
      const std::size_t n = std::min(size, m_in.size());
      m_wanted = deliver(std::string_view(m_in).substr(0, n));
      m_in.erase(0, n);
      size -= n;
      if (!m_wanted) return false;
    }
    return true;
  }

  bool readChunks() {
    for (;;) {
      std::size_t end = 0;
      while ((end = m_in.find("\r\n")) == std::string::npos)
        if (!more()) return false;
      std::size_t size = 0;
      std::from_chars(m_in.data(), m_in.data() + end, size, 16);
      m_in.erase(0, end + 2);
      if (size == 0) return true;
      if (!take(size)) return false;
      while (m_in.size() < 2)
        if (!more()) return false;
      m_in.erase(0, 2);
    }
  }

  bool readBody() {
    bool whole = true;
    if (m_chunked)
      whole = readChunks();
    else if (m_length)
      whole = take(*m_length);
    return whole || !m_wanted;
  }

  const Socket& m_socket;
  const OnBytes& m_onBytes;
  std::string m_in;
  Response m_response;
  std::optional<std::size_t> m_length;
  bool m_chunked = false;
  bool m_wanted = true;
};

std::string textOf(const Address& to, const Request& request) {
  const bool six = to.host.find(':') != std::string::npos;
  std::string text = fmt::format(
      "{} {} HTTP/1.1\r\nHost: {}:{}\r\nAuthorization: Bearer {}\r\n"
      "User-Agent: signalboxctl\r\nConnection: close\r\n",
      request.method, request.target, six ? "[" + to.host + "]" : to.host, to.port, request.token);
  if (!request.body.empty())
    text += fmt::format("Content-Type: {}\r\nContent-Length: {}\r\n", request.contentType,
                        request.body.size());
  return text + "\r\n" + request.body;
}

}  // namespace

Result<Address> parseAddress(std::string_view url) {
  const Error wrong(ErrorKind::BadRequest,
                    "the admin address must look like http://127.0.0.1:7412");
  if (!startsWithNoCase(url, "http://")) return wrong;
  url.remove_prefix(7);
  while (url.ends_with('/'))
    url.remove_suffix(1);
  const std::size_t colon = url.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return wrong;
  Address to;
  const std::string_view port = url.substr(colon + 1);
  const auto [end, ec] = std::from_chars(port.data(), port.data() + port.size(), to.port);
  if (ec != std::errc() || end != port.data() + port.size()) return wrong;
  std::string_view host = url.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (host.find_first_of("/@?# \r\n") != std::string_view::npos) return wrong;
  to.host = host;
  return to;
}

Result<Response> send(const Address& to, const Request& request, const OnBytes& onBytes) {
  const Result<Socket> socket = connectTo(to);
  if (!socket) return socket.error();
  if (!writeAll(*socket, textOf(to, request))) return unreachable(to, "it takes no request");
  return Reader(*socket, onBytes).read();
}

std::string percentEncode(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_' || c == '~';
    if (plain)
      out += c;
    else
      out += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
  }
  return out;
}

}  // namespace sb::ctl
