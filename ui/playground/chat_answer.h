// What comes back: the events of a stream of chat completions, whole answers, and errors of either
// (https://platform.openai.com/docs/api-reference/chat/streaming). Pure; any thread.
#pragma once

#include <QByteArray>
#include <QString>
#include <optional>

namespace sb::ui {

struct TokenCount {
  qint64 in = 0, out = 0;
};

// What one event, or a whole answer, says. What it does not say is empty.
struct ChatPiece {
  QString text;
  QString reasoning;
  QString finishReason;
  std::optional<TokenCount> usage;
  bool end = false;    // the stream's last event
  bool error = false;  // then errorText and errorCode may say more
  QString errorText, errorCode;

  bool hasContent() const { return !text.isEmpty() || !reasoning.isEmpty(); }
};

// Of what stands behind "data: " in an event.
ChatPiece chatPieceFromEvent(const QByteArray& data);
// Of an answer that was not streamed, good or bad.
ChatPiece chatPieceFromBody(const QByteArray& body);

}  // namespace sb::ui
