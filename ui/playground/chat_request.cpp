#include "ui/playground/chat_request.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "ui/theme/format.h"

namespace sb::ui {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(sb::ui::ChatRequest)
};

QString l1(const char* text) { return QLatin1String(text); }

QJsonObject message(const char* role, const QJsonValue& content) {
  return {{l1("role"), l1(role)}, {l1("content"), content}};
}

QString dataUrl(const Picture& picture) {
  return QStringLiteral("data:%1;base64,%2")
      .arg(picture.mimeType, QString::fromLatin1(picture.bytes.toBase64()));
}

QJsonValue contentOf(const Prompt& question) {
  if (question.pictures.isEmpty()) return question.text;
  QJsonArray parts;
  if (!question.text.isEmpty())
    parts.append(QJsonObject{{l1("type"), l1("text")}, {l1("text"), question.text}});
  for (const Picture& picture : question.pictures)
    parts.append(QJsonObject{{l1("type"), l1("image_url")},
                             {l1("image_url"), QJsonObject{{l1("url"), dataUrl(picture)}}}});
  return parts;
}

QString typeOf(const QByteArray& bytes) {
  if (bytes.startsWith("\x89PNG\r\n\x1a\n")) return l1("image/png");
  if (bytes.startsWith("\xff\xd8\xff")) return l1("image/jpeg");
  if (bytes.startsWith("GIF87a") || bytes.startsWith("GIF89a")) return l1("image/gif");
  if (bytes.startsWith("RIFF") && bytes.mid(8, 4) == "WEBP") return l1("image/webp");
  return {};
}

QString tooLarge(const QString& name, qint64 size) {
  return Words::tr("%1 has %2; a picture may have at most %3. Make it smaller and attach it again.")
      .arg(name, bytes(size), bytes(kMostPictureBytes));
}

PictureResult noPicture(const QString& name) {
  return {{}, Words::tr("%1 is not a PNG, JPEG, WebP or GIF picture.").arg(name)};
}

}  // namespace

QByteArray chatBody(const LaneSetup& setup, const QString& systemPrompt, const QList<Turn>& turns) {
  QJsonArray messages;
  if (!systemPrompt.isEmpty()) messages.append(message("system", systemPrompt));
  for (const Turn& turn : turns) {
    messages.append(message("user", contentOf(turn.question)));
    if (!turn.answer.isEmpty()) messages.append(message("assistant", turn.answer));
  }
  QJsonObject body{{l1("model"), setup.model},
                   {l1("messages"), messages},
                   {l1("stream"), true},
                   {l1("stream_options"), QJsonObject{{l1("include_usage"), true}}}};
  if (setup.temperature) body.insert(l1("temperature"), *setup.temperature);
  if (setup.maxTokens) body.insert(l1("max_tokens"), *setup.maxTokens);
  return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

PictureResult pictureFromBytes(const QString& name, const QByteArray& content) {
  if (content.size() > kMostPictureBytes) return {{}, tooLarge(name, content.size())};
  const QString type = typeOf(content);
  if (type.isEmpty()) return noPicture(name);
  return {Picture{name, type, content}, {}};
}

PictureResult pictureFromFile(const QString& path) {
  const QString name = QFileInfo(path).fileName().left(80);
  QFile file(path);
  if (QFileInfo::exists(path) && !QFileInfo(path).isFile()) return noPicture(name);
  if (!file.open(QIODevice::ReadOnly))
    return {{}, Words::tr("%1 cannot be read: %2").arg(name, file.errorString())};
  if (file.size() > kMostPictureBytes) return {{}, tooLarge(name, file.size())};
  return pictureFromBytes(name, file.read(kMostPictureBytes + 1));
}

}  // namespace sb::ui
