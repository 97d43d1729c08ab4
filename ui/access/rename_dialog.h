// Another name for a key. Owner: the page.
#pragma once

#include "ui/client/gateway_client.h"
#include "ui/widgets/dialog.h"

class QLabel;
class QLineEdit;

namespace sb::ui {

class RenameDialog : public Dialog {
  Q_OBJECT

 public:
  RenameDialog(GatewayClient& client, const KeyInfo& key, const QStringList& taken,
               QWidget* parent);

 Q_SIGNALS:
  void renamed(const QString& before, const QString& now);

 private:
  void submit();

  GatewayClient& m_client;
  KeyInfo m_key;
  QStringList m_taken;
  QLineEdit* m_name;
  QLabel* m_problem;
  QPushButton* m_save = nullptr;
};

}  // namespace sb::ui
