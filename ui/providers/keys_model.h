// The keys of one provider. Owner: the page; GUI thread.
#pragma once

#include <QAbstractTableModel>

#include "ui/client/provider_values.h"

namespace sb::ui {

class ProviderKeysModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Name, Hint, Place, Weight, State, kColumns };

  explicit ProviderKeysModel(QObject* parent = nullptr);

  // Rows keep their places where the names are the same, so that a selection stays.
  void setKeys(const QList<ProviderKey>& keys);
  const QList<ProviderKey>& keys() const { return m_keys; }
  // Named where a key is kept in it.
  void setVaultFile(const QString& path) { m_vaultFile = path; }
  void retranslate();

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  QList<ProviderKey> m_keys;
  QString m_vaultFile;
};

}  // namespace sb::ui
