// Providers, what they offer, and their secrets' names (openapi.yaml: Preset, Provider, Trial,
// ModelFacts and the answers of secrets).
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QPair>
#include <QStringList>
#include <QUrl>

#include "ui/client/units.h"

namespace sb::ui {

// A kind of provider that the program knows.
struct Preset {
  QString id;
  QString name;
  QString website;
  QString kind;  // cloud, aggregator, local, custom
  QString baseUrl;
  QString
      urlTemplate;     // "https://{region}.example/v1": a base URL with blanks for a person to fill
  QStringList blanks;  // their names, in its order
  QList<QPair<QString, QString>> ownHeaders;  // name, and what its value is called
  bool needsBaseUrl = false;
  bool wellKnown = false;
  bool keyOptional = false;
  QStringList env;  // usual variables that hold the key
  bool free = false;
  // Its address is known, but for blanks.
  bool hasAddress() const { return !baseUrl.isEmpty() || !urlTemplate.isEmpty(); }
};

enum class KeyState { Unknown, Usable, Disabled, Waiting, Missing, Resting, Refused };

// One of a provider's keys.
struct ProviderKey {
  QString name;
  QString hint;  // "…3f2a": the last characters
  KeyState state = KeyState::Unknown;
  double weight = 1;
  std::optional<qint64> restsForMs;  // from now, while Resting, until it serves all models
  QStringList restingModels;         // that it does not serve until then
  std::optional<int> refusedWith;    // HTTP status, while Refused
  QString message;
  QString secret;  // where it is kept: "vault:openai", "env:OPENAI_API_KEY", "keychain:…", "file:…"
};

struct Provider {
  QString id;
  QString kind;  // a preset's id
  QString name;
  QString baseUrl;
  QHash<QString, QUrl> urls;  // by call: chat, models …
  bool disabled = false;
  QString problem;  // why it cannot be used; empty: it can
  QString proxy;    // in use now; empty: direct
  QList<ProviderKey> keys;
  int models = 0;                   // known
  std::optional<int> modelsListed;  // named by the provider itself; empty: not asked yet
  QJsonObject item;  // the file's own item, to be edited and saved; empty: not from the file
  // What it is called: as its preset, unless it has a name of its own.
  QString title() const { return id == kind && !name.isEmpty() ? name : id; }
  bool inFile() const { return !item.isEmpty(); }
};

// Where questions go, in whichever dialect the provider speaks; empty where it has no address.
QUrl questionsUrl(const QHash<QString, QUrl>& urls);

// Where the calls of a provider would go, before there is one.
struct UrlPreview {
  QHash<QString, QUrl> urls;  // by call: chat, models …
  QString problem;            // what is wrong with the base URL; empty: nothing
};

// What a test of a provider found.
struct Trial {
  bool ok = false;
  QString url;
  QString proxy;    // empty: direct
  QString address;  // of the provider, or of the proxy
  bool tls = false;
  bool tlsVerified = false;
  QString tlsServerName;
  QString key;  // name of the key that was used
  std::optional<double> connectMs;
  double totalMs = 0;
  std::optional<int> status;  // HTTP
  int models = 0;
  QString errorKind, errorMessage, errorDetail;  // when not ok
};

// Prices from so many tokens of prompt on.
struct PriceTier {
  qint64 aboveTokens = 0;
  QHash<QString, double> usdPerMtok;  // by bucket: input, output, cache_read …
};

struct ModelFacts {
  QString title;
  QString mode;                              // chat, embedding …
  std::optional<qint64> context, maxOutput;  // tokens
  QStringList supports;                      // vision, tools, reasoning …
  QList<PriceTier> price;                    // empty: unknown, never free
  bool deprecated = false;
  bool ownPrice = false;  // the file says the price
  // What the file can say of a price beside its tiers, as the admin API has it.
  QJsonObject servicePrices, usdPerCall;
};

struct ProviderModel {
  QString model;
  bool listed = false;  // the provider itself named it
  ModelFacts facts;
  bool configured = true;  // false: only the catalogue knows it; `model` is "preset/name"
};

// A name that applications can ask for.
struct ModelName {
  QString name;
  bool isRoute = false;
  QString provider, model;  // of a model
  // The provider itself named it; empty: it has not told its models.
  std::optional<bool> listed;
  ModelFacts facts;
};

struct ModelPage {
  QList<ModelName> models;
  int total = 0, offset = 0;
};

struct ModelQuery {
  QString text;      // a part of the name
  QString provider;  // an id
  int offset = 0, limit = 100;
};

// A kept secret: its name, never its value.
struct SecretName {
  QString name;
  QString hint;
  QStringList usedBy;  // "providers/openai/main"
  QString place;       // vault, keychain
  QString reference() const { return place + QLatin1Char(':') + name; }
};

// Where secrets are kept, and which.
struct Vault {
  QString protection;  // key_file (by file permissions only), passphrase
  QStringList warnings;
  QList<SecretName> secrets;
  QString file;                                    // the encrypted one; empty: unknown
  QString keychain = QStringLiteral("absent");     // absent, locked, open
  QString defaultPlace = QStringLiteral("vault");  // of new ones: vault, keychain
  bool hasKeychain() const { return keychain != QLatin1String("absent"); }
};

QList<Preset> presetsFromJson(const QJsonObject& json);
UrlPreview urlPreviewFromJson(const QJsonObject& json);
QList<Provider> providersFromJson(const QJsonObject& json);
QList<ProviderModel> providerModelsFromJson(const QJsonObject& json);
ModelPage modelPageFromJson(const QJsonObject& json);
// Of the catalogue: `provider` is a preset's id.
ModelPage catalogPageFromJson(const QJsonObject& json);
Trial trialFromJson(const QJsonObject& json);
Vault vaultFromJson(const QJsonObject& json);

}  // namespace sb::ui
