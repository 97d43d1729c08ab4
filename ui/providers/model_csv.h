// Models as a table for a spreadsheet: a line a model, prices in US dollars per million tokens at
// the standard tier, empty where unknown.
#pragma once

#include <QByteArray>

#include "ui/client/provider_values.h"

namespace sb::ui {

// `model` of each is "provider/name".
QByteArray csvOf(const QList<ProviderModel>& models);

}  // namespace sb::ui
