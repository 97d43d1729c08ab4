// The time limits of a request: their keys in the file (`timeouts`, `timeout`) and what people call
// them, the same wherever one is shown or set.
// Thread: any.
#pragma once

#include <QStringList>

namespace sb::ui {

// "connect", "pool_wait" …, in the order in which they are shown.
const QStringList& timeLimits();
// "Connect", "Wait for a connection" …; a key that is none of these names itself.
QString timeLimitName(const QString& key);

}  // namespace sb::ui
