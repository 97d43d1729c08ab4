// The small tables of a request's detail: its price line by line, and its attempts. Owner: the
// detail.
#pragma once

#include <QHash>
#include <QTableWidget>

#include "ui/client/log_values.h"

namespace sb::ui {

// A table of so many lines as it has: the page around it scrolls. Where the columns are wider than
// the table it scrolls sideways.
class LineTable : public QTableWidget {
  Q_OBJECT

 public:
  LineTable(const QString& name, QWidget* parent = nullptr);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  // A cell; `number` ones stand at the end of their column.
  void setCell(int row, int column, const QString& text, bool number, int tone = -1);
  void setHead(const QStringList& titles, int firstNumber);
  void fit();
};

class PriceTable : public LineTable {
  Q_OBJECT

 public:
  explicit PriceTable(QWidget* parent = nullptr);
  void setLines(const LogDetail& detail);
};

class AttemptTable : public LineTable {
  Q_OBJECT

 public:
  explicit AttemptTable(QWidget* parent = nullptr);
  void setAttempts(const QList<Attempt>& attempts);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void share();
};

// A bucket of tokens in words: "Cached input".
QString bucketText(const QString& bucket);

}  // namespace sb::ui
