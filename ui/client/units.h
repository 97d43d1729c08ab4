// The units of the console's values, the same in every struct of ui/client.
#pragma once

#include <QString>
#include <QtGlobal>
#include <optional>

namespace sb::ui {

// A moment: milliseconds since 1970, UTC.
using TimeMs = qint64;
using MaybeTime = std::optional<TimeMs>;

// US dollars times 10^9. Empty where a price is unknown ("unpriced", never "$0").
using NanoUsd = qint64;
using MaybeUsd = std::optional<NanoUsd>;

// "2026-11-22T10:00:00.123Z" (RFC 3339, any offset); empty if it is no such text.
MaybeTime timeFromText(const QString& text);
QString timeToText(TimeMs time);

// "-0.000179400": an exact decimal with up to nine digits behind the point; empty if it is none or
// does not fit.
MaybeUsd usdFromText(const QString& text);
QString usdToText(NanoUsd value);

}  // namespace sb::ui
