// Makes a key of the gateway: first its name and what it may use, then its text, which is shown
// this once. Closing before it was saved asks. Owner: the page.
#pragma once

#include "ui/client/gateway_client.h"
#include "ui/widgets/dialog.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace sb::ui {

class NewKeyDialog : public Dialog {
  Q_OBJECT

 public:
  // `taken`: names of keys; `address`: of the gateway, with /v1.
  NewKeyDialog(GatewayClient& client, const QStringList& taken, const QStringList& models,
               const QString& address, QWidget* parent);

  void reject() override;

 Q_SIGNALS:
  void created(const QString& name);

 private:
  QWidget* makeForm(const QStringList& models);
  QWidget* makeReady();
  void submit();
  void showReady(const NewKey& key);
  void showProblem(const QString& problem);
  void copySecret();
  void forget();

  GatewayClient& m_client;
  QStringList m_taken;
  QString m_address;
  bool m_ready = false, m_copied = false, m_asking = false;
  QStackedWidget* m_stack;
  QLineEdit* m_name = nullptr;
  QLineEdit* m_models = nullptr;
  QComboBox* m_expires = nullptr;
  QLabel* m_problem = nullptr;
  QLineEdit* m_secret = nullptr;
  QPushButton* m_copy = nullptr;
  QLabel* m_facts[3] = {};
  QCheckBox* m_saved = nullptr;
  QPushButton* m_cancel = nullptr;
  QPushButton* m_create = nullptr;
  QPushButton* m_done = nullptr;
};

}  // namespace sb::ui
