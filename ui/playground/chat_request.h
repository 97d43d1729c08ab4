// What the playground sends: a conversation in the form of OpenAI's chat completions
// (https://platform.openai.com/docs/api-reference/chat/create). Values; any thread.
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <optional>

namespace sb::ui {

struct Picture {
  QString name;      // of the file; for people
  QString mimeType;  // "image/png"
  QByteArray bytes;
};

struct Prompt {
  QString text;
  QList<Picture> pictures;
};

// A question that was answered, or is being asked now (the answer is empty then).
struct Turn {
  Prompt question;
  QString answer;
};

// What a lane asks and how. Unset values are left to the route or the provider.
struct LaneSetup {
  QString model;  // a route's name or provider/model
  std::optional<double> temperature;
  std::optional<int> maxTokens;
  bool operator==(const LaneSetup&) const = default;
};

// A streamed request that asks for its usage.
QByteArray chatBody(const LaneSetup& setup, const QString& systemPrompt, const QList<Turn>& turns);

// A file's bytes as a picture that models take (PNG, JPEG, WebP, GIF by their first bytes); the
// sentence says what is wrong with it otherwise.
struct PictureResult {
  std::optional<Picture> picture;
  QString problem;
};
inline constexpr qint64 kMostPictureBytes = 20 * 1024 * 1024;
PictureResult pictureFromBytes(const QString& name, const QByteArray& bytes);
// Reads no more of the file than a picture may have.
PictureResult pictureFromFile(const QString& path);

}  // namespace sb::ui
