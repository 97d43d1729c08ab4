#include "core/dialects/list_stream.h"

namespace sb::dialects {

// Elements are objects; an error may stand there as one without a list around it.
void ListStream::one(char c) {
  if (m_depth == 0 && c != '{') {
    m_finished = m_finished || c == ']';
    return;
  }
  m_held += c;
  if (m_escaped) {
    m_escaped = false;
  } else if (m_text) {
    m_escaped = c == '\\';
    m_text = c != '"';
  } else if (c == '"') {
    m_text = true;
  } else if (c == '{' || c == '[') {
    ++m_depth;
  } else if ((c == '}' || c == ']') && --m_depth == 0) {
    m_element(m_held);
    m_held.clear();
  }
}

Status ListStream::feed(std::string_view bytes) {
  for (const char c : bytes) {
    if (m_held.size() >= m_most) m_tooLarge = true;
    if (m_tooLarge)
      return Error(ErrorKind::UpstreamTooLarge, "An element of the stream is over the limit.");
    if (!m_finished) one(c);
  }
  return {};
}

}  // namespace sb::dialects
