#include "ui/overview/snippets.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace sb::ui {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(sb::ui::Snippets)
};

QString lit(const char* text) { return QString::fromUtf8(text); }

// tests/clients runs these as they stand (test_snippets.py, snippets.test.mjs).
const QHash<QString, QString>& libraries() {
  static const QHash<QString, QString> all = {
      {lit("openai-python"), lit(R"(from openai import OpenAI

client = OpenAI(
    base_url="$url",
    api_key="$key",
)
answer = client.chat.completions.create(
    model="$model",
    messages=[{"role": "user", "content": "Say hello."}],
)
print(answer.choices[0].message.content))")},
      {lit("openai-node"), lit(R"(import OpenAI from "openai";

const client = new OpenAI({
  baseURL: "$url",
  apiKey: "$key",
});
const answer = await client.chat.completions.create({
  model: "$model",
  messages: [{ role: "user", content: "Say hello." }],
});
console.log(answer.choices[0].message.content);)")},
      {lit("anthropic"), lit(R"(from anthropic import Anthropic

client = Anthropic(
    base_url="$origin",
    api_key="$key",
)
message = client.messages.create(
    model="$model",
    max_tokens=500,
    messages=[{"role": "user", "content": "Say hello."}],
)
print(message.content[0].text))")},
      {lit("gemini"), lit(R"(from google import genai
from google.genai import types

client = genai.Client(
    api_key="$key",
    http_options=types.HttpOptions(base_url="$origin"),
)
answer = client.models.generate_content(
    model="$model", contents="Say hello."
)
print(answer.text))")},
      {lit("langchain"), lit(R"(from langchain_openai import ChatOpenAI

model = ChatOpenAI(
    base_url="$url",
    api_key="$key",
    model="$model",
)
print(model.invoke("Say hello.").content))")},
  };
  return all;
}

// tests/clients/node/agents.test.mjs reads those of coding agents here and runs them as they stand.
const QHash<QString, QString>& programs() {
  static const QHash<QString, QString> all = {
      {lit("claude-code"), lit(R"(export ANTHROPIC_BASE_URL="$origin"
export ANTHROPIC_API_KEY="$key"
claude --model '$model')")},
      {lit("codex"), lit(R"(export SIGNALBOX_KEY="$key"
codex -m '$model' -c model_provider=signalbox \
  -c 'model_providers.signalbox.name="Signalbox"' \
  -c 'model_providers.signalbox.base_url="$url"' \
  -c 'model_providers.signalbox.env_key="SIGNALBOX_KEY"' \
  -c 'model_providers.signalbox.wire_api="responses"')")},
      {lit("continue"), lit(R"(name: Signalbox
version: 1.0.0
schema: v1
models:
  - name: Signalbox
    provider: openai
    model: $model
    apiBase: $url
    apiKey: $key)")},
      {lit("open-webui"), lit(R"(docker run -d --name open-webui --network host \
  -e OPENAI_API_BASE_URL="$url" \
  -e OPENAI_API_KEY="$key" \
  -v open-webui:/app/backend/data \
  ghcr.io/open-webui/open-webui:main)")},
      {lit("curl"), lit(R"(curl $url/chat/completions \
  -H "Authorization: Bearer $key" \
  -H "Content-Type: application/json" \
  -d '{
    "model": "$model",
    "messages": [{"role": "user", "content": "Say hello."}]
  }')")},
  };
  return all;
}

// A name comes from a provider's list, and goes into code that a person runs: as a part of a text
// between double quotes, in a shell between single ones around them, in YAML bare where it may be.
QString quoted(const QString& name, const QString& appId) {
  static const QRegularExpression plain(QStringLiteral("\\A[A-Za-z0-9][A-Za-z0-9._:/@+-]*\\z"));
  if (plain.match(name).hasMatch()) return name;
  if (appId == QLatin1String("claude-code") || appId == QLatin1String("codex"))
    return QString(name).replace(QLatin1Char('\''), QLatin1String("'\\''"));
  const QByteArray list = QJsonDocument(QJsonArray{name}).toJson(QJsonDocument::Compact);
  QString text = QString::fromUtf8(list.mid(2, list.size() - 4));
  if (appId == QLatin1String("curl"))
    return text.replace(QLatin1Char('\''), QLatin1String("'\\''"));
  return appId == QLatin1String("continue") ? QLatin1Char('"') + text + QLatin1Char('"') : text;
}

}  // namespace

const QList<App>& apps() {
  static const QList<App> all = {
      {lit("openai-python"), lit("OpenAI · Python"), lit("python")},
      {lit("openai-node"), lit("OpenAI · Node"), lit("js")},
      {lit("anthropic"), lit("Anthropic SDK"), lit("python")},
      {lit("gemini"), lit("Gemini SDK"), lit("python")},
      {lit("langchain"), lit("LangChain"), lit("python")},
      {lit("claude-code"), lit("Claude Code"), lit("shell")},
      {lit("codex"), lit("Codex"), lit("shell")},
      {lit("continue"), lit("Continue"), lit("yaml")},
      {lit("open-webui"), lit("Open WebUI"), lit("shell")},
      {lit("curl"), lit("curl"), lit("shell")},
  };
  return all;
}

QStringList modelsToConnect(const QList<ModelName>& models) {
  QStringList there, perhaps, absent;
  for (const ModelName& model : models) {
    const bool chats = model.facts.mode.isEmpty() || model.facts.mode == QLatin1String("chat");
    if (!model.isRoute && !chats) continue;
    const bool listed = model.isRoute || model.listed == true;
    (listed ? there : model.listed == false ? absent : perhaps).append(model.name);
  }
  there.append(perhaps);
  return there.isEmpty() ? absent : there;
}

QString snippetFor(const QString& appId, const SnippetValues& values) {
  QString text = libraries().value(appId, programs().value(appId));
  QString origin = values.baseUrl;
  if (origin.endsWith(lit("/v1"))) origin.chop(3);
  text.replace(lit("$origin"), origin);
  text.replace(lit("$url"), values.baseUrl);
  text.replace(lit("$key"), values.key);
  return text.replace(lit("$model"), quoted(values.model, appId));
}

QString hintFor(const QString& appId) {
  if (appId == QLatin1String("openai-python"))
    return Words::tr(
               "Install it with %1. Every OpenAI-compatible tool works the same way: only the "
               "base URL and the key change.")
        .arg(lit("pip install openai"));
  if (appId == QLatin1String("openai-node"))
    return Words::tr(
               "Install it with %1. Every OpenAI-compatible tool works the same way: only the "
               "base URL and the key change.")
        .arg(lit("npm install openai"));
  if (appId == QLatin1String("anthropic"))
    return Words::tr("Install it with %1.").arg(lit("pip install anthropic"));
  if (appId == QLatin1String("gemini"))
    return Words::tr("Install it with %1.").arg(lit("pip install google-genai"));
  if (appId == QLatin1String("langchain"))
    return Words::tr("Install it with %1.").arg(lit("pip install langchain-openai"));
  if (appId == QLatin1String("continue"))
    return Words::tr("Put this into the file %1.").arg(lit("~/.continue/config.yaml"));
  if (appId == QLatin1String("open-webui"))
    return Words::tr(
        "In a running Open WebUI, enter the same two values under Admin Panel, Settings, "
        "Connections.");
  return Words::tr("Paste this into a terminal.");
}

}  // namespace sb::ui
