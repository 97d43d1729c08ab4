// How well a text fits what was typed: every typed letter must occur in order; beginnings of words,
// runs of letters and short texts score higher. Any thread.
#pragma once

#include <QString>
#include <optional>

namespace sb::ui {

// Empty: does not fit. Higher is better; an empty pattern fits everything with 0.
std::optional<int> fuzzyScore(const QString& pattern, const QString& text);

}  // namespace sb::ui
