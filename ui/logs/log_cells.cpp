#include "ui/logs/log_cells.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

#include "ui/theme/format.h"
#include "ui/widgets/delegates.h"

namespace sb::ui {
namespace {

constexpr double kFullBarMs = 15'000;
constexpr QChar kDash(0x2013);
// A sentence of numbers that is read from the left in every language.
constexpr QChar kIsolateLeft(0x2066), kIsolateEnd(0x2069);

struct Words {
  Q_DECLARE_TR_FUNCTIONS(sb::ui::LogCells)
};

QString maybeDuration(const std::optional<double>& ms) {
  return ms ? duration(*ms) : QString(kDash);
}

QVariant toolTip(const LogRow& row, LogColumn column) {
  if (column == LogColumn::Status && !row.error.isEmpty()) return row.error;
  if (column == LogColumn::Time) return dateAndTime(QDateTime::fromMSecsSinceEpoch(row.at));
  if (column == LogColumn::Model && !row.modelAsked.isEmpty() && row.modelAsked != row.model)
    return Words::tr("asked for %1").arg(row.modelAsked);
  if (column == LogColumn::Cost && row.demo)
    return Words::tr("The demo provider answered: it costs nothing and does not count in Spend.");
  if (column == LogColumn::Cost && row.mayHaveBeenCharged)
    return Words::tr("A provider may have charged an attempt that failed.");
  return {};
}

QVariant toneOf(const LogRow& row, LogColumn column) {
  const auto tone = [](Tone value) { return QVariant(static_cast<int>(value)); };
  switch (column) {
    case LogColumn::Status:
      return tone(statusLook(row).tone);
    case LogColumn::Time:
      return tone(Tone::Muted);
    case LogColumn::Route:
      return row.route.isEmpty() ? tone(Tone::Muted) : QVariant();
    case LogColumn::Cost:
      if (row.demo) return tone(Tone::Muted);
      if (!row.cost && row.isOk() && !row.priced) return tone(Tone::Warn);
      return row.cost ? QVariant() : tone(Tone::Muted);
    default:
      return {};
  }
}

QVariant modelRole(const LogRow& row, int role, const QHash<QString, int>& places) {
  switch (role) {
    case kProviderRole:
      return row.provider.isEmpty() ? -1 : places.value(row.provider, -1);
    case kLetterRole:
      return row.provider;
    case kAttemptsRole:
      return row.attempts > 1 ? QVariant(row.attempts) : QVariant();
    case kCacheRole:
      return row.cache == QLatin1String("hit");
    default:
      return {};
  }
}

bool isNumber(LogColumn column) { return column >= LogColumn::Tokens; }

}  // namespace

bool isRunning(const LogRow& row) { return row.outcome == QLatin1String("open"); }

QString outcomeText(const LogRow& row) {
  if (row.isOk()) return Words::tr("OK");
  if (isRunning(row)) return Words::tr("in progress");
  if (row.outcome == QLatin1String("client_closed")) return Words::tr("cancelled by the caller");
  if (row.outcome == QLatin1String("interrupted")) return Words::tr("interrupted");
  QString kind = row.outcome;
  return kind.replace(QLatin1Char('_'), QLatin1Char(' '));
}

QString saidBy(const Attempt& attempt) {
  const QJsonObject json = QJsonDocument::fromJson(attempt.detail.toUtf8()).object();
  const QJsonValue error = json.value(QLatin1String("error"));
  const QJsonObject place = error.isObject() ? error.toObject() : json;
  QString message = place.value(QLatin1String("message")).toString();
  if (message.isEmpty() && error.isString()) message = error.toString();
  return message.isEmpty() ? attempt.detail : message;
}

StatusLook statusLook(const LogRow& row) {
  const QString code = row.status ? QString::number(*row.status) : QString();
  if (isRunning(row)) return {Words::tr("live"), QStringLiteral("loader-circle"), Tone::Accent};
  if (row.isOk()) return {code, QStringLiteral("circle-check"), Tone::Ok};
  if (row.outcome == QLatin1String("client_closed"))
    return {code, QStringLiteral("stop"), Tone::Muted};
  if (row.outcome == QLatin1String("interrupted"))
    return {code.isEmpty() ? Words::tr("cut") : code, QStringLiteral("circle-alert"), Tone::Warn};
  const bool theirs = row.status && *row.status < 500;
  return {code.isEmpty() ? Words::tr("error") : code,
          theirs ? QStringLiteral("circle-alert") : QStringLiteral("circle-x"),
          theirs ? Tone::Warn : Tone::Error};
}

QString modelText(const LogRow& row) { return row.model.isEmpty() ? row.modelAsked : row.model; }

QString tokensText(const LogRow& row) {
  const qint64 in = row.usage.in(), out = row.usage.out();
  if (in + out == 0) return kDash;
  if (isRunning(row)) return kIsolateLeft + QStringLiteral("→ ") + number(out) + kIsolateEnd;
  if (out == 0) return number(in);
  return kIsolateLeft + number(in) + QStringLiteral(" → ") + number(out) + kIsolateEnd;
}

QString costText(const LogRow& row) {
  if (row.demo) return Words::tr("demo", "instead of a price");
  if (row.cost && (row.priced || *row.cost > 0))
    return row.usageEstimated ? QStringLiteral("≈ ") + money(*row.cost) : money(*row.cost);
  if (row.isOk() && !row.priced) return Words::tr("unpriced");
  return kDash;
}

QString cacheText(const LogRow& row) {
  const QString saved = row.saved ? money(*row.saved) : QString();
  if (row.cache == QLatin1String("hit"))
    return saved.isEmpty() ? Words::tr("answered from it")
                           : Words::tr("answered from it, %1 saved").arg(saved);
  if (row.cache == QLatin1String("joined"))
    return saved.isEmpty() ? Words::tr("shared another request's call")
                           : Words::tr("shared another request's call, %1 saved").arg(saved);
  if (row.cache == QLatin1String("miss")) return Words::tr("not in it yet");
  return {};
}

QString columnTitle(LogColumn column) {
  switch (column) {
    case LogColumn::Status:
      return Words::tr("Status");
    case LogColumn::Time:
      return Words::tr("Time");
    case LogColumn::Model:
      return Words::tr("Model");
    case LogColumn::Route:
      return Words::tr("Route");
    case LogColumn::Key:
      return Words::tr("Key");
    case LogColumn::Tokens:
      return Words::tr("Tokens");
    case LogColumn::FirstToken:
      return Words::tr("First", "time to the first token");
    case LogColumn::Total:
      return Words::tr("Total", "time");
    case LogColumn::Cost:
      return Words::tr("Cost");
  }
  return {};
}

QString cellText(const LogRow& row, LogColumn column) {
  switch (column) {
    case LogColumn::Status:
      return statusLook(row).text;
    case LogColumn::Time:
      return timeOfDay(QDateTime::fromMSecsSinceEpoch(row.at));
    case LogColumn::Model:
      return modelText(row);
    case LogColumn::Route:
      return row.route.isEmpty() ? QString(kDash) : row.route;
    case LogColumn::Key:
      return row.key.isEmpty() ? QString(kDash) : row.key;
    case LogColumn::Tokens:
      return tokensText(row);
    case LogColumn::FirstToken:
      return maybeDuration(row.ms.firstToken);
    case LogColumn::Total:
      return maybeDuration(row.ms.total);
    case LogColumn::Cost:
      return costText(row);
  }
  return {};
}

QVariant cellData(const LogRow& row, LogColumn column, int role,
                  const QHash<QString, int>& places) {
  switch (role) {
    case Qt::DisplayRole:
      return cellText(row, column);
    case Qt::ToolTipRole:
      return toolTip(row, column);
    case Qt::AccessibleTextRole:
      return columnTitle(column) + QLatin1Char(' ') +
             (column == LogColumn::Status ? outcomeText(row) : cellText(row, column));
    case Qt::TextAlignmentRole:
      return isNumber(column) ? int(Qt::AlignTrailing | Qt::AlignVCenter)
                              : int(Qt::AlignLeading | Qt::AlignVCenter);
    case kToneRole:
      return toneOf(row, column);
    case kIconRole:
      return column == LogColumn::Status ? QVariant(statusLook(row).icon) : QVariant();
    case kMonoRole:
      return column != LogColumn::Route || !row.route.isEmpty();
    case kShareRole:
      if (column != LogColumn::Total || !row.ms.total) return {};
      return std::clamp(*row.ms.total / kFullBarMs, 0.0, 1.0);
    case kLiveRole:
      return isRunning(row);
    case kOutTokensRole:
      return isRunning(row) ? QVariant(number(row.usage.out())) : QVariant();
    case kIdRole:
      return row.id;
    default:
      return column == LogColumn::Model ? modelRole(row, role, places) : QVariant();
  }
}

}  // namespace sb::ui
