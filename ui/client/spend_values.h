// Requests, tokens and money, summed up (openapi.yaml: Spend).
#pragma once

#include <QJsonObject>
#include <QList>
#include <QTimeZone>

#include "ui/client/log_values.h"
#include "ui/client/units.h"

namespace sb::ui {

enum class SpendStep { Day, Hour, Whole };
enum class SpendBy { Model, Provider, Key, Route, Team, Nothing };

struct SpendQuery {
  QString from = QStringLiteral("30d");  // a date, an RFC 3339 time, or a span before now
  QString to;                            // empty: now
  SpendStep step = SpendStep::Day;
  SpendBy by = SpendBy::Model;
  bool demo = false;                             // with the demo provider's traffic
  QTimeZone zone = QTimeZone::systemTimeZone();  // days and hours begin by it
};

struct SpendCell {
  TimeMs start = 0;  // of the day or hour; of the whole range
  QString name;      // null: none (no route, no key …)
  QString provider;  // by model: whose model it is
  qint64 requests = 0, errors = 0, attempts = 0;
  Usage usage;
  NanoUsd cost = 0;     // of what has a price
  qint64 unpriced = 0;  // attempts at an unknown price; not in `cost`
};

// Rows that could not be written: the sums lack them.
struct SpendGap {
  TimeMs from = 0, until = 0;
  qint64 rows = 0;
};

struct Spend {
  TimeMs from = 0, to = 0;
  QList<SpendCell> cells;  // ascending by start and name
  QList<SpendGap> gaps;
  QString demoProvider;  // its id; empty: there is none
};

Spend spendFromJson(const QJsonObject& json);

}  // namespace sb::ui
