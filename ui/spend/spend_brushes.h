// How groups are coloured: by their provider's hue, the second model of a provider with a pattern;
// groups without a provider in shades of the accent. GUI thread.
#pragma once

#include <QBrush>
#include <QHash>
#include <QList>

#include "ui/spend/spend_table.h"

namespace sb::ui {

QList<QBrush> brushesOf(const QList<SpendGroup>& groups, const QHash<QString, int>& places);

}  // namespace sb::ui
