#include "ui/providers/model_filter.h"

#include "ui/providers/models_model.h"

namespace sb::ui {

bool ModelWish::isEmpty() const {
  return text.isEmpty() && provider.isEmpty() && ability.isEmpty() && leastContext == 0 &&
         !mostInput && !configuredOnly;
}

bool fits(const ProviderModel& model, const ModelWish& wish) {
  if (wish.configuredOnly && !model.configured) return false;
  if (!wish.provider.isEmpty() && !model.model.startsWith(wish.provider + QLatin1Char('/')))
    return false;
  if (!wish.ability.isEmpty() && !model.facts.supports.contains(wish.ability)) return false;
  if (model.facts.context.value_or(0) < wish.leastContext) return false;
  if (wish.mostInput) {
    const auto price = inputPrice(model.facts);
    if (!price || *price > *wish.mostInput) return false;
  }
  return wish.text.isEmpty() || model.model.contains(wish.text, Qt::CaseInsensitive) ||
         model.facts.title.contains(wish.text, Qt::CaseInsensitive);
}

ModelFilter::ModelFilter(QObject* parent) : QSortFilterProxyModel(parent) {
  setSortRole(ModelsModel::kSortRole);
  setSortCaseSensitivity(Qt::CaseInsensitive);
}

void ModelFilter::setWish(const ModelWish& wish) {
  m_wish = wish;
  invalidateFilter();
}

bool ModelFilter::filterAcceptsRow(int row, const QModelIndex&) const {
  const auto* const source = qobject_cast<const ModelsModel*>(sourceModel());
  return source && fits(source->models()[row], m_wish);
}

bool ModelFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const {
  const auto* const source = qobject_cast<const ModelsModel*>(sourceModel());
  if (source == nullptr || sortColumn() != ModelsModel::Name)
    return QSortFilterProxyModel::lessThan(left, right);
  const ProviderModel& a = source->models()[left.row()];
  const ProviderModel& b = source->models()[right.row()];
  if (a.configured != b.configured)
    return sortOrder() == Qt::AscendingOrder ? a.configured : b.configured;
  return a.model.compare(b.model, Qt::CaseInsensitive) < 0;
}

}  // namespace sb::ui
