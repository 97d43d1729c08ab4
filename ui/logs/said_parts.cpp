#include "ui/logs/said_parts.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/logs/json_layout.h"
#include "ui/logs/thumbnail.h"
#include "ui/theme/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/tile.h"
#include "ui/widgets/wrapped_text.h"

namespace sb::ui {
namespace {

constexpr qsizetype kMostText = 12'000, kMostLine = 2'000, kShortData = 90, kMostTitle = 60;
constexpr int kMostSources = 20;

struct SaidParts {
  Q_DECLARE_TR_FUNCTIONS(SaidParts)
};

QString lit(const char* text) { return QString::fromLatin1(text); }

QVBoxLayout* columnIn(QWidget* widget, int gap = space::k4) {
  auto* const column = new QVBoxLayout(widget);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(gap);
  return column;
}

QWidget* makeLineOf(const QString& iconName, const QString& text, const QString& role,
                    QWidget* parent) {
  auto* const line = new QWidget(parent);
  auto* const row = new QHBoxLayout(line);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(space::k8);
  auto* const tile = new Tile(line);
  tile->setIcon(iconName);
  row->addWidget(tile);
  auto* const label = new ElidedLabel(text.left(kMostLine), Qt::ElideMiddle, line);
  label->setProperty("role", role);
  row->addWidget(label, 1);
  return line;
}

// `shown` stands for `text`.
QWidget* makeText(const QString& shown, const QString& text, bool cut, const QString& role,
                  QWidget* parent) {
  const bool goesOn = cut || text.size() > kMostText;
  // Several stand in one conversation: each is called by how it begins.
  const QString beginning = text.left(kMostTitle).simplified();
  auto* const words =
      new WrappedText(role, beginning.isEmpty() ? SaidParts::tr("Text") : beginning, parent);
  words->setObjectName(lit("saidText"));
  if (text.size() > kMostText)
    words->setWords(text.left(kMostText));
  else
    words->setWords(shown, text);
  if (!goesOn) return words;
  auto* const both = new QWidget(parent);
  QVBoxLayout* const column = columnIn(both);
  column->addWidget(words);
  column->addWidget(
      makeLabel(lit("small"), SaidParts::tr("The text goes on; Raw shows all of it."), both));
  return both;
}

QWidget* makeThinking(const SaidPart& part, QWidget* parent) {
  if (part.encrypted)
    return makeLineOf(lit("lock"), SaidParts::tr("Thinking, readable only for the provider"),
                      lit("small"), parent);
  return new Fold(lit("thinking"), SaidParts::tr("Thinking"),
                  makeSaidText(part.text, part.cut, lit("muted"), parent), parent);
}

QWidget* makeRefusal(const SaidPart& part, QWidget* parent) {
  auto* const both = new QWidget(parent);
  QVBoxLayout* const column = columnIn(both);
  column->addWidget(new Chip(SaidParts::tr("Refused"), ChipTone::Warn, lit("triangle-alert"), both),
                    0, Qt::AlignLeft);
  column->addWidget(makeSaidText(part.text, part.cut, lit("body"), both));
  return both;
}

QString mediumName(const SaidPart& part) {
  if (part.medium == QLatin1String("image")) return SaidParts::tr("Image");
  if (part.medium == QLatin1String("audio")) return SaidParts::tr("Audio");
  if (part.medium == QLatin1String("video")) return SaidParts::tr("Video");
  return SaidParts::tr("File");
}

// "Image, diagram.png, image/png, 12 KB".
QString mediumWords(const SaidPart& part) {
  QStringList words{mediumName(part)};
  for (const QString& one : {part.name, part.mime, part.url})
    if (!one.isEmpty()) words.append(one);
  if (part.bytes > 0) words.append(bytes(part.bytes));
  return listed(words);
}

QWidget* makeMedium(const SaidPart& part, QWidget* parent) {
  const bool image = part.medium == QLatin1String("image");
  auto* const both = new QWidget(parent);
  QVBoxLayout* const column = columnIn(both);
  if (!part.picture.isEmpty())
    column->addWidget(new Thumbnail(part.picture, mediumWords(part), both), 0, Qt::AlignLeft);
  column->addWidget(
      makeLineOf(image ? lit("image") : lit("paperclip"), mediumWords(part), lit("small"), both));
  if (!part.text.isEmpty())
    column->addWidget(makeSaidText(part.text, part.cut, lit("muted"), both));
  return both;
}

// What programs say to each other: JSON is laid out, unless it is short.
QWidget* makeData(const SaidPart& part, QWidget* parent) {
  const bool asItIs = part.cut || part.text.size() <= kShortData;
  const QString shown = asItIs ? part.text : laidOut(part.text, kMostText);
  return makeText(shown, part.text, part.cut, lit("mono-muted"), parent);
}

// What a tool gave back: small, below the call.
QWidget* makeResult(const SaidPart& part, QWidget* parent) {
  auto* const both = new QWidget(parent);
  both->setObjectName(lit("toolResult"));
  QVBoxLayout* const column = columnIn(both);
  auto* const head = new QHBoxLayout;
  head->setSpacing(space::k8);
  head->addWidget(makeLabel(lit("small"), SaidParts::tr("Result"), both));
  if (part.failed)
    head->addWidget(new Chip(SaidParts::tr("failed"), ChipTone::Error, lit("circle-x"), both));
  head->addStretch(1);
  column->addLayout(head);
  for (const SaidPart& one : part.within)
    column->addWidget(one.kind == SaidKind::Text ? makeData(one, both)
                                                 : makeSaidPart(one, true, both));
  return both;
}

QWidget* makeCall(const SaidPart& part, QWidget* parent) {
  auto* const frame = new QFrame(parent);
  frame->setObjectName(lit("toolCall"));
  frame->setProperty("role", lit("card"));
  auto* const column = new QVBoxLayout(frame);
  column->setContentsMargins(space::k12, space::k8, space::k12, space::k8);
  column->setSpacing(space::k8);
  auto* const name = new WrappedText(lit("mono"), SaidParts::tr("Name of the tool"), frame);
  name->setObjectName(lit("toolName"));
  name->setWords(part.name.left(kMostLine));
  column->addWidget(name);
  if (!part.text.isEmpty()) column->addWidget(makeData(part, frame));
  for (const SaidPart& result : part.within)
    column->addWidget(makeResult(result, frame));
  return frame;
}

QWidget* makeOther(const SaidPart& part, QWidget* parent) {
  const QString title = part.name.isEmpty() ? SaidParts::tr("Part without a type") : part.name;
  return new Fold(lit("other"), title.left(kMostTitle), makeData(part, parent), parent);
}

}  // namespace

QWidget* makeSaidText(const QString& text, bool cut, const QString& role, QWidget* parent) {
  return makeText(text, text, cut, role, parent);
}

QWidget* makeSaidPart(const SaidPart& part, bool quiet, QWidget* parent) {
  switch (part.kind) {
    case SaidKind::Text:
      return makeSaidText(part.text, part.cut, quiet ? lit("muted") : lit("body"), parent);
    case SaidKind::Thinking:
      return makeThinking(part, parent);
    case SaidKind::Refusal:
      return makeRefusal(part, parent);
    case SaidKind::Medium:
      return makeMedium(part, parent);
    case SaidKind::Call:
      return makeCall(part, parent);
    case SaidKind::Result:
      return makeResult(part, parent);
    case SaidKind::Other:
      break;
  }
  return makeOther(part, parent);
}

QWidget* makeSaidSources(const QList<SaidSource>& sources, QWidget* parent) {
  auto* const list = new QWidget(parent);
  list->setObjectName(lit("sources"));
  QVBoxLayout* const column = columnIn(list);
  for (const SaidSource& one : sources.first(std::min<qsizetype>(sources.size(), kMostSources))) {
    QStringList words;
    for (const QString& word : {one.title, one.url, one.text})
      if (!word.isEmpty()) words.append(word);
    column->addWidget(
        makeLineOf(lit("link"), words.join(QStringLiteral(" · ")), lit("small"), list));
  }
  return list;
}

}  // namespace sb::ui
