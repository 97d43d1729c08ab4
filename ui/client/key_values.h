// Keys of the gateway (openapi.yaml: Key, NewKey).
#pragma once

#include <QJsonObject>
#include <QList>
#include <QStringList>

#include "ui/client/units.h"

namespace sb::ui {

enum class KeyOrigin { Unknown, Stored, File, Session };

struct KeyInfo {
  QString id;
  QString name;
  KeyOrigin origin = KeyOrigin::Unknown;
  QString hint;
  QStringList models;  // names and patterns; empty: all
  QStringList tags;
  MaybeTime created, expires, revoked, lastUsed;
  MaybeUsd spend30d;  // of the last 30 days; empty: unknown

  bool isRevoked() const { return revoked.has_value(); }
  // Those of the file are edited there.
  bool isEditable() const { return origin == KeyOrigin::Stored && !isRevoked(); }
};

// What a key is made from.
struct KeyDraft {
  QString name;
  QStringList models;
  QStringList tags;
  MaybeTime expires;
};

struct NewKey {
  KeyInfo key;
  QString text;  // "sk-sb-…": given this once
};

QList<KeyInfo> keysFromJson(const QJsonObject& json);
KeyInfo keyFromJson(const QJsonObject& json);
NewKey newKeyFromJson(const QJsonObject& json);
QJsonObject keyDraftToJson(const KeyDraft& draft);

}  // namespace sb::ui
