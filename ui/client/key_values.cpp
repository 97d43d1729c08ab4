#include "ui/client/key_values.h"

#include "ui/client/json_fields.h"

namespace sb::ui {
namespace {

KeyOrigin originFromText(const QString& text) {
  if (text == QLatin1String("stored")) return KeyOrigin::Stored;
  if (text == QLatin1String("file")) return KeyOrigin::File;
  if (text == QLatin1String("session")) return KeyOrigin::Session;
  return KeyOrigin::Unknown;
}

}  // namespace

KeyInfo keyFromJson(const QJsonObject& json) {
  KeyInfo key;
  key.id = json::text(json, "id");
  key.name = json::text(json, "name");
  key.origin = originFromText(json::text(json, "origin"));
  key.hint = json::text(json, "hint");
  key.models = json::texts(json, "models");
  key.tags = json::texts(json, "tags");
  key.created = json::maybeTime(json, "created");
  key.expires = json::maybeTime(json, "expires");
  key.revoked = json::maybeTime(json, "revoked");
  key.lastUsed = json::maybeTime(json, "last_used");
  key.spend30d = json::usd(json, "spend_usd_30d");
  return key;
}

QList<KeyInfo> keysFromJson(const QJsonObject& json) {
  return json::list(json, "keys", keyFromJson);
}

NewKey newKeyFromJson(const QJsonObject& json) {
  return {keyFromJson(json::object(json, "key")), json::text(json, "text")};
}

QJsonObject keyDraftToJson(const KeyDraft& draft) {
  QJsonObject json{{QStringLiteral("name"), draft.name}};
  if (!draft.models.isEmpty())
    json.insert(QStringLiteral("models"), QJsonArray::fromStringList(draft.models));
  if (!draft.tags.isEmpty())
    json.insert(QStringLiteral("tags"), QJsonArray::fromStringList(draft.tags));
  if (draft.expires) json.insert(QStringLiteral("expires"), timeToText(*draft.expires));
  return json;
}

}  // namespace sb::ui
