// Routes, the names that applications can ask for, and where a request would go. GUI thread.
#pragma once

#include "ui/client/config_values.h"
#include "ui/client/provider_values.h"
#include "ui/client/route_values.h"
#include "ui/client/wire.h"

namespace sb::ui {

class RoutesApi {
 public:
  explicit RoutesApi(Wire& wire) : m_wire(wire) {}

  // Routes first, then provider/model.
  Call names(const ModelQuery& query, QObject* context, Then<ModelPage> then);

  Call list(QObject* context, Then<QList<Route>> then);
  // Adds it to the file, or replaces the one of that name. Errors: 422 (configProblems), 409, 403.
  Call save(const Route& route, QObject* context, Then<Saved> then);
  Call remove(const QString& name, QObject* context, Then<Saved> then);

  // `name` is anything that a client may write as `model`; `request` the body that it would send,
  // {} for the way alone. Nothing is sent to a provider. Errors: 404 (no such name).
  Call dryRun(const QString& name, const QJsonObject& request, QObject* context, Then<DryRun> then);
  // The same with a route that is not published, in the place of the one named `replaces` (empty:
  // there is none). Errors: also 422 (configProblems).
  Call dryRunDraft(const Route& draft, const QString& replaces, const QJsonObject& request,
                   QObject* context, Then<DryRun> then);

 private:
  Wire& m_wire;
};

}  // namespace sb::ui
