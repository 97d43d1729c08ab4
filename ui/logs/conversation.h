// What was said in a request and its answer, taken from the JSON of OpenAI's chat completions,
// completions and embeddings, and of Anthropic's messages. What it does not know it leaves out; the
// raw text shows everything. Pure; any thread.
#pragma once

#include <QList>
#include <QString>

#include "ui/client/log_values.h"

namespace sb::ui {

enum class Speaker { System, User, Assistant, ToolResult };

struct ToolCall {
  QString name;
  QString arguments;
};

struct LoggedTurn {
  Speaker speaker = Speaker::User;
  QString note;  // of a tool's result: which; not translated
  QString text;
  QString thinking;
  QList<ToolCall> calls;
  int images = 0;       // and other files
  bool answer = false;  // it came back; the others were sent
};

QList<LoggedTurn> conversationOf(const LogDetail& detail);

}  // namespace sb::ui
