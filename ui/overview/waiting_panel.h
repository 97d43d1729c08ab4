// "Waiting for the first request…", its three steps turning to ticks, and what came of it. Owner:
// the panel that it stands in; GUI thread.
#pragma once

#include <QFrame>
#include <QList>

#include "ui/overview/first_request.h"

class QLabel;
class QPushButton;

namespace sb::ui {

class ElidedLabel;

class WaitingPanel : public QFrame {
  Q_OBJECT

 public:
  WaitingPanel(FirstRequest& request, QWidget* parent = nullptr);

  void setAddress(const QString& baseUrl);

 Q_SIGNALS:
  void openRequested(const QString& rowId);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void refresh();
  QString waitingText() const;
  void setMark(int place, bool done, const QString& text);

  FirstRequest& m_request;
  QString m_address;
  QLabel* m_sign;
  QLabel* m_title;
  QLabel* m_text;
  QPushButton* m_open;
  QList<QLabel*> m_icons;
  QList<ElidedLabel*> m_steps;
};

}  // namespace sb::ui
