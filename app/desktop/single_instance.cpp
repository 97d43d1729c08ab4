#include "app/desktop/single_instance.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalServer>
#include <QLocalSocket>
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace sb::app {
namespace {

constexpr int kPatienceMs = 2'000;
constexpr qint64 kMostBytes = 64 * 1024;
constexpr std::size_t kLongestPath = sizeof(sockaddr_un::sun_path) - 1;

std::string hashOf(const std::string& text) {
  return QCryptographicHash::hash(QByteArray::fromStdString(text), QCryptographicHash::Sha256)
      .toHex()
      .left(16)
      .toStdString();
}

QByteArray messageOf(const std::vector<std::string>& arguments) {
  QJsonArray list;
  for (const std::string& argument : arguments)
    list.append(QString::fromStdString(argument));
  return QJsonDocument(list).toJson(QJsonDocument::Compact) + '\n';
}

int connectTo(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() > kLongestPath) return -1;
  std::copy(path.begin(), path.end(), std::begin(address.sun_path));
  const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return -1;
  if (::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0) return fd;
  ::close(fd);
  return -1;
}

bool heardBack(int fd) {
  pollfd wait{fd, POLLIN, 0};
  char answer = 0;
  return ::poll(&wait, 1, kPatienceMs) == 1 && ::read(fd, &answer, 1) == 1;
}

}  // namespace

std::string instanceSocket(const std::string& dataFolder, const std::string& key) {
  std::error_code ec;
  const std::string whole = std::filesystem::absolute(dataFolder, ec).lexically_normal().string();
  const std::string name = "/signalbox-" + hashOf(whole + "\n" + key) + ".sock";
  const char* runtime = std::getenv("XDG_RUNTIME_DIR");
  if (runtime != nullptr && *runtime == '/' && std::strlen(runtime) + name.size() <= kLongestPath &&
      ::access(runtime, W_OK) == 0)
    return runtime + name;
  if (whole.size() + name.size() <= kLongestPath) return whole + name;
  return "/tmp/signalbox-" + std::to_string(::getuid()) + name.substr(10);
}

bool handOver(const std::string& socket, const std::vector<std::string>& arguments) {
  const int fd = connectTo(socket);
  if (fd < 0) return false;
  const QByteArray message = messageOf(arguments);
  const bool sent = ::send(fd, message.constData(), static_cast<std::size_t>(message.size()),
                           MSG_NOSIGNAL) == message.size();
  const bool heard = sent && heardBack(fd);
  ::close(fd);
  return heard;
}

SingleInstance::SingleInstance(QString socket, QObject* parent)
    : QObject(parent), m_socket(std::move(socket)), m_server(new QLocalServer(this)) {
  m_server->setSocketOptions(QLocalServer::UserAccessOption);
  connect(m_server, &QLocalServer::newConnection, this, &SingleInstance::take);
}

SingleInstance::~SingleInstance() = default;

bool SingleInstance::listen() {
  if (m_server->listen(m_socket)) return true;
  // Nobody answered handOver(): what is there is left over.
  QLocalServer::removeServer(m_socket);
  return m_server->listen(m_socket);
}

void SingleInstance::take() {
  while (QLocalSocket* const socket = m_server->nextPendingConnection()) {
    connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
    const auto read = [this, socket] {
      if (socket->bytesAvailable() > kMostBytes) return socket->abort();
      if (!socket->canReadLine()) return;
      QStringList arguments;
      for (const QJsonValue value : QJsonDocument::fromJson(socket->readLine()).array())
        arguments.append(value.toString());
      socket->write("k");
      socket->flush();
      Q_EMIT startedAgain(arguments);
    };
    connect(socket, &QLocalSocket::readyRead, this, read);
    if (socket->bytesAvailable() > 0) read();
  }
}

}  // namespace sb::app
