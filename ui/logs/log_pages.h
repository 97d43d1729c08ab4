// The rows of the log that a list knows: how many there are, where each page of them begins, and of
// some pages the rows. Pages are kept from the oldest, so that new rows move none of them. A value
// type for LogModel; any thread.
#pragma once

#include <QList>
#include <optional>

#include "ui/client/log_values.h"

namespace sb::ui {

class LogPages {
 public:
  static constexpr int kPageRows = 200;
  static constexpr int kMostLoaded = 60;  // pages whose rows are kept

  // What was begun anew: nothing is loaded.
  void reset(const Anchors& anchors);
  void clear() { reset({}); }

  // Places count from the newest row, 0.
  int count() const { return m_total; }
  // The row, or nothing while its page is not loaded.
  const LogRow* at(int place) const;
  // -1: not among the loaded ones.
  int placeOf(const QString& id) const;
  qint64 newest() const;  // its seq; 0: no rows

  // In front of all others; ascending by seq, as events tell them.
  void append(const QList<LogRow>& rows);

  // The page of a row.
  int pageOf(int place) const;
  int pages() const { return static_cast<int>(m_pages.size()); }
  bool isLoaded(int page) const { return !m_pages[page].rows.isEmpty(); }
  int rowsIn(int page) const { return m_pages[page].count; }
  // Of the newest row of a page: its seq, as anchors give it.
  qint64 firstOf(int page) const { return m_pages[page].first; }
  // The place of its newest row.
  int placeOfPage(int page) const;
  // The rows of a page, newest first. Those that are missing at its end have been deleted: the
  // number of places that are gone, which are the last of the page.
  int load(int page, const QList<LogRow>& rows);
  // Keeps pages around `place` only, if there are too many.
  void forgetFarFrom(int place);

 private:
  struct Page {
    qint64 first = 0;
    int start = 0;  // places from the oldest row
    int count = 0;
    QList<LogRow> rows;  // newest first
  };

  QList<Page> m_pages;  // oldest first
  int m_total = 0;
};

}  // namespace sb::ui
