#include "ui/client/logs_api.h"

#include <QSaveFile>
#include <QTimeZone>
#include <array>

namespace sb::ui {
namespace {

constexpr qint64 kMostDetail = 512 * 1024 * 1024;  // two bodies, as JSON text
constexpr int kMostZoneChanges = 1000;

void add(QUrlQuery& query, const char* name, const QString& value) {
  if (!value.isEmpty()) query.addQueryItem(QLatin1String(name), escaped(value));
}

void add(QUrlQuery& query, const char* name, qint64 value) {
  query.addQueryItem(QLatin1String(name), QString::number(value));
}

Reply<BodyPart> bodyPartOf(const RawAnswer& answer) {
  BodyPart body;
  bool ok = false;
  body.bytes = answer.body;
  body.offset = answer.bodyOffset.toLongLong();
  body.size = answer.bodySize.toLongLong(&ok);
  if (!ok) body.size = body.offset + body.bytes.size();
  return body;
}

// "MS:MINUTES,…": the zone's offsets over the range, as the API wants them.
QString zoneText(const QTimeZone& zone) {
  const QDateTime now = QDateTime::currentDateTimeUtc();
  const auto piece = [](qint64 ms, int seconds) {
    return QStringLiteral("%1:%2").arg(ms).arg(seconds / 60);
  };
  const QDateTime begin = now.addYears(-20);
  QStringList pieces{piece(0, zone.offsetFromUtc(begin))};
  for (const QTimeZone::OffsetData& change : zone.transitions(begin, now.addYears(1))) {
    if (pieces.size() >= kMostZoneChanges) break;
    pieces.append(piece(change.atUtc.toMSecsSinceEpoch(), change.offsetFromUtc));
  }
  return pieces.join(QLatin1Char(','));
}

QString stepText(SpendStep step) {
  static constexpr std::array<const char*, 3> kNames{"day", "hour", "whole"};
  return QLatin1String(kNames[static_cast<std::size_t>(step)]);
}

QString byText(SpendBy by) {
  static constexpr std::array<const char*, 6> kNames{"model", "provider", "key",
                                                     "route", "team",     "nothing"};
  return QLatin1String(kNames[static_cast<std::size_t>(by)]);
}

Request exportRequest(const QString& filter, ExportFormat format) {
  Request request;
  request.path = QStringLiteral("logs/export");
  add(request.query, "q", filter);
  request.query.addQueryItem(QStringLiteral("format"), format == ExportFormat::Csv
                                                           ? QStringLiteral("csv")
                                                           : QStringLiteral("jsonl"));
  request.slow = true;
  return request;
}

ApiError fileError(const QString& path, const QSaveFile& file) {
  ApiError error;
  error.code = QStringLiteral("file");
  error.message = QStringLiteral("%1 cannot be written").arg(path);
  error.hint = file.errorString();
  return error;
}

}  // namespace

Call LogsApi::page(const LogQuery& query, QObject* context, Then<LogPage> then) {
  Request request;
  request.path = QStringLiteral("logs");
  add(request.query, "q", query.filter);
  add(request.query, "limit", query.limit);
  if (query.before) add(request.query, "before", *query.before);
  if (query.after) add(request.query, "after", *query.after);
  return m_wire.object(request, logPageFromJson, context, std::move(then));
}

Call LogsApi::detail(const QString& id, QObject* context, Then<LogDetail> then) {
  Request request;
  request.path = QStringLiteral("logs/%1").arg(escaped(id));
  request.mostBytes = kMostDetail;
  return m_wire.object(request, logDetailFromJson, context, std::move(then));
}

Call LogsApi::body(const QString& id, BodySide side, qint64 offset, qint64 length, QObject* context,
                   Then<BodyPart> then) {
  Request request;
  request.path = QStringLiteral("logs/%1/body").arg(escaped(id));
  request.query.addQueryItem(QStringLiteral("which"), side == BodySide::Request
                                                          ? QStringLiteral("request")
                                                          : QStringLiteral("response"));
  add(request.query, "offset", offset);
  add(request.query, "length", length);
  return m_wire.raw(request, bodyPartOf, context, std::move(then));
}

Call LogsApi::facets(const QString& field, const QString& filter, int limit, QObject* context,
                     Then<QList<Facet>> then) {
  Request request;
  request.path = QStringLiteral("logs/facets");
  add(request.query, "field", field);
  add(request.query, "q", filter);
  add(request.query, "limit", limit);
  return m_wire.object(request, facetsFromJson, context, std::move(then));
}

Call LogsApi::anchors(const QString& filter, qint64 every, QObject* context, Then<Anchors> then) {
  Request request;
  request.path = QStringLiteral("logs/anchors");
  add(request.query, "q", filter);
  add(request.query, "every", every);
  return m_wire.object(request, anchorsFromJson, context, std::move(then));
}

Call LogsApi::spend(const SpendQuery& query, QObject* context, Then<Spend> then) {
  Request request;
  request.path = QStringLiteral("spend");
  add(request.query, "from", query.from);
  add(request.query, "to", query.to);
  add(request.query, "step", stepText(query.step));
  add(request.query, "by", byText(query.by));
  if (query.demo) add(request.query, "demo", QStringLiteral("true"));
  if (query.zone.isValid()) add(request.query, "zone", zoneText(query.zone));
  return m_wire.object(request, spendFromJson, context, std::move(then));
}

Call LogsApi::exportTo(QIODevice* device, const QString& filter, ExportFormat format,
                       std::function<void(qint64)> progress, QObject* context, Then<qint64> then) {
  return m_wire.download(exportRequest(filter, format), device, std::move(progress), context,
                         std::move(then));
}

Call LogsApi::exportToFile(const QString& path, const QString& filter, ExportFormat format,
                           std::function<void(qint64)> progress, QObject* context,
                           Then<qint64> then) {
  const auto file = std::make_shared<QSaveFile>(path);
  if (!file->open(QIODevice::WriteOnly))
    return m_wire.refuse(fileError(path, *file), context, std::move(then));
  const auto finish = [file, path, then = std::move(then)](Reply<qint64> reply) {
    if (reply && !file->commit()) reply = fileError(path, *file);
    then(std::move(reply));
  };
  return exportTo(file.get(), filter, format, std::move(progress), context, finish);
}

}  // namespace sb::ui
