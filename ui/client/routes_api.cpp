#include "ui/client/routes_api.h"

namespace sb::ui {
namespace {

void addUnlessEmpty(QUrlQuery& query, const QString& name, const QString& value) {
  if (!value.isEmpty()) query.addQueryItem(name, escaped(value));
}

}  // namespace

Call RoutesApi::names(const ModelQuery& query, QObject* context, Then<ModelPage> then) {
  Request request;
  request.path = QStringLiteral("models");
  addUnlessEmpty(request.query, QStringLiteral("q"), query.text);
  addUnlessEmpty(request.query, QStringLiteral("provider"), query.provider);
  request.query.addQueryItem(QStringLiteral("offset"), QString::number(query.offset));
  request.query.addQueryItem(QStringLiteral("limit"), QString::number(query.limit));
  return m_wire.object(request, modelPageFromJson, context, std::move(then));
}

Call RoutesApi::list(QObject* context, Then<QList<Route>> then) {
  Request request;
  request.path = QStringLiteral("routes");
  return m_wire.object(request, routesFromJson, context, std::move(then));
}

Call RoutesApi::save(const Route& route, QObject* context, Then<Saved> then) {
  Request request;
  request.method = "PUT";
  request.path = QStringLiteral("routes/%1").arg(escaped(route.name));
  request.body = jsonBody(routeToJson(route));
  return m_wire.object(request, savedFromJson, context, std::move(then));
}

Call RoutesApi::remove(const QString& name, QObject* context, Then<Saved> then) {
  Request request;
  request.method = "DELETE";
  request.path = QStringLiteral("routes/%1").arg(escaped(name));
  return m_wire.object(request, savedFromJson, context, std::move(then));
}

Call RoutesApi::dryRun(const QString& name, const QJsonObject& body, QObject* context,
                       Then<DryRun> then) {
  Request request;
  request.method = "POST";
  request.path = QStringLiteral("routes/%1/dry-run").arg(escaped(name));
  request.body = jsonBody(body);
  return m_wire.object(request, dryRunFromJson, context, std::move(then));
}

Call RoutesApi::dryRunDraft(const Route& draft, const QString& replaces, const QJsonObject& request,
                            QObject* context, Then<DryRun> then) {
  QJsonObject body{{QStringLiteral("request"), request},
                   {QStringLiteral("draft"), routeToJson(draft)}};
  if (!replaces.isEmpty()) body.insert(QStringLiteral("replaces"), replaces);
  return dryRun(draft.name, body, context, std::move(then));
}

}  // namespace sb::ui
