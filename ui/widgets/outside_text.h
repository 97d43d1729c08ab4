// Texts from outside, names of others above all, before a widget shows them or a form takes them.
// Any thread.
#pragma once

#include <QString>

namespace sb::ui {

// True for what one does not see but what changes what is shown or sent: control characters, line
// and paragraph separators, signs that turn the direction of the text around, halves of a surrogate
// pair. Joiners stay: words and emoji need them.
bool hasHiddenSigns(const QString& text);

// True if it has thousands of signs without a blank: Qt looks for a place to wrap such a text in a
// time that grows with the square of its length.
bool hasLongRun(const QString& text);

// For a button or a menu, where a single & would hide and underline what follows it.
QString withoutMnemonics(const QString& text);

}  // namespace sb::ui
