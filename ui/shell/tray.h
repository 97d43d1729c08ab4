// The icon in the desktop's tray: its colour is the gateway's state; a click shows the window.
// Owner: the application; GUI thread.
#pragma once

#include <QObject>
#include <memory>

#include "ui/client/connection.h"

class QMenu;
class QSystemTrayIcon;

namespace sb::ui {

// Whether there is a place to go to when the window goes; tests say it themselves.
class TrayPlace {
 public:
  virtual ~TrayPlace() = default;
  virtual bool isAvailable() const = 0;
};

class Tray : public QObject, public TrayPlace {
  Q_OBJECT

 public:
  explicit Tray(Connection& connection, QObject* parent = nullptr);
  ~Tray() override;

  bool isAvailable() const override;
  void show();
  void retranslate();
  void tell(const QString& title, const QString& text);

 Q_SIGNALS:
  void windowRequested();
  void quitRequested();

 private:
  void refresh();

  Connection& m_connection;
  std::unique_ptr<QMenu> m_menu;
  QSystemTrayIcon* m_icon;
};

}  // namespace sb::ui
