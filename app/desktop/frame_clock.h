// How long the window keeps a person waiting, for --log-level debug: moments of the start, and for
// each second in which something was painted one line about frames. Both are JSON, times in
// milliseconds (moments by CLOCK_MONOTONIC):
//   timing {"what":"gateway ready","monotonic_ms":81234.567}
//   frames {"seconds":1.001,"frames":10,"frame_ms":{"p50":2.1,"max":5.2},"gap_ms":{"max":12.3},
//           "event_ms":{"max":5.2,"what":"UpdateRequest QWidgetWindow"}}
// A frame is an event during which the window was painted, from its delivery to its end; a gap is
// the time between two looks of the event loop at what is due, which is every 10 ms at best. Owner:
// main; GUI thread.
#pragma once

#include <QApplication>
#include <QElapsedTimer>
#include <QTimer>
#include <algorithm>
#include <string>
#include <vector>

namespace sb::app {

// Writes a line `timing` with the present moment, at level debug. Any thread.
void logMoment(const std::string& what);

// What happened since it was made or emptied. Pure: it is told the times.
class FrameCount {
 public:
  void frame(double ms) { m_frames.push_back(ms); }
  void gap(double ms) { m_gap = std::max(m_gap, ms); }
  // Whether it is the longest event so far, and so needs a name.
  bool isLongest(double ms) const { return ms > m_event; }
  void event(double ms, std::string what);

  bool hasFrames() const { return !m_frames.empty(); }
  // The JSON of a line `frames`.
  std::string text(double seconds) const;

 private:
  std::vector<double> m_frames;
  double m_gap = 0, m_event = 0;
  std::string m_what;
};

// The application with such a clock; without it, at any other log level, only a QApplication.
class TimedApplication : public QApplication {
  Q_OBJECT

 public:
  TimedApplication(int& argc, char** argv);

  // The next frame is the moment `what`, told as soon as the loop is free for input.
  void nameNextFrame(const std::string& what);

  bool notify(QObject* receiver, QEvent* event) override;

 private:
  void beat();
  void tell();
  void ended(const char* receiver, QEvent::Type type, double ms);

  const bool m_on;
  int m_depth = 0;
  bool m_painted = false;
  std::vector<std::string> m_next;
  FrameCount m_count;
  QTimer m_beat;
  QElapsedTimer m_sinceBeat, m_sinceTold;
};

}  // namespace sb::app
