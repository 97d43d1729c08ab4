#include "ui/overview/first_request.h"

namespace sb::ui {

FirstRequest::FirstRequest(Connection& connection, QObject* parent) : QObject(parent) {
  connect(&connection, &Connection::liveChanged, this, &FirstRequest::takeLive);
  connect(&connection.events(), &EventStream::rowsArrived, this, &FirstRequest::takeRows);
}

void FirstRequest::wait(const QString& keyName) {
  m_key = keyName;
  m_row = {};
  setStep(Step::Waiting);
}

void FirstRequest::takeLive(const LivePicture& picture) {
  if (m_step != Step::Waiting || m_key.isEmpty()) return;
  for (const LiveRequest& request : picture.open)
    if (request.key == m_key) return setStep(request.bytes > 0 ? Step::Answered : Step::Reached);
}

// A later success takes the place of a failure.
void FirstRequest::takeRows(const QList<LogRow>& rows) {
  if (m_key.isEmpty() || m_step == Step::Logged) return;
  for (const LogRow& row : rows) {
    if (row.key != m_key) continue;
    m_row = row;
    if (row.isOk()) return setStep(Step::Logged);
    setStep(Step::Failed);
  }
}

void FirstRequest::setStep(Step step) {
  m_step = step;
  Q_EMIT changed();
}

}  // namespace sb::ui
