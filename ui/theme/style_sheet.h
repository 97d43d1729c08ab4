// The one style sheet of the console, made from resources/style/console.qss. In it, `$name` stands
// for a colour of namedColors(), `$scheme` for light or dark, and `13sp` for so many pixels at the
// present text size.
#pragma once

#include <QString>

#include "ui/theme/tokens.h"

namespace sb::ui {

QString styleSheet(const QString& text, const Tokens& tokens, bool dark, double textScale);
QString styleSheet(const Tokens& tokens, bool dark, double textScale);

}  // namespace sb::ui
