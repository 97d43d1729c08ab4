// What was said in a logged request and its answer, as the admin API gives it: the same for every
// wire format. Values.
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace sb::ui {

enum class SaidKind { Text, Thinking, Refusal, Medium, Call, Result, Other };

struct SaidPart {
  SaidKind kind = SaidKind::Text;
  QString text;            // of a call its arguments; of Other the JSON as it stood
  bool cut = false;        // the text goes on
  bool encrypted = false;  // thinking that only its provider can read
  bool failed = false;     // of a result
  QString id;              // of a call and its result; may be empty
  QString name;            // of a tool or file; of Other what its dialect calls it
  QString medium;          // "image", "audio", "video", "file"
  QString mime, url;
  qint64 bytes = 0;        // of a medium in the request itself
  QByteArray picture;      // a small image's bytes
  QList<SaidPart> within;  // of a result; of a call its results, where they were put beside it
};

// A page or document that an answer names.
struct SaidSource {
  QString title, url, text;
};

struct SaidTurn {
  QString role;         // "system", "developer", "user", "assistant"
  QString name;         // of the participant
  bool answer = false;  // it came back; the others were sent
  QList<SaidPart> parts;
  QList<SaidSource> sources;
};

struct Conversation {
  QList<SaidTurn> turns;
  // Why there are no turns of it, or not all; English, for a tool tip.
  QString requestUnread, answerUnread;
};

Conversation conversationFromJson(const QJsonObject& json);

}  // namespace sb::ui
