// A kept body as it was, or laid out as JSON; long ones piece by piece. Owner: the detail.
#pragma once

#include <QWidget>

#include "ui/client/connection.h"

class QLabel;
class QPushButton;

namespace sb::ui {

class CopyButton;
class Segment;
class TextEdit;

class RawView : public QWidget {
  Q_OBJECT

 public:
  RawView(Connection& connection, BodySide side, QWidget* parent = nullptr);

  // Fetched when it is first seen.
  void setRequest(const QString& id, const BodyInfo& info);
  void clear();
  const QByteArray& bytes() const { return m_bytes; }

 protected:
  void showEvent(QShowEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void fetch();
  void take(const BodyPart& part);
  void refresh();
  void retranslate();

  Connection& m_connection;
  BodySide m_side;
  QString m_id, m_problem;
  BodyInfo m_info;
  QByteArray m_bytes;
  bool m_whole = false;
  QLabel* m_note;
  Segment* m_form;
  CopyButton* m_copy;
  TextEdit* m_text;
  QPushButton* m_more;
  LatestCall m_call;
};

// What a person is told of a body that is not there, or not whole; empty: it is all there.
QString bodyNote(const BodyInfo& info, bool shed);

}  // namespace sb::ui
