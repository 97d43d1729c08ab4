// Providers: what there could be, what there is, whether it works. GUI thread.
#pragma once

#include "ui/client/config_values.h"
#include "ui/client/provider_values.h"
#include "ui/client/wire.h"

namespace sb::ui {

class ProvidersApi {
 public:
  explicit ProvidersApi(Wire& wire) : m_wire(wire) {}

  // What the catalogue knows, of all presets; a provider for it may be configured or not.
  Call catalogModels(int offset, int limit, QObject* context, Then<ModelPage> then);
  Call presets(QObject* context, Then<QList<Preset>> then);
  // Where the calls of a provider of that kind would go; an empty base URL is the kind's own.
  // Errors: 404 (no such kind).
  Call preview(const QString& kind, const QString& baseUrl, QObject* context,
               Then<UrlPreview> then);
  Call list(QObject* context, Then<QList<Provider>> then);

  // Adds it to the file, or replaces the one with its `id`. `item` is what docs/configuration.md
  // describes under `providers`, in JSON: {"id","kind","base_url"?,"keys":[{"name","secret",
  // "weight"}],…}. Begin with Provider::item, so that what the console does not know stays. Secrets
  // are named ("vault:openai"), never given. Errors: 422 (configProblems), 409, 403.
  Call save(const QJsonObject& item, QObject* context, Then<Saved> then);
  Call remove(const QString& id, QObject* context, Then<Saved> then);

  // The models known of one provider.
  Call models(const QString& id, QObject* context, Then<QList<ProviderModel>> then);
  // What the file says of a model's price, in the words of docs/configuration.md (`price`), over
  // the catalogue; null: the catalogue's holds again. Errors: 422 (configProblems), 409, 403; 404
  // where there is nothing to take back.
  Call setPrice(const QString& id, const QString& model, const QJsonValue& price, QObject* context,
                Then<Saved> then);
  // Asks the provider for its models, over the way of traffic; up to two minutes. `key` is the name
  // of one of its keys; empty: any. A failed test is a Trial, not an ApiError.
  Call test(const QString& id, const QString& key, QObject* context, Then<Trial> then);

 private:
  Wire& m_wire;
};

}  // namespace sb::ui
