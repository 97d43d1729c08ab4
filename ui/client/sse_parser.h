// Server-sent events (WHATWG HTML section 9.2.6) from bytes as they come, in pieces of any size. A
// line and an event have a limit; beyond it the stream is given up. Pure; one thread.
#pragma once

#include <QByteArray>
#include <QList>

namespace sb::ui {

struct SseEvent {
  QByteArray name;  // "message" where the stream says nothing
  QByteArray data;  // lines joined by \n
  QByteArray id;    // the last id that the stream gave, with this event or before it
};

class SseParser {
 public:
  static constexpr qsizetype kMostLine = 8 * 1024 * 1024;
  static constexpr qsizetype kMostEvent = 16 * 1024 * 1024;

  explicit SseParser(qsizetype mostLine = kMostLine, qsizetype mostEvent = kMostEvent);

  // The events that are whole now. Nothing more comes after failed().
  QList<SseEvent> feed(QByteArrayView bytes);
  // A line or an event was too long.
  bool failed() const { return m_failed; }
  const QByteArray& lastId() const { return m_id; }
  // A new stream begins; the last id stays.
  void restart();

 private:
  void takePiece(QByteArrayView rest, QList<SseEvent>& events);
  void takeLine(QByteArrayView line, QList<SseEvent>& events);
  void takeField(QByteArrayView name, QByteArrayView value);
  void dispatch(QList<SseEvent>& events);
  void fail();

  qsizetype m_mostLine, m_mostEvent;
  QByteArray m_line;  // the unfinished one
  QByteArray m_name, m_data, m_id;
  bool m_hasData = false;
  bool m_skipNewline = false;  // the last byte was a \r
  bool m_first = true;         // a byte order mark may stand here
  bool m_failed = false;
};

}  // namespace sb::ui
