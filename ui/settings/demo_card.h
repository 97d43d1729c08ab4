// The demo provider's switch: it acts at once, and no file says so. Owner: its page.
#pragma once

#include "ui/client/connection.h"
#include "ui/settings/setting_card.h"

namespace sb::ui {

class Toggle;

class DemoCard : public SettingCard {
  Q_OBJECT

 public:
  DemoCard(Connection& connection, QWidget* parent);

 private:
  void refresh();
  void turn(bool on);

  Connection& m_connection;
  Toggle* m_toggle;
  QLabel* m_note;
  LatestCall m_call;
};

}  // namespace sb::ui
