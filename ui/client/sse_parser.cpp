#include "ui/client/sse_parser.h"

#include <algorithm>
#include <utility>

namespace sb::ui {

SseParser::SseParser(qsizetype mostLine, qsizetype mostEvent)
    : m_mostLine(mostLine), m_mostEvent(mostEvent) {}

void SseParser::restart() {
  const QByteArray id = m_id;
  *this = SseParser(m_mostLine, m_mostEvent);
  m_id = id;
}

void SseParser::fail() {
  m_failed = true;
  m_line.clear();
  m_data.clear();
}

QList<SseEvent> SseParser::feed(QByteArrayView bytes) {
  QList<SseEvent> events;
  while (!bytes.isEmpty() && !m_failed) {
    if (std::exchange(m_skipNewline, false) && bytes.front() == '\n') bytes = bytes.sliced(1);
    const auto end =
        std::find_if(bytes.begin(), bytes.end(), [](char c) { return c == '\n' || c == '\r'; });
    const qsizetype length = end - bytes.begin();
    if (m_line.size() + length > m_mostLine) {
      fail();
      break;
    }
    if (end == bytes.end()) {
      m_line.append(bytes);
      break;
    }
    m_skipNewline = *end == '\r';
    takePiece(bytes.first(length), events);
    bytes = bytes.sliced(length + 1);
  }
  return events;
}

// The rest of a line; the common case needs no copy.
void SseParser::takePiece(QByteArrayView rest, QList<SseEvent>& events) {
  if (m_line.isEmpty()) return takeLine(rest, events);
  m_line.append(rest);
  const QByteArray line = std::exchange(m_line, {});
  takeLine(line, events);
}

void SseParser::takeLine(QByteArrayView line, QList<SseEvent>& events) {
  if (std::exchange(m_first, false) && line.startsWith("\xEF\xBB\xBF")) line = line.sliced(3);
  if (line.isEmpty()) return dispatch(events);
  const qsizetype colon = line.indexOf(':');
  if (colon == 0) return;  // a comment
  if (colon < 0) return takeField(line, {});
  QByteArrayView value = line.sliced(colon + 1);
  if (value.startsWith(' ')) value = value.sliced(1);
  takeField(line.first(colon), value);
}

void SseParser::takeField(QByteArrayView name, QByteArrayView value) {
  if (name == QByteArrayView("event")) {
    m_name = value.toByteArray();
  } else if (name == QByteArrayView("id")) {
    if (!value.contains('\0')) m_id = value.toByteArray();
  } else if (name == QByteArrayView("data")) {
    if (m_data.size() + value.size() > m_mostEvent) return fail();
    if (m_hasData) m_data.append('\n');
    m_data.append(value);
    m_hasData = true;
  }
}

void SseParser::dispatch(QList<SseEvent>& events) {
  if (m_hasData)
    events.append({m_name.isEmpty() ? QByteArray("message") : m_name, std::move(m_data), m_id});
  m_name.clear();
  m_data.clear();
  m_hasData = false;
}

}  // namespace sb::ui
