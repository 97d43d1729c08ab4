// One window for one data folder (or one remote gateway): a second start hands its arguments to the
// first and ends. A socket that a killed process left behind does not count. Main thread.
#pragma once

#include <QObject>
#include <QStringList>
#include <string>
#include <vector>

class QLocalServer;
class QLockFile;

namespace sb::app {

// Where the first start listens: below the user's runtime folder, else the data folder; one for
// each `key`. Not longer than a socket's name may be.
std::string instanceSocket(const std::string& dataFolder, const std::string& key);

// Before there is a QApplication: true if a first start took the arguments over. Waits at most 2 s
// for its word.
bool handOver(const std::string& socket, const std::vector<std::string>& arguments);

class SingleInstance : public QObject {
  Q_OBJECT

 public:
  explicit SingleInstance(QString socket, QObject* parent = nullptr);
  ~SingleInstance() override;

  // False: the socket cannot be made; the program goes on without.
  bool listen();

 Q_SIGNALS:
  void startedAgain(const QStringList& arguments);

 private:
  void take();

  QString m_socket;
  QLocalServer* m_server;
};

}  // namespace sb::app
