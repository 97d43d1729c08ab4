#include "ui/providers/preset_model.h"

#include <QPainter>
#include <algorithm>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/paint_line.h"
#include "ui/widgets/tile.h"

namespace sb::ui {
namespace {

constexpr int kRowHeight = 36, kHeadingHeight = 32, kTile = 20;

}  // namespace

PresetModel::PresetModel(QObject* parent) : QAbstractListModel(parent) {}

void PresetModel::setPresets(const QList<Preset>& presets) {
  m_presets.clear();
  for (const Preset& preset : presets)
    if (preset.hasAddress()) m_presets.append(preset);
  build();
}

void PresetModel::setServers(const QList<LocalServer>& servers) {
  m_servers = servers;
  build();
}

void PresetModel::setSearch(const QString& text) {
  m_search = text.trimmed();
  build();
}

bool PresetModel::fits(const Preset& preset) const {
  return m_search.isEmpty() || preset.name.contains(m_search, Qt::CaseInsensitive) ||
         preset.id.contains(m_search, Qt::CaseInsensitive) ||
         preset.baseUrl.contains(m_search, Qt::CaseInsensitive) ||
         preset.urlTemplate.contains(m_search, Qt::CaseInsensitive);
}

void PresetModel::build() {
  beginResetModel();
  m_rows.clear();
  QList<Row> found, wellKnown, clouds, aggregators, local;
  for (const LocalServer& server : m_servers)
    if (fits(server.preset)) found.append({{}, {server.preset, server.port, server.models}});
  for (const Preset& preset : m_presets) {
    if (!fits(preset)) continue;
    QList<Row>& group = preset.wellKnown                             ? wellKnown
                        : preset.kind == QLatin1String("local")      ? local
                        : preset.kind == QLatin1String("aggregator") ? aggregators
                                                                     : clouds;
    group.append({{}, {preset, 0, {}}});
  }
  for (QList<Row>* const group : {&clouds, &aggregators, &local})
    std::stable_sort(group->begin(), group->end(), [](const Row& a, const Row& b) {
      return a.offer.preset.name.compare(b.offer.preset.name, Qt::CaseInsensitive) < 0;
    });
  addGroup(tr("Found on this computer"), found);
  addGroup(tr("Well known"), wellKnown);
  addGroup(tr("Providers"), clouds);
  addGroup(tr("Many providers at one address"), aggregators);
  addGroup(tr("Servers of your own"), local);
  endResetModel();
}

void PresetModel::addGroup(const QString& heading, const QList<Row>& rows) {
  if (rows.isEmpty()) return;
  m_rows.append({heading, {}});
  m_rows.append(rows);
}

std::optional<Offer> PresetModel::offer(const QModelIndex& index) const {
  if (!index.isValid() || index.row() >= m_rows.size()) return std::nullopt;
  const Row& row = m_rows[index.row()];
  return row.heading.isEmpty() ? std::optional(row.offer) : std::nullopt;
}

int PresetModel::firstOffer() const {
  for (int i = 0; i < m_rows.size(); ++i)
    if (m_rows[i].heading.isEmpty()) return i;
  return -1;
}

int PresetModel::rowOf(const QString& presetId, int port) const {
  for (int i = 0; i < m_rows.size(); ++i)
    if (m_rows[i].heading.isEmpty() && m_rows[i].offer.preset.id == presetId &&
        m_rows[i].offer.port == port)
      return i;
  return -1;
}

int PresetModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant PresetModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= m_rows.size()) return {};
  const Row& row = m_rows[index.row()];
  const bool heading = !row.heading.isEmpty();
  switch (role) {
    case Qt::DisplayRole:
      return heading ? row.heading : row.offer.preset.name;
    case kHeadingRole:
      return heading;
    case kFoundRole:
      return row.offer.port != 0;
    case kNoteRole:
      return row.offer.port != 0 ? QStringLiteral(":%1").arg(row.offer.port) : QString();
    case Qt::AccessibleTextRole:
      return row.offer.port != 0
                 ? tr("%1, found at port %2").arg(row.offer.preset.name).arg(row.offer.port)
                 : data(index, Qt::DisplayRole);
    default:
      return {};
  }
}

Qt::ItemFlags PresetModel::flags(const QModelIndex& index) const {
  if (!index.isValid()) return Qt::NoItemFlags;
  const bool heading = data(index, kHeadingRole).toBool();
  return heading ? Qt::ItemFlags(Qt::ItemNeverHasChildren)
                 : Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

QSize PresetDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
  const bool heading = index.data(PresetModel::kHeadingRole).toBool();
  return {10, scaled(heading ? kHeadingHeight : kRowHeight)};
}

void PresetDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const {
  const Tokens& t = tokens();
  const bool mirrored = option.direction == Qt::RightToLeft;
  const QString text = index.data().toString();
  QRect rect = option.rect.adjusted(space::k12, 0, -space::k12, 0);
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  if (index.data(PresetModel::kHeadingRole).toBool()) {
    painter->setFont(textFont(type::kSmall, QFont::Medium));
    painter->setPen(t.muted);
    paintLine(*painter, rect, text, mirrored);
    painter->restore();
    return;
  }
  const bool chosen = option.state.testFlag(QStyle::State_Selected);
  const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
  if (chosen || hovered) {
    painter->setPen(Qt::NoPen);
    painter->setBrush(chosen ? t.current : t.hover);
    painter->drawRoundedRect(option.rect, radius::kControl, radius::kControl);
  }
  if (chosen && option.state.testFlag(QStyle::State_HasFocus)) {
    painter->setPen(QPen(t.accent, 2));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(option.rect.adjusted(1, 1, -1, -1), radius::kControl,
                             radius::kControl);
  }
  const int size = scaled(kTile);
  QRect tile(0, 0, size, size);
  tile.moveCenter(rect.center());
  if (mirrored)
    tile.moveRight(rect.right());
  else
    tile.moveLeft(rect.left());
  if (index.data(PresetModel::kFoundRole).toBool())
    painter->drawPixmap(tile.adjusted(3, 3, -3, -3),
                        iconPixmap(QStringLiteral("laptop"), t.text, size - 6,
                                   painter->device()->devicePixelRatioF()));
  else
    paintTile(*painter, tile, monogram(text), -1);
  if (mirrored)
    rect.setRight(tile.left() - space::k12);
  else
    rect.setLeft(tile.right() + space::k12);
  const QString note = index.data(PresetModel::kNoteRole).toString();
  painter->setFont(monoFont());
  painter->setPen(t.muted);
  paintLine(*painter, rect, note, mirrored, true, Qt::ElideNone);
  const int used = note.isEmpty() ? 0 : painter->fontMetrics().horizontalAdvance(note) + space::k8;
  if (mirrored)
    rect.setLeft(rect.left() + used);
  else
    rect.setRight(rect.right() - used);
  painter->setFont(textFont(type::kBody, QFont::Medium));
  painter->setPen(t.text);
  paintLine(*painter, rect, text, mirrored);
  painter->restore();
}

}  // namespace sb::ui
