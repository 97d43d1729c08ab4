// The gateway's face at the lower edge of the window: its state with start and stop, its address,
// what flows, what is recorded, and which gateway it is. Owner: the window.
#pragma once

#include <QFrame>

#include "ui/client/connection.h"

class QLabel;
class QToolButton;
class QHBoxLayout;

namespace sb::ui {

class CopyButton;
class Traffic;

class StatusBar : public QFrame {
  Q_OBJECT

 public:
  StatusBar(Connection& connection, Traffic& traffic, QWidget* parent = nullptr);

  // With "/v1", as applications need it; empty while nothing listens.
  QString address() const;
  // Before there is a connection: "Starting…", or why it did not start.
  void setStarting(bool starting);
  // Of another computer: its name.
  void setGatewayName(const QString& name);

 Q_SIGNALS:
  void startRequested();
  void stopRequested();
  void spendRequested();
  void recordingRequested();
  void streamsRequested();

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  // What is left out where there is no room, the first to go first; `wanted` if there is room.
  struct Part {
    QList<QWidget*> widgets;
    bool wanted = true;
  };
  void build();
  QToolButton* addButton(const QString& name, const QString& role, const QString& iconName);
  QWidget* addSeparator();
  void fit();
  void refresh();
  void refreshState();
  void refreshTraffic();
  void refreshRecording();

  Connection& m_connection;
  Traffic& m_traffic;
  QHBoxLayout* m_row;
  QToolButton* m_state = nullptr;
  QToolButton* m_switch = nullptr;
  QWidget* m_beforeAddress = nullptr;
  QToolButton* m_address = nullptr;
  CopyButton* m_copy = nullptr;
  QLabel* m_rateIcon = nullptr;
  QLabel* m_rate = nullptr;
  QToolButton* m_streams = nullptr;
  QToolButton* m_today = nullptr;
  QToolButton* m_recording = nullptr;
  QLabel* m_where = nullptr;
  QList<Part> m_parts;
  QString m_gatewayName;
  bool m_starting = true;
};

}  // namespace sb::ui
