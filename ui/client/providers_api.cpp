#include "ui/client/providers_api.h"

namespace sb::ui {
namespace {

constexpr int kTestPatienceMs = 150'000;

}  // namespace

Call ProvidersApi::catalogModels(int offset, int limit, QObject* context, Then<ModelPage> then) {
  Request request;
  request.path = QStringLiteral("catalog/models");
  request.query.addQueryItem(QStringLiteral("offset"), QString::number(offset));
  request.query.addQueryItem(QStringLiteral("limit"), QString::number(limit));
  return m_wire.object(request, catalogPageFromJson, context, std::move(then));
}

Call ProvidersApi::presets(QObject* context, Then<QList<Preset>> then) {
  Request request;
  request.path = QStringLiteral("presets");
  return m_wire.object(request, presetsFromJson, context, std::move(then));
}

Call ProvidersApi::preview(const QString& kind, const QString& baseUrl, QObject* context,
                           Then<UrlPreview> then) {
  Request request;
  request.path = QStringLiteral("presets/%1/urls").arg(escaped(kind));
  request.query.addQueryItem(QStringLiteral("base_url"), escaped(baseUrl));
  return m_wire.object(request, urlPreviewFromJson, context, std::move(then));
}

Call ProvidersApi::list(QObject* context, Then<QList<Provider>> then) {
  Request request;
  request.path = QStringLiteral("providers");
  return m_wire.object(request, providersFromJson, context, std::move(then));
}

Call ProvidersApi::save(const QJsonObject& item, QObject* context, Then<Saved> then) {
  Request request;
  request.method = "POST";
  request.path = QStringLiteral("providers");
  request.body = jsonBody(item);
  return m_wire.object(request, savedFromJson, context, std::move(then));
}

Call ProvidersApi::remove(const QString& id, QObject* context, Then<Saved> then) {
  Request request;
  request.method = "DELETE";
  request.path = QStringLiteral("providers/%1").arg(escaped(id));
  return m_wire.object(request, savedFromJson, context, std::move(then));
}

Call ProvidersApi::models(const QString& id, QObject* context, Then<QList<ProviderModel>> then) {
  Request request;
  request.path = QStringLiteral("providers/%1/models").arg(escaped(id));
  return m_wire.object(request, providerModelsFromJson, context, std::move(then));
}

Call ProvidersApi::setPrice(const QString& id, const QString& model, const QJsonValue& price,
                            QObject* context, Then<Saved> then) {
  Request request;
  request.method = "PUT";
  request.path = QStringLiteral("providers/%1/models/%2").arg(escaped(id), escaped(model));
  request.body = jsonBody({{QStringLiteral("price"), price}});
  return m_wire.object(request, savedFromJson, context, std::move(then));
}

Call ProvidersApi::test(const QString& id, const QString& key, QObject* context, Then<Trial> then) {
  Request request;
  request.method = "POST";
  request.path = QStringLiteral("providers/%1/test").arg(escaped(id));
  if (!key.isEmpty()) request.body = jsonBody({{QStringLiteral("key"), key}});
  request.patienceMs = kTestPatienceMs;
  request.slow = true;
  return m_wire.object(request, trialFromJson, context, std::move(then));
}

}  // namespace sb::ui
