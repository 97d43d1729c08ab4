// What the cells of the log say: texts, tones and icons of one row. GUI thread.
#pragma once

#include <QHash>
#include <QVariant>

#include "ui/client/log_values.h"
#include "ui/theme/icons.h"

namespace sb::ui {

enum class LogColumn { Status, Time, Model, Route, Key, Tokens, FirstToken, Total, Cost };
inline constexpr int kLogColumns = 9;

// Further roles of the cells, besides those of ui/widgets/delegates.h.
enum LogRole {
  kAttemptsRole = Qt::UserRole + 200,  // int: attempts, from 2 on
  kCacheRole,                          // bool: answered from the cache
  kOutTokensRole,                      // QString: the end of the text that still grows
  kIdRole,                             // QString: the request's id
};

struct StatusLook {
  QString text;  // "200", "live", "cancelled"
  QString icon;
  Tone tone = Tone::Muted;
};

StatusLook statusLook(const LogRow& row);
bool isRunning(const LogRow& row);
// An outcome, or the kind of an error, in words.
QString outcomeText(const LogRow& row);
// What an attempt's provider said: the message of an error in JSON, anything else as it is.
QString saidBy(const Attempt& attempt);
// "gpt-5-mini": the model that answered, else the one that was asked for.
QString modelText(const LogRow& row);
QString tokensText(const LogRow& row);
// "$0.00028", "unpriced", "–".
QString costText(const LogRow& row);
// "answered from it, $0.00028 saved"; empty where no cache was asked.
QString cacheText(const LogRow& row);
QString columnTitle(LogColumn column);
// One cell as text, for the clipboard.
QString cellText(const LogRow& row, LogColumn column);

// `places` of the providers in the configuration.
QVariant cellData(const LogRow& row, LogColumn column, int role, const QHash<QString, int>& places);

}  // namespace sb::ui
