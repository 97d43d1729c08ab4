// What the log shows before the first request: how to send one. Owner: the list.
#pragma once

#include <QWidget>

#include "ui/client/connection.h"

class QLabel;
class QPlainTextEdit;

namespace sb::ui {

class CopyButton;
class EmptyState;

class LogsEmpty : public QWidget {
  Q_OBJECT

 public:
  explicit LogsEmpty(Connection& connection, QWidget* parent = nullptr);

  QString snippet() const;

 Q_SIGNALS:
  void connectRequested();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  QWidget* makeShell();
  void refresh();
  void retranslate();

  Connection& m_connection;
  EmptyState* m_state;
  QLabel* m_shellTitle;
  QLabel* m_kept;
  QPlainTextEdit* m_code;
  CopyButton* m_copy;
};

}  // namespace sb::ui
