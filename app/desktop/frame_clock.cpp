#include "app/desktop/frame_clock.h"

#include <fmt/format.h>

#include <QMetaEnum>
#include <QThread>
#include <chrono>
#include <utility>

#include "core/base/log.h"

namespace sb::app {
namespace {

constexpr int kBeatMs = 10, kTellMs = 1'000;

double msOf(qint64 nanoseconds) { return static_cast<double>(nanoseconds) / 1e6; }

std::string nameOf(QEvent::Type type, const char* receiver) {
  const char* const name = QMetaEnum::fromType<QEvent::Type>().valueToKey(type);
  return fmt::format("{} {}", name != nullptr ? name : "own event", receiver);
}

}  // namespace

void logMoment(const std::string& what) {
  if (!log::enabled(log::Level::Debug)) return;
  const std::chrono::duration<double, std::milli> now =
      std::chrono::steady_clock::now().time_since_epoch();
  log::debug(fmt::format(R"(timing {{"what":"{}","monotonic_ms":{:.3f}}})", what, now.count()));
}

void FrameCount::event(double ms, std::string what) {
  m_event = ms;
  m_what = std::move(what);
}

std::string FrameCount::text(double seconds) const {
  std::vector<double> sorted = m_frames;
  std::sort(sorted.begin(), sorted.end());
  const double middle = sorted.empty() ? 0 : sorted[sorted.size() / 2];
  const double longest = sorted.empty() ? 0 : sorted.back();
  return fmt::format(R"({{"seconds":{:.3f},"frames":{},"frame_ms":{{"p50":{:.2f},"max":{:.2f}}},)"
                     R"("gap_ms":{{"max":{:.2f}}},"event_ms":{{"max":{:.2f},"what":"{}"}}}})",
                     seconds, sorted.size(), middle, longest, m_gap, m_event, m_what);
}

TimedApplication::TimedApplication(int& argc, char** argv)
    : QApplication(argc, argv), m_on(log::enabled(log::Level::Debug)) {
  if (!m_on) return;
  connect(&m_beat, &QTimer::timeout, this, &TimedApplication::beat);
  m_beat.setTimerType(Qt::PreciseTimer);
  m_beat.start(kBeatMs);
  m_sinceTold.start();
}

void TimedApplication::nameNextFrame(const std::string& what) {
  if (m_on) m_next.push_back(what);
}

bool TimedApplication::notify(QObject* receiver, QEvent* event) {
  // Events of other threads are delivered here too.
  if (!m_on || QThread::currentThread() != thread()) return QApplication::notify(receiver, event);
  const QEvent::Type type = event->type();
  // What is delivered may delete its receiver.
  const char* const name = receiver->metaObject()->className();
  m_painted = m_painted || (type == QEvent::Paint && receiver->isWidgetType());
  QElapsedTimer timer;
  timer.start();
  ++m_depth;
  const bool taken = QApplication::notify(receiver, event);
  if (--m_depth == 0) ended(name, type, msOf(timer.nsecsElapsed()));
  return taken;
}

void TimedApplication::ended(const char* receiver, QEvent::Type type, double ms) {
  if (m_count.isLongest(ms)) m_count.event(ms, nameOf(type, receiver));
  if (!std::exchange(m_painted, false)) return;
  m_count.frame(ms);
  if (m_next.empty()) return;
  const auto tellAll = [names = std::exchange(m_next, {})] {
    for (const std::string& what : names)
      logMoment(what);
  };
  QMetaObject::invokeMethod(this, tellAll, Qt::QueuedConnection);
}

void TimedApplication::beat() {
  if (m_sinceBeat.isValid()) m_count.gap(msOf(m_sinceBeat.nsecsElapsed()));
  m_sinceBeat.start();
  if (m_sinceTold.elapsed() >= kTellMs) tell();
}

void TimedApplication::tell() {
  const double seconds = msOf(m_sinceTold.nsecsElapsed()) / 1'000;
  if (m_count.hasFrames()) log::debug("frames " + m_count.text(seconds));
  m_count = {};
  m_sinceTold.start();
}

}  // namespace sb::app
