// Backing up and restoring, as a card of the settings. A backup that was taken in waits for the
// next start of the gateway; until then it can be forgotten. Owner: its page.
#pragma once

#include <QPointer>

#include "ui/client/connection.h"
#include "ui/settings/setting_card.h"

class QPushButton;

namespace sb::ui {

class Toggle;

class BackupCard : public SettingCard {
  Q_OBJECT

 public:
  BackupCard(Connection& connection, QWidget* parent);

  void saveTo(const QString& path);
  // Asks first.
  void restoreFrom(const QString& path);

 private:
  void addSave();
  void addRestore();
  void chooseTarget();
  void chooseSource();
  void send(const QString& path);
  void showStaged(const Reply<StagedRestore>& reply);
  void forget();
  void stop();
  void refresh();
  void say(QLabel* note, const QString& text, const char* tone = "");

  Connection& m_connection;
  Toggle* m_withLog;
  QPushButton *m_save, *m_restore, *m_stop, *m_forget;
  QLabel *m_saveNote = nullptr, *m_restoreNote = nullptr;
  QPointer<RestoreUpload> m_upload;
  Call m_call;
  bool m_busy = false, m_told = false;
};

}  // namespace sb::ui
