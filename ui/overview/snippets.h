// How apps are pointed at the gateway: one entry each, for what the gateway serves. Pure.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include "ui/client/provider_values.h"

namespace sb::ui {

struct App {
  QString id;        // the name of its key: "openai-python"
  QString title;     // "OpenAI · Python"; names are not translated
  QString language;  // of the snippet: python, js, yaml, shell, text
};

const QList<App>& apps();

// Names that an app can be given: routes and what a provider listed itself, then what is not known
// to be there; what is known not to be there only if there is nothing else.
QStringList modelsToConnect(const QList<ModelName>& models);

struct SnippetValues {
  QString baseUrl;  // with /v1
  QString key;
  QString model;
};

QString snippetFor(const QString& appId, const SnippetValues& values);
// A sentence about installing it, translated.
QString hintFor(const QString& appId);

}  // namespace sb::ui
