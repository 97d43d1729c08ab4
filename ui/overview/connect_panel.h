// "Connect an app": a list of apps, the snippet with a key of its own, and the wait for its first
// request. Owner: the page; GUI thread.
#pragma once

#include <QNetworkAccessManager>

#include "ui/overview/app_keys.h"
#include "ui/overview/first_request.h"
#include "ui/overview/overview_data.h"
#include "ui/widgets/card.h"

class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;

namespace sb::ui {

class Chip;
class CodeView;
class WaitingPanel;

class ConnectPanel : public Card {
  Q_OBJECT

 public:
  ConnectPanel(Connection& connection, OverviewData& source, QWidget* parent = nullptr);

  // Keys are made and shown only between the two.
  void setActive(bool active);
  void openApp(const QString& appId);
  FirstRequest& firstRequest() { return m_first; }
  // How long the request that is sent for one waits for the next byte. The gateway itself has
  // limits, and says what was wrong; a model on this computer may take minutes to load.
  void setPatience(int ms) { m_patienceMs = ms; }

 Q_SIGNALS:
  void openRequested(const QString& rowId);
  void failed(const QString& text);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  QWidget* makeRight();
  void connectAll();
  void retranslate();
  void refreshModels();
  void refresh();
  void openCurrent();
  void waitForKey();
  void send();
  QString keyText() const;
  QString app() const;
  QString baseUrl() const;

  Connection& m_connection;
  OverviewData& m_data;
  AppKeys m_keys;
  FirstRequest m_first;
  QNetworkAccessManager m_manager;
  int m_patienceMs = 900'000;
  bool m_active = false;
  bool m_sending = false;
  QLabel* m_title;
  QLabel* m_modelLabel;
  QComboBox* m_model;
  QListWidget* m_apps;
  QLabel* m_key = nullptr;
  Chip* m_hidden = nullptr;
  CodeView* m_snippet = nullptr;
  QPushButton* m_copy = nullptr;
  QPushButton* m_send = nullptr;
  QPushButton* m_newKey = nullptr;
  QLabel* m_hint = nullptr;
  WaitingPanel* m_waiting = nullptr;
};

}  // namespace sb::ui
