#include "ui/playground/chat_answer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace sb::ui {
namespace {

constexpr qsizetype kMostErrorText = 2000;

QString text(const QJsonObject& json, const char* name) {
  return json.value(QLatin1String(name)).toString();
}

// A text, or a list of parts with a text each.
QString contentOf(const QJsonValue& content) {
  if (content.isString()) return content.toString();
  QString all;
  for (const QJsonValue& part : content.toArray())
    all += text(part.toObject(), "text");
  return all;
}

void readError(const QJsonValue& error, ChatPiece& piece) {
  piece.error = true;
  const QJsonObject object = error.toObject();
  piece.errorText = (error.isString() ? error.toString() : text(object, "message"));
  piece.errorText.truncate(kMostErrorText);
  piece.errorCode = text(object, "code");
  if (piece.errorCode.isEmpty()) piece.errorCode = text(object, "type");
}

void readUsage(const QJsonValue& value, ChatPiece& piece) {
  if (!value.isObject()) return;
  const QJsonObject usage = value.toObject();
  piece.usage = TokenCount{usage.value(QLatin1String("prompt_tokens")).toInteger(),
                           usage.value(QLatin1String("completion_tokens")).toInteger()};
}

ChatPiece read(const QJsonObject& json, const char* part) {
  ChatPiece piece;
  if (json.contains(QLatin1String("error"))) readError(json.value(QLatin1String("error")), piece);
  readUsage(json.value(QLatin1String("usage")), piece);
  const QJsonObject choice = json.value(QLatin1String("choices")).toArray().first().toObject();
  const QJsonObject message = choice.value(QLatin1String(part)).toObject();
  piece.text = contentOf(message.value(QLatin1String("content")));
  if (piece.text.isEmpty()) piece.text = text(message, "refusal");
  piece.reasoning = text(message, "reasoning_content");
  if (piece.reasoning.isEmpty()) piece.reasoning = text(message, "reasoning");
  piece.finishReason = text(choice, "finish_reason");
  return piece;
}

}  // namespace

ChatPiece chatPieceFromEvent(const QByteArray& data) {
  if (data.trimmed() == "[DONE]") {
    ChatPiece piece;
    piece.end = true;
    return piece;
  }
  return read(QJsonDocument::fromJson(data).object(), "delta");
}

ChatPiece chatPieceFromBody(const QByteArray& body) {
  const QJsonObject json = QJsonDocument::fromJson(body).object();
  ChatPiece piece = read(json, "message");
  piece.end = !json.isEmpty();
  return piece;
}

}  // namespace sb::ui
