#include "ui/logs/conversation.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace sb::ui {
namespace {

QJsonValue at(const QJsonObject& json, const char* name) { return json.value(QLatin1String(name)); }

QString textAt(const QJsonObject& json, const char* name) { return at(json, name).toString(); }

QString jsonText(const QJsonValue& value) {
  if (value.isString()) return value.toString();
  if (value.isObject())
    return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
  if (value.isArray())
    return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
  return value.toVariant().toString();
}

Speaker speakerOf(const QString& role) {
  if (role == QLatin1String("system") || role == QLatin1String("developer")) return Speaker::System;
  if (role == QLatin1String("assistant")) return Speaker::Assistant;
  if (role == QLatin1String("tool") || role == QLatin1String("function"))
    return Speaker::ToolResult;
  return Speaker::User;
}

void addText(QString& to, const QString& text) {
  if (text.isEmpty()) return;
  if (!to.isEmpty()) to.append(QLatin1Char('\n'));
  to.append(text);
}

LoggedTurn toolResult(const QJsonObject& part);

// One part of a content list. Results of tools are turns of their own.
void addPart(LoggedTurn& turn, const QJsonObject& part, QList<LoggedTurn>& results) {
  const QString type = textAt(part, "type");
  if (type.endsWith(QLatin1String("text")))
    addText(turn.text, textAt(part, "text"));
  else if (type == QLatin1String("thinking"))
    addText(turn.thinking, textAt(part, "thinking"));
  else if (type == QLatin1String("refusal"))
    addText(turn.text, textAt(part, "refusal"));
  else if (type == QLatin1String("tool_use"))
    turn.calls.append({textAt(part, "name"), jsonText(at(part, "input"))});
  else if (type == QLatin1String("tool_result"))
    results.append(toolResult(part));
  else if (!type.isEmpty())
    ++turn.images;
}

QList<LoggedTurn> addContent(LoggedTurn& turn, const QJsonValue& content) {
  QList<LoggedTurn> results;
  if (content.isString()) addText(turn.text, content.toString());
  for (const QJsonValue& part : content.toArray())
    if (part.isObject())
      addPart(turn, part.toObject(), results);
    else
      addText(turn.text, jsonText(part));
  return results;
}

LoggedTurn toolResult(const QJsonObject& part) {
  LoggedTurn turn;
  turn.speaker = Speaker::ToolResult;
  turn.note = textAt(part, "tool_use_id");
  addContent(turn, at(part, "content"));
  return turn;
}

void addToolCalls(LoggedTurn& turn, const QJsonObject& message) {
  for (const QJsonValue& call : at(message, "tool_calls").toArray()) {
    const QJsonObject function = at(call.toObject(), "function").toObject();
    turn.calls.append({textAt(function, "name"), jsonText(at(function, "arguments"))});
  }
}

void addMessage(QList<LoggedTurn>& turns, const QJsonObject& message, bool answer) {
  LoggedTurn turn;
  turn.speaker = answer ? Speaker::Assistant : speakerOf(textAt(message, "role"));
  turn.answer = answer;
  if (turn.speaker == Speaker::ToolResult)
    turn.note = textAt(message, "name").isEmpty() ? textAt(message, "tool_call_id")
                                                  : textAt(message, "name");
  addText(turn.thinking, textAt(message, "reasoning_content"));
  addText(turn.thinking, textAt(message, "reasoning"));
  const QList<LoggedTurn> results = addContent(turn, at(message, "content"));
  addText(turn.text, textAt(message, "refusal"));
  addToolCalls(turn, message);
  const bool empty =
      turn.text.isEmpty() && turn.thinking.isEmpty() && turn.calls.isEmpty() && turn.images == 0;
  turns.append(results);
  if (!empty || (results.isEmpty() && answer)) turns.append(turn);
}

void addPrompt(QList<LoggedTurn>& turns, const QJsonValue& prompt) {
  if (prompt.isUndefined() || prompt.isNull()) return;
  LoggedTurn turn;
  if (prompt.isArray())
    for (const QJsonValue& one : prompt.toArray())
      addText(turn.text, jsonText(one));
  else
    turn.text = jsonText(prompt);
  turns.append(turn);
}

void addRequest(QList<LoggedTurn>& turns, const QJsonObject& request) {
  if (const QJsonValue system = at(request, "system"); !system.isUndefined()) {
    LoggedTurn turn;
    turn.speaker = Speaker::System;
    addContent(turn, system);
    turns.append(turn);
  }
  for (const QJsonValue& message : at(request, "messages").toArray())
    addMessage(turns, message.toObject(), false);
  addPrompt(turns, at(request, "prompt"));
  addPrompt(turns, at(request, "input"));
}

void addResponse(QList<LoggedTurn>& turns, const QJsonObject& response) {
  for (const QJsonValue& choice : at(response, "choices").toArray()) {
    const QJsonObject one = choice.toObject();
    if (at(one, "message").isObject()) {
      addMessage(turns, at(one, "message").toObject(), true);
    } else if (at(one, "text").isString()) {
      LoggedTurn turn;
      turn.speaker = Speaker::Assistant;
      turn.answer = true;
      turn.text = textAt(one, "text");
      turns.append(turn);
    }
  }
  if (at(response, "content").isArray() && textAt(response, "role") == QLatin1String("assistant"))
    addMessage(turns, response, true);
}

}  // namespace

QList<LoggedTurn> conversationOf(const LogDetail& detail) {
  QList<LoggedTurn> turns;
  addRequest(turns, detail.request.toObject());
  addResponse(turns, detail.response.toObject());
  return turns;
}

}  // namespace sb::ui
