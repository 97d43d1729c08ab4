// The words of a filter text (docs/signalboxctl.md): read, and put together again. The gateway says
// what is right; this only takes the text apart. Pure; any thread.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace sb::ui {

struct FilterWord {
  QString text;   // as written: "-model:\"a b\",c*"
  QString field;  // "model", in lower case; empty: a bare word
  QString value;  // behind the colon, quotes included
  bool negated = false;

  // At commas outside quotes, without quotes.
  QStringList values() const;
};

QList<FilterWord> filterWords(const QString& text);
QString filterText(const QList<FilterWord>& words);

// "key", {"a b", "c"} → key:"a b",c. A quote within a value cannot be written and becomes ?, which
// stands for any character.
FilterWord filterWord(const QString& field, const QStringList& values);

// All values of the field's words that are not negated.
QStringList valuesOf(const QString& text, const QString& field);
// The field has these values and no others; none: its words go.
QString withValues(const QString& text, const QString& field, const QStringList& values);
QString withoutField(const QString& text, const QString& field);

}  // namespace sb::ui
