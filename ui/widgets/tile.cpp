#include "ui/widgets/tile.h"

#include <QPainter>
#include <array>
#include <cstdint>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

// FNV-1a: the same in every run and build.
std::size_t chosenHue(const QString& id) {
  std::uint32_t hash = 2'166'136'261U;
  for (const char c : id.toUtf8())
    hash = (hash ^ static_cast<std::uint8_t>(c)) * 16'777'619U;
  return (hash ^ (hash >> 16U)) % kHues;
}

}  // namespace

QString monogram(const QString& name) {
  for (const QChar c : name)
    if (c.isLetterOrNumber()) return QString(c).toUpper();
  return QStringLiteral("?");
}

QHash<QString, int> huesOfProviders(const QStringList& ids) {
  QHash<QString, int> hues;
  std::array<bool, kHues> taken{};
  for (const QString& id : ids) {
    if (id.isEmpty() || hues.contains(id)) continue;
    const auto before = static_cast<int>(hues.size());
    if (before % kHues == 0) taken.fill(false);
    std::size_t hue = chosenHue(id);
    while (taken[hue])
      hue = (hue + 1) % kHues;
    taken[hue] = true;
    const int patterned = before / kHues % 2;
    hues.insert(id, static_cast<int>(hue) + kHues * patterned);
  }
  return hues;
}

void paintTile(QPainter& painter, const QRect& rect, const QString& letter, int index) {
  const Tokens& t = tokens();
  const ProviderHue hue = index < 0 ? ProviderHue{t.track, t.text, false} : providerHue(t, index);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(hue.fill);
  const int round = rect.height() > scaled(16) ? radius::kControl : radius::kInner;
  painter.drawRoundedRect(rect, round, round);
  if (hue.patterned) {
    QColor lines = hue.ink;
    lines.setAlphaF(0.25F);
    painter.setBrush(QBrush(lines, Qt::BDiagPattern));
    painter.drawRoundedRect(rect, round, round);
  }
  if (!letter.isEmpty()) {
    QFont font = textFont(type::kSmall, QFont::DemiBold);
    font.setPixelSize(std::max(9, rect.height() * (rect.height() > scaled(24) ? 15 : 19) / 32));
    painter.setFont(font);
    painter.setPen(hue.ink);
    painter.drawText(rect, Qt::AlignCenter, letter);
  }
  painter.restore();
}

Tile::Tile(QWidget* parent, Size size) : QWidget(parent), m_size(size) {
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Tile::setProvider(const QString& name, int index) {
  m_letter = monogram(name);
  m_index = index;
  m_icon.clear();
  update();
}

void Tile::setIcon(const QString& iconName) {
  m_icon = iconName;
  m_letter.clear();
  m_index = -1;
  update();
}

QSize Tile::sizeHint() const {
  const int side = scaled(m_size == Size::Small ? 20 : 32);
  return {side, side};
}

void Tile::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  paintTile(painter, rect(), m_letter, m_index);
  if (m_icon.isEmpty()) return;
  const int size = scaled(m_size == Size::Small ? 14 : 16);
  QRect place(0, 0, size, size);
  place.moveCenter(rect().center());
  painter.drawPixmap(place, iconPixmap(m_icon, tokens().text, size, devicePixelRatioF()));
}

}  // namespace sb::ui
