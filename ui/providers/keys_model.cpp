#include "ui/providers/keys_model.h"

#include <QLocale>
#include <algorithm>

#include "ui/providers/provider_words.h"
#include "ui/widgets/delegates.h"

namespace sb::ui {

ProviderKeysModel::ProviderKeysModel(QObject* parent) : QAbstractTableModel(parent) {}

void ProviderKeysModel::setKeys(const QList<ProviderKey>& keys) {
  const bool same =
      std::equal(keys.begin(), keys.end(), m_keys.begin(), m_keys.end(),
                 [](const ProviderKey& a, const ProviderKey& b) { return a.name == b.name; });
  if (!same) beginResetModel();
  m_keys = keys;
  if (!same) return endResetModel();
  if (!keys.isEmpty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

void ProviderKeysModel::retranslate() {
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
  if (!m_keys.isEmpty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

int ProviderKeysModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_keys.size());
}

int ProviderKeysModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : kColumns;
}

QVariant ProviderKeysModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= m_keys.size()) return {};
  const ProviderKey& key = m_keys[index.row()];
  const int column = index.column();
  const Mark mark = markOf(key, QDateTime::currentDateTime());
  if (role == Qt::DisplayRole) {
    const QString texts[] = {key.name, key.hint.isEmpty() ? QStringLiteral("–") : key.hint,
                             placeOf(key), QLocale().toString(key.weight, 'g', 4), mark.text};
    return texts[column];
  }
  if (role == Qt::TextAlignmentRole && column == Weight)
    return QVariant(Qt::AlignRight | Qt::AlignVCenter);
  if (role == kMonoRole) return column == Hint;
  const bool told = role == Qt::ToolTipRole || role == Qt::AccessibleDescriptionRole;
  if (told && column == Place) return placeSentence(key, m_vaultFile);
  if (column != State) return {};
  if (role == kToneRole) return static_cast<int>(mark.tone);
  if (role == kIconRole) return mark.iconName;
  if (told) return key.state == KeyState::Waiting ? sentenceOfWaiting(key) : key.message;
  return {};
}

QVariant ProviderKeysModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole)
    return section == Weight ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                             : QVariant(Qt::AlignLeading | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  const QString texts[] = {tr("Key"), tr("Ends with"), tr("Kept in"), tr("Weight"), tr("State")};
  return texts[section];
}

}  // namespace sb::ui
