#include "ui/client/time_limits.h"

#include <QCoreApplication>

namespace sb::ui {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(sb::ui::TimeLimits)
};

}  // namespace

const QStringList& timeLimits() {
  static const QStringList keys = {QStringLiteral("connect"),   QStringLiteral("pool_wait"),
                                   QStringLiteral("hold_head"), QStringLiteral("first_token"),
                                   QStringLiteral("stall"),     QStringLiteral("total")};
  return keys;
}

QString timeLimitName(const QString& key) {
  if (key == QLatin1String("connect")) return Words::tr("Connect");
  if (key == QLatin1String("pool_wait")) return Words::tr("Wait for a connection");
  if (key == QLatin1String("hold_head")) return Words::tr("Hold the answer");
  if (key == QLatin1String("first_token")) return Words::tr("First token");
  if (key == QLatin1String("stall")) return Words::tr("Between tokens");
  if (key == QLatin1String("total")) return Words::tr("Whole request");
  return key;
}

}  // namespace sb::ui
