// The fields of a model's prices: a row a thing that is paid for, a column a case in which other
// prices hold. A field left as it was keeps what was known to the last digit. Owner: the dialog.
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QWidget>

class QGridLayout;
class QLineEdit;

namespace sb::ui {

// What is wrong with a text, as a sentence; empty: nothing. An empty text is "unknown".
using ProblemOfText = QString (*)(const QString& text);

// A price in US dollars per million tokens.
QString problemOfPrice(const QString& text);
// A price in US dollars per call.
QString problemOfCallPrice(const QString& text);
// The tokens of prompt above which other prices hold. `below` is the length before it.
QString problemOfLength(const QString& text, qint64 below);

struct PriceRow {
  QString key;  // "input", "web_search"
  QString label;
};
// What is paid by the token, and by the call of a tool that the provider runs.
QList<PriceRow> tokenRows();
QList<PriceRow> callRows();

struct WrongField {
  QLineEdit* field = nullptr;  // null: nothing is wrong
  QString problem;
};

class PriceFields : public QWidget {
  Q_OBJECT

 public:
  // `about` says what the prices are for, `unit` stands above them.
  PriceFields(const QList<PriceRow>& rows, ProblemOfText problemOf, const QString& about,
              const QString& unit, QWidget* parent);

  // In the first line, beside the heads of the columns.
  void setCorner(const QString& text);
  // `name` and `title` hold a place for a row: "price.%1.2", "%1, of any length"; `known` is by
  // row: numbers, or texts where `asText`.
  int addColumn(QWidget* head, const QString& name, const QString& title, const QJsonObject& known,
                bool asText = false);
  // With the look and the signals of the other fields.
  QLineEdit* makeField(const QString& name, const QString& title, const QString& text);

  // What was known, with what was typed over it.
  QJsonObject prices(int column) const;
  bool isEmpty(int column) const;
  WrongField check(int column) const;
  int columns() const { return static_cast<int>(m_columns.size()); }
  QLineEdit* first() const;

 Q_SIGNALS:
  void edited();

 private:
  struct Column {
    QList<QLineEdit*> fields;  // by row
    QStringList shown;         // what stood in them
    QJsonObject known;
    bool asText = false;
  };

  QList<PriceRow> m_rows;
  ProblemOfText m_problemOf;
  QGridLayout* m_grid;
  QList<Column> m_columns;
};

}  // namespace sb::ui
