// Narrows the list of all models to what a person looks for. GUI thread.
#pragma once

#include <QSortFilterProxyModel>
#include <optional>

#include "ui/client/provider_values.h"

namespace sb::ui {

struct ModelWish {
  QString text;                     // a part of the name
  QString provider;                 // an id; empty: any
  QString ability;                  // "vision", "tools" …; empty: any
  qint64 leastContext = 0;          // tokens; above 0 an unknown one does not do
  std::optional<double> mostInput;  // US dollars per million tokens in; unpriced ones do not do
  bool configuredOnly = false;

  bool isEmpty() const;
};

// `model.model` is the whole name, "provider/model".
bool fits(const ProviderModel& model, const ModelWish& wish);

// Over a ModelsModel. By name, those of configured providers come first in either order.
class ModelFilter : public QSortFilterProxyModel {
  Q_OBJECT

 public:
  explicit ModelFilter(QObject* parent = nullptr);
  void setWish(const ModelWish& wish);

 protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
  bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

 private:
  ModelWish m_wish;
};

}  // namespace sb::ui
