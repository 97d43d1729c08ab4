// How "Try without a key" is done; the application knows. Empty where it cannot be done.
#pragma once

#include <QString>
#include <functional>

namespace sb::ui {

// Starts the demo provider; `done` is told why it did not start, or an empty text.
using DemoStarter = std::function<void(std::function<void(const QString& problem)> done)>;

}  // namespace sb::ui
