// The models of one provider with context, prices and what they can. Owner: the page; GUI thread.
#pragma once

#include <QAbstractTableModel>

#include "ui/client/provider_values.h"

namespace sb::ui {

// "$0.15" for a million tokens; "unpriced" where the bucket has none.
QString pricePerMillion(const ModelFacts& facts, const QString& bucket);

// US dollars for a million tokens in; empty: unpriced.
std::optional<double> inputPrice(const ModelFacts& facts);

class ModelsModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Name, Context, MaxOutput, Input, Output, Abilities, Source, kColumns };
  // The raw number, for sorting.
  static constexpr int kSortRole = Qt::UserRole + 1;

  explicit ModelsModel(QObject* parent = nullptr);

  void setModels(const QList<ProviderModel>& models);
  const QList<ProviderModel>& models() const { return m_models; }
  void retranslate();

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  QString text(const ProviderModel& model, int column) const;
  QVariant sortValue(const ProviderModel& model, int column) const;

  QList<ProviderModel> m_models;
};

}  // namespace sb::ui
