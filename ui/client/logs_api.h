// The log of requests, and what it sums up to. `filter` is the language of docs/signalboxctl.md; a
// wrong one gives 400 with filterProblems; one that takes too long 408. GUI thread.
#pragma once

#include "ui/client/log_values.h"
#include "ui/client/spend_values.h"
#include "ui/client/wire.h"

namespace sb::ui {

class LogsApi {
 public:
  explicit LogsApi(Wire& wire) : m_wire(wire) {}

  Call page(const LogQuery& query, QObject* context, Then<LogPage> then);
  Call detail(const QString& id, QObject* context, Then<LogDetail> then);
  // A part of a kept body, at most 4 MB. Errors: 404 (not kept).
  Call body(const QString& id, BodySide side, qint64 offset, qint64 length, QObject* context,
            Then<BodyPart> then);

  // How often each value of `field` occurs: status, outcome, model, asked, provider, key, team,
  // route, endpoint, tag, cache, stream.
  Call facets(const QString& field, const QString& filter, int limit, QObject* context,
              Then<QList<Facet>> then);
  Call anchors(const QString& filter, qint64 every, QObject* context, Then<Anchors> then);

  Call spend(const SpendQuery& query, QObject* context, Then<Spend> then);

  // All rows that the filter lets through, newest first, written to `device` as they come; the
  // value is the number of bytes, `progress` hears them on the way. After an error or cancel()
  // `device` holds a part.
  Call exportTo(QIODevice* device, const QString& filter, ExportFormat format,
                std::function<void(qint64)> progress, QObject* context, Then<qint64> then);
  // The same into a file, which appears whole or not at all. Errors also: "file".
  Call exportToFile(const QString& path, const QString& filter, ExportFormat format,
                    std::function<void(qint64)> progress, QObject* context, Then<qint64> then);

 private:
  Wire& m_wire;
};

}  // namespace sb::ui
