// The list of a field's completions in the console's colours: a window of its own, it is below no
// widget that the style sheet could name.
#pragma once

class QCompleter;

namespace sb::ui {

// Of a completer with a popup, before it is shown.
void styleCompletions(QCompleter* completer);

}  // namespace sb::ui
