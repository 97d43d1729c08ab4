// Reads members of JSON that may be missing or of another type: then the default. For the .cpp
// files of ui/client only. Pure; any thread.
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QLatin1String>
#include <QList>
#include <QStringList>

#include "ui/client/units.h"

namespace sb::ui::json {

QString text(const QJsonObject& json, const char* name);  // null QString: null, missing, no text
bool flag(const QJsonObject& json, const char* name, bool otherwise = false);
double real(const QJsonObject& json, const char* name, double otherwise = 0);
std::optional<double> maybeReal(const QJsonObject& json, const char* name);
// A whole number; also one in quotes, as cursors are.
qint64 whole(const QJsonObject& json, const char* name, qint64 otherwise = 0);
std::optional<qint64> maybeWhole(const QJsonObject& json, const char* name);
int small(const QJsonObject& json, const char* name, int otherwise = 0);
std::optional<int> maybeSmall(const QJsonObject& json, const char* name);
TimeMs time(const QJsonObject& json, const char* name);
MaybeTime maybeTime(const QJsonObject& json, const char* name);
MaybeUsd usd(const QJsonObject& json, const char* name);
QStringList texts(const QJsonObject& json, const char* name);
QJsonObject object(const QJsonObject& json, const char* name);
QJsonArray array(const QJsonObject& json, const char* name);

// Each object of an array; what is no object is left out.
template <class T>
QList<T> list(const QJsonArray& array, T (*parse)(const QJsonObject&)) {
  QList<T> all;
  all.reserve(array.size());
  for (const QJsonValue& one : array)
    if (one.isObject()) all.append(parse(one.toObject()));
  return all;
}

template <class T>
QList<T> list(const QJsonObject& json, const char* name, T (*parse)(const QJsonObject&)) {
  return list(array(json, name), parse);
}

}  // namespace sb::ui::json
