// The requests that run, as rows above those of the log: newest first. A request stays in its place
// until it is released, also when it has ended meanwhile. A value type for LogModel; any thread.
#pragma once

#include <QList>
#include <QStringList>

#include "ui/client/log_values.h"
#include "ui/client/status_values.h"

namespace sb::ui {

struct LiveRow {
  LogRow row;         // what is known so far; outcome "open" while it runs
  qint64 events = 0;  // of the stream so far
  bool running = true;
  bool known = false;  // it has ended and `row` is that of the log
};

// A request shows up when it runs this long: shorter ones would only flicker.
inline constexpr int kLiveAfterMs = 300;

LiveRow liveRowOf(const LiveRequest& request, TimeMs now);

// Whether a running request would pass a filter, as far as that can be said of one that has no end
// yet: words on its names. A filter on anything else: it does not.
bool passesFilter(const LiveRequest& request, const QString& filter);

}  // namespace sb::ui
