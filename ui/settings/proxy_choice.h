// The way out to providers: the system's proxy, none, or one of one's own with its address. Owner:
// the section; GUI thread.
#pragma once

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace sb::ui {

class SettingsModel;

class ProxyChoice : public QWidget {
  Q_OBJECT

 public:
  ProxyChoice(SettingsModel& model, QWidget* parent);

 private:
  void showValue();
  void mark();
  void take();

  SettingsModel& m_model;
  QComboBox* m_choice;
  QLineEdit* m_url;
};

}  // namespace sb::ui
