// The parts of a turn as widgets: texts, thinking behind a fold, calls with their results, images.
// Nothing is fetched: an image by URL is a line of text. Parents own them.
#pragma once

#include "ui/client/conversation_values.h"

class QWidget;

namespace sb::ui {

// `quiet`: of a system prompt or a tool.
QWidget* makeSaidPart(const SaidPart& part, bool quiet, QWidget* parent);
QWidget* makeSaidSources(const QList<SaidSource>& sources, QWidget* parent);

// Text that wraps and can be chosen, at most 12,000 characters, with a note where it goes on.
QWidget* makeSaidText(const QString& text, bool cut, const QString& role, QWidget* parent);

}  // namespace sb::ui
