// Watches for the first request with one key: reached the gateway, answered by a provider, logged
// with its price. Owner: the panel; GUI thread.
#pragma once

#include <QObject>

#include "ui/client/connection.h"

namespace sb::ui {

class FirstRequest : public QObject {
  Q_OBJECT

 public:
  enum class Step { Waiting, Reached, Answered, Logged, Failed };

  explicit FirstRequest(Connection& connection, QObject* parent = nullptr);

  // Forgets what was seen and waits for a request with the key of that name.
  void wait(const QString& keyName);
  QString keyName() const { return m_key; }
  Step step() const { return m_step; }
  // Of Logged and Failed.
  const LogRow& row() const { return m_row; }

 Q_SIGNALS:
  void changed();

 private:
  void takeLive(const LivePicture& picture);
  void takeRows(const QList<LogRow>& rows);
  void setStep(Step step);

  QString m_key;
  Step m_step = Step::Waiting;
  LogRow m_row;
};

}  // namespace sb::ui
