#include "ui/theme/icons.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

QString folder() { return QStringLiteral(":/sb/icons/"); }

// The files stay in memory: a few hundred bytes each.
QByteArray source(const QString& name) {
  static QHash<QString, QByteArray> sources;
  const auto found = sources.constFind(name);
  if (found != sources.constEnd()) return *found;
  QFile file(folder() + name + QStringLiteral(".svg"));
  const QByteArray text = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  sources.insert(name, text);
  return text;
}

QPixmap render(const QString& name, const QColor& color, int pixels) {
  QByteArray svg = source(name);
  svg.replace("currentColor", color.name().toLatin1());
  QPixmap pixmap(pixels, pixels);
  pixmap.fill(Qt::transparent);
  QSvgRenderer renderer(svg);
  QPainter painter(&pixmap);
  if (renderer.isValid()) renderer.render(&painter);
  return pixmap;
}

class TintedEngine : public QIconEngine {
 public:
  TintedEngine(QString name, Tone off, Tone on) : m_name(std::move(name)), m_off(off), m_on(on) {}

  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
    const qreal ratio = painter->device()->devicePixelRatioF();
    const int size = std::min(rect.width(), rect.height());
    QRect square(0, 0, size, size);
    square.moveCenter(rect.center());
    painter->drawPixmap(square, iconPixmap(m_name, color(mode, state), size, ratio));
  }

  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
    return scaledPixmap(size, mode, state, 1.0);
  }

  // `size` is in device pixels here.
  QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state,
                       qreal scale) override {
    const int pixels = std::min(size.width(), size.height());
    const QPixmap square = iconPixmap(m_name, color(mode, state), pixels, 1.0);
    QPixmap pixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.drawPixmap((size.width() - pixels) / 2, (size.height() - pixels) / 2, square);
    painter.end();
    pixmap.setDevicePixelRatio(scale);
    return pixmap;
  }

  QIconEngine* clone() const override { return new TintedEngine(*this); }
  QString key() const override { return QStringLiteral("signalbox"); }
  bool isNull() override { return source(m_name).isEmpty(); }

 private:
  QColor color(QIcon::Mode mode, QIcon::State state) const {
    if (mode == QIcon::Disabled) return tokens().muted;
    return toneColor(state == QIcon::On ? m_on : m_off);
  }

  QString m_name;
  Tone m_off, m_on;
};

}  // namespace

QColor toneColor(Tone tone) {
  const Tokens& t = tokens();
  switch (tone) {
    case Tone::Text:
      return t.text;
    case Tone::Muted:
      return t.muted;
    case Tone::Accent:
      return t.accent;
    case Tone::Ok:
      return t.ok;
    case Tone::Warn:
      return t.warn;
    case Tone::Error:
      return t.error;
    case Tone::OnAccent:
      return t.onAccent;
    case Tone::Background:
      return t.bg;
  }
  return t.text;
}

QIcon themedIcon(const QString& name, Tone tone) { return themedIcon(name, tone, tone); }

QIcon themedIcon(const QString& name, Tone tone, Tone on) {
  return QIcon(new TintedEngine(name, tone, on));
}

QPixmap iconPixmap(const QString& name, const QColor& color, int size, qreal ratio) {
  const int pixels = std::max(1, static_cast<int>(size * ratio + 0.5));
  const QString key = QStringLiteral("sb/%1/%2/%3").arg(name, color.name()).arg(pixels);
  QPixmap pixmap;
  if (!QPixmapCache::find(key, &pixmap)) {
    pixmap = render(name, color, pixels);
    QPixmapCache::insert(key, pixmap);
  }
  pixmap.setDevicePixelRatio(ratio);
  return pixmap;
}

QStringList iconNames() {
  QStringList names = QDir(folder()).entryList({QStringLiteral("*.svg")});
  for (QString& name : names)
    name.chop(4);
  return names;
}

}  // namespace sb::ui
