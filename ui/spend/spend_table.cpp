#include "ui/spend/spend_table.h"

#include <QDateTime>
#include <algorithm>

#include "ui/widgets/csv.h"

namespace sb::ui {
namespace {

QString lit(const char* text) { return QString::fromLatin1(text); }

void addUsage(Usage& to, const Usage& from) {
  to.input += from.input;
  to.cacheRead += from.cacheRead;
  to.cacheWrite += from.cacheWrite;
  to.output += from.output;
  to.reasoning += from.reasoning;
  to.more += from.more;
}

void addCell(SpendGroup& group, const SpendCell& cell, qsizetype day) {
  group.requests += cell.requests;
  group.errors += cell.errors;
  group.unpriced += cell.unpriced;
  group.cost += cell.cost;
  group.costByDay[day] += cell.cost;
  addUsage(group.usage, cell.usage);
}

qsizetype dayOf(const SpendRange& range, TimeMs start) {
  return range.from.daysTo(QDateTime::fromMSecsSinceEpoch(start).date());
}

QString fieldOf(SpendBy by) {
  switch (by) {
    case SpendBy::Provider:
      return lit("provider");
    case SpendBy::Key:
      return lit("key");
    case SpendBy::Route:
      return lit("route");
    default:
      return lit("model");
  }
}

QString valueOf(QString name) {
  name.replace(QLatin1Char('"'), QLatin1Char('?'));
  return QLatin1Char('"') + name + QLatin1Char('"');
}

QString momentOf(const QDate& day) { return timeToText(day.startOfDay().toMSecsSinceEpoch()); }

// Two providers may have models of one name.
void tellTwinsApart(QList<SpendGroup>& groups, const QHash<QString, QString>& titles) {
  QHash<QString, int> times;
  for (const SpendGroup& group : groups)
    ++times[group.name];
  for (SpendGroup& group : groups)
    if (times[group.name] > 1 && !group.name.isEmpty())
      group.apart = titles.value(group.provider, group.provider);
}

void sumUp(SpendTable& table) {
  NanoUsd sum = 0;
  for (const NanoUsd cost : table.costByDay)
    table.cumulative.append(sum += cost);
  for (const SpendGroup& group : table.groups) {
    table.cost += group.cost;
    table.requests += group.requests;
    table.tokens += group.usage.total();
    table.unpriced += group.unpriced;
    table.unpricedGroups += group.unpriced > 0 ? 1 : 0;
  }
}

}  // namespace

QStringList rangeIds() {
  return {lit("month"), lit("last-month"), lit("7d"), lit("30d"), lit("90d")};
}

SpendRange rangeOf(const QString& id, const QDate& today) {
  const QDate first(today.year(), today.month(), 1);
  if (id == lit("last-month")) return {id, first.addMonths(-1), first.addDays(-1)};
  if (id == lit("7d")) return {id, today.addDays(-6), today};
  if (id == lit("30d")) return {id, today.addDays(-29), today};
  if (id == lit("90d")) return {id, today.addDays(-89), today};
  return {lit("month"), first, today};
}

SpendRange ownRange(const QDate& from, const QDate& to) {
  const QDate last = std::max(from, to);
  return {lit("own"), std::max(std::min(from, to), last.addDays(1 - kMostDays)), last};
}

SpendTable spendTableOf(const Spend& spend, const SpendRange& range, SpendBy by,
                        const QHash<QString, QString>& titles) {
  SpendTable table;
  table.range = range;
  table.by = by;
  const qsizetype days = std::max<qint64>(range.days(), 1);
  table.costByDay = QList<NanoUsd>(days);
  table.requestsByDay = QList<qint64>(days);
  QHash<QString, qsizetype> places;
  for (const SpendCell& cell : spend.cells) {
    const qsizetype day = dayOf(range, cell.start);
    if (day < 0 || day >= days) continue;
    const QString key = cell.provider + QChar(0) + cell.name;
    if (!places.contains(key)) {
      places.insert(key, table.groups.size());
      SpendGroup group;
      group.name = cell.name;
      group.provider = by == SpendBy::Provider ? cell.name : cell.provider;
      group.costByDay = QList<NanoUsd>(days);
      table.groups.append(group);
    }
    addCell(table.groups[places[key]], cell, day);
    table.costByDay[day] += cell.cost;
    table.requestsByDay[day] += cell.requests;
  }
  if (by == SpendBy::Model) tellTwinsApart(table.groups, titles);
  std::stable_sort(
      table.groups.begin(), table.groups.end(), [](const SpendGroup& one, const SpendGroup& other) {
        return one.cost != other.cost ? one.cost > other.cost : one.requests > other.requests;
      });
  for (const SpendGap& gap : spend.gaps)
    table.lostRows += gap.rows;
  sumUp(table);
  return table;
}

QList<SpendGroup> SpendTable::charted(int most) const {
  QList<SpendGroup> shown;
  SpendGroup rest;
  rest.isRest = true;
  rest.costByDay = QList<NanoUsd>(costByDay.size());
  for (const SpendGroup& group : groups) {
    if (group.cost <= 0) continue;
    if (shown.size() < most) {
      shown.append(group);
      continue;
    }
    rest.cost += group.cost;
    for (qsizetype day = 0; day < costByDay.size(); ++day)
      rest.costByDay[day] += group.costByDay[day];
  }
  if (rest.cost > 0) shown.append(rest);
  return shown;
}

QByteArray csvOf(const SpendTable& table, const Spend& spend) {
  const bool models = table.by == SpendBy::Model;
  QByteArray text = "day," + fieldOf(table.by).toUtf8() + (models ? ",provider" : "") +
                    ",requests,errors,attempts,input_tokens,output_tokens,cost_usd,unpriced\r\n";
  for (const SpendCell& cell : spend.cells) {
    const QDate day = QDateTime::fromMSecsSinceEpoch(cell.start).date();
    if (day < table.range.from || day > table.range.to) continue;
    const qint64 numbers[] = {cell.requests, cell.errors, cell.attempts, cell.usage.in(),
                              cell.usage.out()};
    text += day.toString(Qt::ISODate).toUtf8() + ',' + csvField(cell.name);
    if (models) text += ',' + csvField(cell.provider);
    for (const qint64 number : numbers)
      text += ',' + QByteArray::number(number);
    const bool unknown = cell.cost == 0 && cell.unpriced > 0;
    text += ',' + (unknown ? QByteArray() : usdToText(cell.cost).toUtf8()) + ',' +
            QByteArray::number(cell.unpriced) + "\r\n";
  }
  return text;
}

QString rowsFilter(const SpendTable& table, const SpendGroup* group, const QDate& from,
                   const QDate& to) {
  QString filter;
  if (group != nullptr && !group->isRest && !group->name.isEmpty()) {
    filter = fieldOf(table.by) + QLatin1Char(':') + valueOf(group->name) + QLatin1Char(' ');
    if (!group->provider.isEmpty() && group->apart)
      filter += lit("provider:") + valueOf(group->provider) + QLatin1Char(' ');
  }
  filter += lit("since:") + momentOf(from);
  if (to < QDate::currentDate()) filter += lit(" until:") + momentOf(to.addDays(1));
  return filter;
}

}  // namespace sb::ui
