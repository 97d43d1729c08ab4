#include "ui/access/keys_model.h"

#include <QLocale>
#include <algorithm>

#include "ui/theme/format.h"
#include "ui/theme/icons.h"
#include "ui/widgets/delegates.h"

namespace sb::ui {
namespace {

constexpr int kHintLength = 12;

QDateTime timeOf(TimeMs ms) { return QDateTime::fromMSecsSinceEpoch(ms); }

// "sk-sb-65dd…" tells keys apart; the rest of the public part only takes room.
QString beginning(const QString& hint) {
  return hint.size() > kHintLength ? hint.left(kHintLength) + QChar(0x2026) : hint;
}

}  // namespace

KeyLife lifeOf(const KeyInfo& key, const QDateTime& now) {
  if (key.isRevoked()) return KeyLife::Revoked;
  const bool over = key.expires && *key.expires <= now.toMSecsSinceEpoch();
  return over ? KeyLife::Expired : KeyLife::Active;
}

KeysModel::KeysModel(QObject* parent) : QAbstractTableModel(parent) {}

void KeysModel::setKeys(const QList<KeyInfo>& keys) {
  QList<KeyInfo> shown;
  std::copy_if(keys.begin(), keys.end(), std::back_inserter(shown),
               [](const KeyInfo& key) { return key.origin != KeyOrigin::Session; });
  const bool same = std::equal(shown.begin(), shown.end(), m_keys.begin(), m_keys.end(),
                               [](const KeyInfo& a, const KeyInfo& b) { return a.id == b.id; });
  if (!same) beginResetModel();
  m_keys = shown;
  if (!same) return endResetModel();
  if (!m_keys.isEmpty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

void KeysModel::retranslate() {
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
  if (!m_keys.isEmpty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

int KeysModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_keys.size());
}

int KeysModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : kColumns;
}

QString KeysModel::lastUsedText(const KeyInfo& key) const {
  const QDateTime now = QDateTime::currentDateTime();
  switch (lifeOf(key, now)) {
    case KeyLife::Revoked:
      return tr("revoked %1").arg(ago(timeOf(*key.revoked), now));
    case KeyLife::Expired:
      return tr("expired %1").arg(date(timeOf(*key.expires).date()));
    case KeyLife::Active:
      break;
  }
  return key.lastUsed ? ago(timeOf(*key.lastUsed), now) : tr("never");
}

QString KeysModel::text(const KeyInfo& key, int column) const {
  switch (column) {
    case Name:
      return key.name;
    case MayUse:
      return key.models.isEmpty() ? tr("all models") : listed(key.models);
    case Tags:
      return listed(key.tags);
    case Created:
      return key.created ? date(timeOf(*key.created).date()) : QStringLiteral("–");
    case Spend:
      return key.spend30d ? money(*key.spend30d) : QStringLiteral("–");
    case LastUsed:
      return lastUsedText(key);
    default:
      return {};
  }
}

QVariant KeysModel::sortValue(const KeyInfo& key, int column) const {
  switch (column) {
    case Created:
      return key.created.value_or(0);
    case Spend:
      return key.spend30d.value_or(-1);
    case LastUsed:
      return key.lastUsed.value_or(0);
    default:
      return text(key, column);
  }
}

QVariant KeysModel::tone(const KeyInfo& key, int column) const {
  const KeyLife life = lifeOf(key, QDateTime::currentDateTime());
  if (column == LastUsed && life == KeyLife::Expired) return static_cast<int>(Tone::Error);
  if (life != KeyLife::Active || column == LastUsed || column == Created || column == Tags)
    return static_cast<int>(Tone::Muted);
  if (column == MayUse && key.models.isEmpty()) return static_cast<int>(Tone::Muted);
  return {};
}

QVariant KeysModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= m_keys.size()) return {};
  const KeyInfo& key = m_keys[index.row()];
  const int column = index.column();
  const bool inFile = key.origin == KeyOrigin::File;
  switch (role) {
    case Qt::DisplayRole:
      return text(key, column);
    case Qt::TextAlignmentRole:
      return column >= Spend ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::ToolTipRole:
      if (column == LastUsed && key.lastUsed) return dateAndTime(timeOf(*key.lastUsed));
      return column <= Tags ? QVariant(text(key, column)) : QVariant();
    case kSortRole:
      return sortValue(key, column);
    case kIconRole:
      return column == Name ? QVariant(QStringLiteral("key")) : QVariant();
    case kNoteRole:
      if (column != Name) return {};
      return inFile ? tr("configuration file") : beginning(key.hint);
    case kMonoRole:
      return column == MayUse && !key.models.isEmpty();
    case kToneRole:
      return tone(key, column);
    default:
      return {};
  }
}

QVariant KeysModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole)
    return section >= Spend ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                            : QVariant(Qt::AlignLeading | Qt::AlignVCenter);
  if (role != Qt::DisplayRole || section < 0 || section >= kColumns) return {};
  const QString texts[] = {tr("Key"),     tr("May use"), tr("Tags"),
                           tr("Created"), tr("30 days"), tr("Last used")};
  return texts[section];
}

KeysFilter::KeysFilter(QObject* parent) : QSortFilterProxyModel(parent) {
  setSortRole(KeysModel::kSortRole);
  setSortCaseSensitivity(Qt::CaseInsensitive);
}

void KeysFilter::setWhich(Which which) {
  m_which = which;
  invalidateFilter();
}

void KeysFilter::setSearch(const QString& text) {
  m_search = text.trimmed();
  invalidateFilter();
}

bool KeysFilter::filterAcceptsRow(int row, const QModelIndex&) const {
  const auto* const model = qobject_cast<const KeysModel*>(sourceModel());
  if (model == nullptr || row >= model->keys().size()) return false;
  const KeyInfo& key = model->keys()[row];
  const KeyLife life = lifeOf(key, QDateTime::currentDateTime());
  if (m_which == Which::Active && life != KeyLife::Active) return false;
  if (m_which == Which::Expired && life != KeyLife::Expired) return false;
  if (m_which == Which::Revoked && life != KeyLife::Revoked) return false;
  const QStringList searched = QStringList{key.name, key.hint} + key.models + key.tags;
  return m_search.isEmpty() ||
         std::any_of(searched.begin(), searched.end(), [this](const QString& one) {
           return one.contains(m_search, Qt::CaseInsensitive);
         });
}

}  // namespace sb::ui
