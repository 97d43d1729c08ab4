#include "ui/logs/live_rows.h"

#include <QRegularExpression>
#include <algorithm>

#include "ui/logs/filter_text.h"

namespace sb::ui {
namespace {

bool fits(const QString& pattern, const QString& name) {
  const QString expression = QRegularExpression::wildcardToRegularExpression(
      pattern, QRegularExpression::UnanchoredWildcardConversion);
  static const QString whole = QStringLiteral("^(?:%1)$");
  // Names have slashes, which the conversion would keep apart.
  QString text = expression;
  text.replace(QLatin1String("[^/]"), QLatin1String("."));
  return QRegularExpression(whole.arg(text), QRegularExpression::CaseInsensitiveOption)
      .match(name)
      .hasMatch();
}

QStringList namesOf(const LiveRequest& request, const QString& field) {
  if (field == QLatin1String("model")) return {request.model, request.modelAsked};
  if (field == QLatin1String("asked")) return {request.modelAsked};
  if (field == QLatin1String("provider")) return {request.provider};
  if (field == QLatin1String("key")) return {request.key};
  if (field == QLatin1String("route")) return {request.route};
  if (field == QLatin1String("endpoint")) return {request.endpoint};
  return {};
}

bool passesWord(const LiveRequest& request, const FilterWord& word) {
  if (word.field == QLatin1String("since")) return !word.negated;
  const QStringList names = namesOf(request, word.field);
  if (names.isEmpty()) return false;
  const QStringList values = word.values();
  const bool any = std::any_of(values.begin(), values.end(), [&names](const QString& value) {
    return std::any_of(names.begin(), names.end(),
                       [&value](const QString& name) { return fits(value, name); });
  });
  return any != word.negated;
}

}  // namespace

LiveRow liveRowOf(const LiveRequest& request, TimeMs now) {
  LiveRow live;
  LogRow& row = live.row;
  row.id = request.id;
  row.at = request.at;
  row.endpoint = request.endpoint;
  row.key = request.key;
  row.route = request.route;
  row.modelAsked = request.modelAsked;
  row.provider = request.provider;
  row.model = request.model;
  row.stream = request.stream;
  row.outcome = QStringLiteral("open");
  row.attempts = request.attempt + 1;
  row.ms.total = static_cast<double>(std::max<TimeMs>(0, now - request.at));
  row.usage.output = request.events;
  row.usageEstimated = true;
  live.events = request.events;
  return live;
}

bool passesFilter(const LiveRequest& request, const QString& filter) {
  const QList<FilterWord> words = filterWords(filter);
  return std::all_of(words.begin(), words.end(),
                     [&request](const FilterWord& word) { return passesWord(request, word); });
}

}  // namespace sb::ui
