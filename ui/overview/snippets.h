// How apps are pointed at the gateway: one entry each, for what the gateway serves. Pure.
#pragma once

#include <QList>
#include <QString>

namespace sb::ui {

struct App {
  QString id;        // the name of its key: "openai-python"
  QString title;     // "OpenAI · Python"; names are not translated
  QString language;  // of the snippet: python, js, yaml, shell, text
};

const QList<App>& apps();

struct SnippetValues {
  QString baseUrl;  // with /v1
  QString key;
  QString model;
};

QString snippetFor(const QString& appId, const SnippetValues& values);
// A sentence about installing it, translated.
QString hintFor(const QString& appId);

}  // namespace sb::ui
