// How many things happened per second over the last ten. Times in ms of one steady clock, never
// going back. A value; one thread.
#pragma once

#include <QList>

namespace sb::ui {

class RateWindow {
 public:
  static constexpr qint64 kWindowMs = 10'000;

  void add(qint64 at, int count) {
    forget(at);
    m_counts.append({at, count});
    m_sum += count;
  }

  void forget(qint64 now) {
    while (!m_counts.isEmpty() && now - m_counts.first().at > kWindowMs) {
      m_sum -= m_counts.first().count;
      m_counts.removeFirst();
    }
  }

  bool isEmpty() const { return m_counts.isEmpty(); }
  double perSecond() const {
    return static_cast<double>(m_sum) * 1000.0 / static_cast<double>(kWindowMs);
  }

 private:
  struct Count {
    qint64 at;
    int count;
  };

  QList<Count> m_counts;
  qint64 m_sum = 0;
};

}  // namespace sb::ui
