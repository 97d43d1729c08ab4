#include "ui/logs/filter_text.h"

#include <algorithm>

namespace sb::ui {
namespace {

FilterWord wordOf(const QString& text) {
  FilterWord word;
  word.text = text;
  word.negated = text.size() > 1 && text.startsWith(QLatin1Char('-'));
  const QString rest = word.negated ? text.mid(1) : text;
  const qsizetype colon = rest.indexOf(QLatin1Char(':'));
  const qsizetype quote = rest.indexOf(QLatin1Char('"'));
  const bool hasField = colon > 0 && (quote < 0 || colon < quote);
  word.field = hasField ? rest.left(colon).toLower() : QString();
  word.value = hasField ? rest.mid(colon + 1) : rest;
  return word;
}

QString quoted(QString value) {
  value.replace(QLatin1Char('"'), QLatin1Char('?'));
  const bool plain = std::none_of(value.begin(), value.end(),
                                  [](QChar c) { return c.isSpace() || c == QLatin1Char(','); });
  return plain && !value.isEmpty() ? value : QLatin1Char('"') + value + QLatin1Char('"');
}

}  // namespace

QStringList FilterWord::values() const {
  QStringList all{QString()};
  bool inQuotes = false;
  for (const QChar c : value) {
    if (c == QLatin1Char('"'))
      inQuotes = !inQuotes;
    else if (c == QLatin1Char(',') && !inQuotes)
      all.append(QString());
    else
      all.last().append(c);
  }
  all.removeAll(QString());
  return all;
}

QList<FilterWord> filterWords(const QString& text) {
  QList<FilterWord> words;
  QString word;
  bool inQuotes = false;
  const auto end = [&] {
    if (!word.isEmpty()) words.append(wordOf(word));
    word.clear();
  };
  for (const QChar c : text) {
    if (c == QLatin1Char('"')) inQuotes = !inQuotes;
    if (c.isSpace() && !inQuotes)
      end();
    else
      word.append(c);
  }
  end();
  return words;
}

QString filterText(const QList<FilterWord>& words) {
  QStringList texts;
  for (const FilterWord& word : words)
    texts.append(word.text);
  return texts.join(QLatin1Char(' '));
}

FilterWord filterWord(const QString& field, const QStringList& values) {
  QStringList written;
  for (const QString& value : values)
    written.append(quoted(value));
  return wordOf(field + QLatin1Char(':') + written.join(QLatin1Char(',')));
}

QStringList valuesOf(const QString& text, const QString& field) {
  QStringList all;
  for (const FilterWord& word : filterWords(text))
    if (word.field == field && !word.negated) all.append(word.values());
  return all;
}

QString withoutField(const QString& text, const QString& field) {
  QList<FilterWord> words = filterWords(text);
  words.removeIf([&field](const FilterWord& w) { return w.field == field && !w.negated; });
  return filterText(words);
}

QString withValues(const QString& text, const QString& field, const QStringList& values) {
  QList<FilterWord> words = filterWords(withoutField(text, field));
  if (!values.isEmpty()) words.append(filterWord(field, values));
  return filterText(words);
}

}  // namespace sb::ui
