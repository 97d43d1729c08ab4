// What the screen of keys says about inputs and errors. Pure; GUI thread.
#pragma once

#include "ui/client/api_error.h"

namespace sb::ui {

// What is wrong with a key's name, as a sentence; empty: nothing.
QString problemOfName(const QString& name, const QStringList& taken);
// The same of one line of model names.
QString problemOfModels(const QStringList& models);
// "fast, claude-*" as a list.
QStringList modelsOf(const QString& line);

// A sentence with the next step.
QString keySentence(const ApiError& error);

}  // namespace sb::ui
