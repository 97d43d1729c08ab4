#include "ui/logs/log_pages.h"

#include <algorithm>
#include <limits>

namespace sb::ui {

void LogPages::reset(const Anchors& anchors) {
  m_pages.clear();
  m_total = 0;
  if (anchors.every < 1) return;
  constexpr qint64 kMost = std::numeric_limits<int>::max() / 2;
  const qint64 every = std::min(anchors.every, kMost);
  const qint64 total = std::clamp<qint64>(anchors.total, 0, kMost);
  const qsizetype needed = static_cast<qsizetype>((total + every - 1) / every);
  const qsizetype pages = std::min(needed, anchors.seqs.size());
  m_pages.reserve(pages);
  for (qsizetype i = pages - 1; i >= 0; --i) {
    const qint64 left = total - i * every;
    Page page{anchors.seqs[i], m_total, static_cast<int>(std::min(every, left)), {}};
    m_total += page.count;
    m_pages.append(page);
  }
}

int LogPages::pageOf(int place) const {
  const int fromOldest = m_total - 1 - place;
  const auto after =
      std::upper_bound(m_pages.begin(), m_pages.end(), fromOldest,
                       [](int wanted, const Page& page) { return wanted < page.start; });
  return static_cast<int>(after - m_pages.begin()) - 1;
}

int LogPages::placeOfPage(int page) const {
  return m_total - m_pages[page].start - m_pages[page].count;
}

const LogRow* LogPages::at(int place) const {
  if (place < 0 || place >= m_total) return nullptr;
  const Page& page = m_pages[pageOf(place)];
  const qsizetype in = page.count - 1 - (m_total - 1 - place - page.start);
  return in < page.rows.size() ? &page.rows[in] : nullptr;
}

int LogPages::placeOf(const QString& id) const {
  for (qsizetype i = m_pages.size() - 1; i >= 0; --i)
    for (qsizetype row = 0; row < m_pages[i].rows.size(); ++row)
      if (m_pages[i].rows[row].id == id)
        return placeOfPage(static_cast<int>(i)) + static_cast<int>(row);
  return -1;
}

qint64 LogPages::newest() const { return m_pages.isEmpty() ? 0 : m_pages.last().first; }

void LogPages::append(const QList<LogRow>& rows) {
  for (const LogRow& row : rows) {
    // A page that is known by its anchor only stays as it is: the next one begins.
    const bool open = !m_pages.isEmpty() && m_pages.last().count < kPageRows &&
                      m_pages.last().rows.size() == m_pages.last().count;
    if (!open) m_pages.append({row.seq, m_total, 0, {}});
    Page& page = m_pages.last();
    page.first = row.seq;
    page.rows.prepend(row);
    ++page.count;
    ++m_total;
  }
}

int LogPages::load(int page, const QList<LogRow>& rows) {
  Page& into = m_pages[page];
  into.rows = rows.mid(0, into.count);
  const int gone = into.count - static_cast<int>(into.rows.size());
  if (gone == 0) return 0;
  into.count -= gone;
  for (qsizetype i = page + 1; i < m_pages.size(); ++i)
    m_pages[i].start -= gone;
  m_total -= gone;
  if (into.count == 0) m_pages.removeAt(page);
  return gone;
}

void LogPages::forgetFarFrom(int place) {
  const auto loaded = std::count_if(m_pages.begin(), m_pages.end(),
                                    [](const Page& page) { return !page.rows.isEmpty(); });
  if (loaded <= kMostLoaded) return;
  const int here = pageOf(std::clamp(place, 0, std::max(m_total - 1, 0)));
  const int last = pages() - 1;
  for (int i = 0; i <= last; ++i)
    if (std::abs(i - here) > kMostLoaded / 3 && last - i > kMostLoaded / 3) m_pages[i].rows = {};
}

}  // namespace sb::ui
