#include "ui/client/json_fields.h"

#include <cmath>
#include <limits>

namespace sb::ui::json {
namespace {

QJsonValue member(const QJsonObject& json, const char* name) {
  return json.value(QLatin1String(name));
}

std::optional<qint64> wholeOf(const QJsonValue& value) {
  if (value.isString()) {
    bool ok = false;
    const qint64 number = value.toString().toLongLong(&ok);
    return ok ? std::optional(number) : std::nullopt;
  }
  if (!value.isDouble()) return std::nullopt;
  constexpr qint64 kNone = std::numeric_limits<qint64>::min();
  if (const qint64 exact = value.toInteger(kNone); exact != kNone) return exact;
  const double number = value.toDouble();
  constexpr double kMost = 9.0e18;
  if (!(std::abs(number) < kMost)) return std::nullopt;
  return static_cast<qint64>(number);
}

}  // namespace

QString text(const QJsonObject& json, const char* name) { return member(json, name).toString(); }

bool flag(const QJsonObject& json, const char* name, bool otherwise) {
  return member(json, name).toBool(otherwise);
}

double real(const QJsonObject& json, const char* name, double otherwise) {
  return member(json, name).toDouble(otherwise);
}

std::optional<double> maybeReal(const QJsonObject& json, const char* name) {
  const QJsonValue value = member(json, name);
  return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

qint64 whole(const QJsonObject& json, const char* name, qint64 otherwise) {
  return maybeWhole(json, name).value_or(otherwise);
}

std::optional<qint64> maybeWhole(const QJsonObject& json, const char* name) {
  return wholeOf(member(json, name));
}

int small(const QJsonObject& json, const char* name, int otherwise) {
  return maybeSmall(json, name).value_or(otherwise);
}

std::optional<int> maybeSmall(const QJsonObject& json, const char* name) {
  const std::optional<qint64> number = maybeWhole(json, name);
  if (!number || *number < std::numeric_limits<int>::min() ||
      *number > std::numeric_limits<int>::max())
    return std::nullopt;
  return static_cast<int>(*number);
}

TimeMs time(const QJsonObject& json, const char* name) { return maybeTime(json, name).value_or(0); }

MaybeTime maybeTime(const QJsonObject& json, const char* name) {
  return timeFromText(text(json, name));
}

MaybeUsd usd(const QJsonObject& json, const char* name) { return usdFromText(text(json, name)); }

QStringList texts(const QJsonObject& json, const char* name) {
  QStringList all;
  for (const QJsonValue& one : array(json, name))
    if (one.isString()) all.append(one.toString());
  return all;
}

QJsonObject object(const QJsonObject& json, const char* name) {
  return member(json, name).toObject();
}

QJsonArray array(const QJsonObject& json, const char* name) { return member(json, name).toArray(); }

}  // namespace sb::ui::json
