// The web origins whose pages the gateway refused, a line each with a button that allows it; there
// while there are any. Owner: the page; GUI thread.
#pragma once

#include <QFrame>

#include "ui/client/connection.h"

class QLabel;
class QVBoxLayout;

namespace sb::ui {

class Band;

class RefusedPages : public QFrame {
  Q_OBJECT

 public:
  // The band says what went wrong.
  RefusedPages(Connection& connection, Band& band, QWidget* parent = nullptr);

  // The one refused last comes first, as at each visit. In between lines keep their place, so that
  // pages do not move their own under the pointer.
  void sort();

 protected:
  void changeEvent(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void refresh();
  void drop(qsizetype line);
  QWidget* makeRow(const QString& origin);
  void allow(const QString& origin);
  void save(const QString& origin, const Settings& settings);
  void say(const QString& origin, const ApiError& error);
  void tryAgain();

  Connection& m_connection;
  Band& m_band;
  QVBoxLayout* m_column;
  QLabel* m_more;
  QStringList m_shown;     // origins, top to bottom
  QList<QWidget*> m_rows;  // theirs
  bool m_saving = false;
  QString m_failed;         // the origin that the band speaks of
  bool m_conflict = false;  // why: the file is another one than the gateway has read
};

}  // namespace sb::ui
