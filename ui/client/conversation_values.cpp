#include "ui/client/conversation_values.h"

#include "ui/client/json_fields.h"

namespace sb::ui {
namespace {

constexpr int kMostNested = 8;
constexpr int kMostParts = 200;  // of a turn, with those within: each becomes widgets

SaidKind kindOf(const QString& type) {
  static const QHash<QString, SaidKind> kKinds{{QStringLiteral("text"), SaidKind::Text},
                                               {QStringLiteral("thinking"), SaidKind::Thinking},
                                               {QStringLiteral("refusal"), SaidKind::Refusal},
                                               {QStringLiteral("media"), SaidKind::Medium},
                                               {QStringLiteral("call"), SaidKind::Call},
                                               {QStringLiteral("result"), SaidKind::Result}};
  return kKinds.value(type, SaidKind::Other);
}

QList<SaidPart> partsOf(const QJsonObject& json, int depth, int& room);

SaidPart partOf(const QJsonObject& json, int depth, int& room) {
  SaidPart part;
  part.kind = kindOf(json::text(json, "type"));
  part.text = json::text(json, "text");
  part.cut = json::flag(json, "cut");
  part.encrypted = json::flag(json, "encrypted");
  part.failed = json::flag(json, "error");
  part.id = json::text(json, "id");
  part.name = json::text(json, "name");
  part.medium = json::text(json, "kind");
  part.mime = json::text(json, "mime");
  part.url = json::text(json, "url");
  part.bytes = json::whole(json, "bytes");
  part.picture = QByteArray::fromBase64(json::text(json, "base64").toLatin1());
  part.within = partsOf(json, depth + 1, room);
  return part;
}

// Where there are more than `room`, the last one says so.
QList<SaidPart> partsOf(const QJsonObject& json, int depth, int& room) {
  QList<SaidPart> parts;
  if (depth > kMostNested) return parts;
  for (const QJsonValue& one : json::array(json, "parts")) {
    if (!one.isObject()) continue;
    if (room-- <= 0) {
      parts.append(SaidPart());
      parts.last().cut = true;
      break;
    }
    parts.append(partOf(one.toObject(), depth, room));
  }
  return parts;
}

SaidSource sourceOf(const QJsonObject& json) {
  return {json::text(json, "title"), json::text(json, "url"), json::text(json, "text")};
}

SaidTurn turnOf(const QJsonObject& json) {
  int room = kMostParts;
  return {json::text(json, "role"), json::text(json, "name"), json::flag(json, "answer"),
          partsOf(json, 0, room), json::list(json, "sources", sourceOf)};
}

}  // namespace

Conversation conversationFromJson(const QJsonObject& json) {
  return {json::list(json, "turns", turnOf), json::text(json, "request_unread"),
          json::text(json, "answer_unread")};
}

}  // namespace sb::ui
