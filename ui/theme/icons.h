// The icons of resources/icons, tinted when they are painted: an icon once set on a button follows
// every change of the theme. Thread: the one of the windows.
#pragma once

#include <QIcon>
#include <QPixmap>
#include <QString>

namespace sb::ui {

enum class Tone { Text, Muted, Accent, Ok, Warn, Error, OnAccent, Background };

QColor toneColor(Tone tone);

// `name` without its ending. Disabled is always muted; `on` is the tone of a checked button.
QIcon themedIcon(const QString& name, Tone tone = Tone::Text);
QIcon themedIcon(const QString& name, Tone tone, Tone on);

// For painters: `size` in device independent pixels, sharp at `ratio`. Cached.
QPixmap iconPixmap(const QString& name, const QColor& color, int size, qreal ratio);

QStringList iconNames();

}  // namespace sb::ui
