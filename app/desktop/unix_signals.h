// SIGTERM, SIGINT and SIGHUP as events of the main loop. block() belongs before any thread is made.
#pragma once

#include <QObject>

class QSocketNotifier;

namespace sb::app {

class UnixSignals : public QObject {
  Q_OBJECT

 public:
  // In this thread and all that it makes later.
  static void block();

  explicit UnixSignals(QObject* parent = nullptr);
  ~UnixSignals() override;

 Q_SIGNALS:
  void quitRequested();
  void reloadRequested();

 private:
  void take();

  int m_fd;
  QSocketNotifier* m_notifier = nullptr;
};

}  // namespace sb::app
