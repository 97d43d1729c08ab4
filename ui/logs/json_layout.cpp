#include "ui/logs/json_layout.h"

#include <QJsonDocument>
#include <algorithm>

namespace sb::ui {
namespace {

constexpr int kIndent = 2;
// Small texts may grow to many times their length.
constexpr qsizetype kMostGrowth = 6, kSmall = 16 * 1024;

bool isBlank(QChar c) {
  return c == QLatin1Char(' ') || c == QLatin1Char('\t') || c == QLatin1Char('\n') ||
         c == QLatin1Char('\r');
}

// Writes JSON that is known to be right, sign by sign.
class Writer {
 public:
  explicit Writer(const QString& text) : m_text(text) { m_out.reserve(text.size() * 3 / 2); }

  QString write() {
    const qsizetype most = std::max(kSmall, m_text.size() * kMostGrowth);
    while (m_at < m_text.size() && m_out.size() <= most)
      take(m_text[m_at]);
    return m_out.size() <= most ? m_out : m_text;
  }

 private:
  void take(QChar c) {
    if (c == QLatin1Char('"')) return takeString();
    ++m_at;
    if (isBlank(c)) return;
    if (c == QLatin1Char('{') || c == QLatin1Char('[')) return open(c);
    if (c == QLatin1Char('}') || c == QLatin1Char(']')) {
      --m_depth;
      startLine();
    }
    m_out += c;
    if (c == QLatin1Char(',')) startLine();
    if (c == QLatin1Char(':')) m_out += QLatin1Char(' ');
  }

  // An empty one stays on its line.
  void open(QChar c) {
    m_out += c;
    while (m_at < m_text.size() && isBlank(m_text[m_at]))
      ++m_at;
    const QChar next = m_at < m_text.size() ? m_text[m_at] : QChar();
    if (next == QLatin1Char('}') || next == QLatin1Char(']')) {
      m_out += next;
      ++m_at;
      return;
    }
    ++m_depth;
    startLine();
  }

  void startLine() {
    m_out += QLatin1Char('\n');
    m_out += QString(m_depth * kIndent, QLatin1Char(' '));
  }

  void takeString() {
    const qsizetype begin = m_at++;
    while (m_at < m_text.size() && m_text[m_at] != QLatin1Char('"'))
      m_at += m_text[m_at] == QLatin1Char('\\') ? 2 : 1;
    m_at = std::min(m_at + 1, m_text.size());
    m_out += QStringView(m_text).sliced(begin, m_at - begin);
  }

  const QString& m_text;
  QString m_out;
  qsizetype m_at = 0;
  qsizetype m_depth = 0;
};

}  // namespace

QString laidOut(const QString& text, qsizetype most) {
  if (text.size() > most || QJsonDocument::fromJson(text.toUtf8()).isNull()) return text;
  return Writer(text).write();
}

}  // namespace sb::ui
