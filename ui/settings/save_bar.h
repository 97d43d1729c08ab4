// At the foot of the settings, with the first change: how many there are, discard, save, and why
// the last save was refused. Owner: the page; GUI thread.
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace sb::ui {

class SettingsModel;

class SaveBar : public QFrame {
  Q_OBJECT

 public:
  SaveBar(SettingsModel& model, QWidget* parent);

  void refresh();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();

  SettingsModel& m_model;
  QLabel* m_icon;
  QLabel* m_count;
  QLabel* m_text;
  QPushButton* m_again;
  QPushButton* m_discard;
  QPushButton* m_save;
};

}  // namespace sb::ui
