// The gateway's keys as rows, and the part of them that is shown. The console's own keys of a
// session are left out. Owner: the page; GUI thread.
#pragma once

#include <QAbstractTableModel>
#include <QDateTime>
#include <QSortFilterProxyModel>

#include "ui/client/key_values.h"

namespace sb::ui {

enum class KeyLife { Active, Expired, Revoked };
KeyLife lifeOf(const KeyInfo& key, const QDateTime& now);

class KeysModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Name, MayUse, Tags, Created, Spend, LastUsed, kColumns };
  static constexpr int kSortRole = Qt::UserRole + 1;

  explicit KeysModel(QObject* parent = nullptr);

  // Rows keep their places where the ids are the same, so that a selection stays.
  void setKeys(const QList<KeyInfo>& keys);
  const QList<KeyInfo>& keys() const { return m_keys; }
  void retranslate();

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  QString text(const KeyInfo& key, int column) const;
  QString lastUsedText(const KeyInfo& key) const;
  QVariant sortValue(const KeyInfo& key, int column) const;
  QVariant tone(const KeyInfo& key, int column) const;

  QList<KeyInfo> m_keys;
};

class KeysFilter : public QSortFilterProxyModel {
  Q_OBJECT

 public:
  enum class Which { Active, Expired, Revoked, All };

  explicit KeysFilter(QObject* parent = nullptr);

  void setWhich(Which which);
  // In names, hints, models and tags.
  void setSearch(const QString& text);

 protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

 private:
  Which m_which = Which::Active;
  QString m_search;
};

}  // namespace sb::ui
