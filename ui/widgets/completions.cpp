#include "ui/widgets/completions.h"

#include <QAbstractItemView>
#include <QCompleter>

namespace sb::ui {

void styleCompletions(QCompleter* completer) {
  completer->popup()->setProperty("role", QStringLiteral("completions"));
}

}  // namespace sb::ui
