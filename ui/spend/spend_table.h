// Spend laid out for people: a column for each day, a group for each model, provider or key, the
// most costly first. Pure values; any thread.
#pragma once

#include <QDate>
#include <QHash>
#include <QList>
#include <QString>
#include <optional>

#include "ui/client/spend_values.h"

namespace sb::ui {

// Days of the person's calendar, both included.
struct SpendRange {
  QString id;  // "month", "last-month", "7d", "30d", "90d", "own"
  QDate from, to;

  qint64 days() const { return from.daysTo(to) + 1; }
};

inline constexpr int kMostDays = 366;

QStringList rangeIds();
// Unknown: that of "month". `own` is cut to kMostDays.
SpendRange rangeOf(const QString& id, const QDate& today);
SpendRange ownRange(const QDate& from, const QDate& to);

struct SpendGroup {
  QString name;      // empty: none (without a key …)
  QString provider;  // of a model or provider, if known
  // The provider's name, of a model of which another provider has one of the same name.
  std::optional<QString> apart;
  bool isRest = false;  // what is left of all others
  qint64 requests = 0, errors = 0, unpriced = 0;
  Usage usage;
  NanoUsd cost = 0;
  QList<NanoUsd> costByDay;
};

struct SpendTable {
  SpendRange range;
  SpendBy by = SpendBy::Model;
  QList<SpendGroup> groups;  // most costly first, then most requests
  QList<NanoUsd> costByDay, cumulative;
  QList<qint64> requestsByDay;
  NanoUsd cost = 0;
  qint64 requests = 0, tokens = 0, unpriced = 0;
  int unpricedGroups = 0;
  qint64 lostRows = 0;  // could not be written: the sums lack them

  // The groups of a chart: the first ones, then the rest as one.
  QList<SpendGroup> charted(int most) const;
};

// `titles` of providers by id; of no title: the id.
SpendTable spendTableOf(const Spend& spend, const SpendRange& range, SpendBy by,
                        const QHash<QString, QString>& titles = {});

// A line for each day and group that had requests; money as an exact decimal, empty where
// nothing had a price.
QByteArray csvOf(const SpendTable& table, const Spend& spend);

// The filter of the log's rows behind a group (null: all groups) within some days.
QString rowsFilter(const SpendTable& table, const SpendGroup* group, const QDate& from,
                   const QDate& to);

}  // namespace sb::ui
