#include "ui/providers/models_model.h"

#include <QLocale>
#include <cmath>

#include "ui/theme/format.h"
#include "ui/theme/icons.h"
#include "ui/widgets/delegates.h"

namespace sb::ui {
namespace {

std::optional<double> priceOf(const ModelFacts& facts, const QString& bucket) {
  if (facts.price.isEmpty()) return std::nullopt;
  const auto it = facts.price.first().usdPerMtok.constFind(bucket);
  if (it == facts.price.first().usdPerMtok.constEnd()) return std::nullopt;
  return *it;
}

QString countOf(const std::optional<qint64>& tokens) {
  return tokens ? compactNumber(*tokens) : QStringLiteral("–");
}

}  // namespace

QString pricePerMillion(const ModelFacts& facts, const QString& bucket) {
  const auto price = priceOf(facts, bucket);
  return price ? money(std::llround(*price * 1e9)) : ModelsModel::tr("unpriced");
}

std::optional<double> inputPrice(const ModelFacts& facts) {
  return priceOf(facts, QStringLiteral("input"));
}

ModelsModel::ModelsModel(QObject* parent) : QAbstractTableModel(parent) {}

void ModelsModel::setModels(const QList<ProviderModel>& models) {
  beginResetModel();
  m_models = models;
  endResetModel();
}

void ModelsModel::retranslate() {
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
  if (!m_models.isEmpty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

int ModelsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_models.size());
}

int ModelsModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : kColumns;
}

QString ModelsModel::text(const ProviderModel& model, int column) const {
  switch (column) {
    case Name:
      return model.model;
    case Context:
      return countOf(model.facts.context);
    case MaxOutput:
      return countOf(model.facts.maxOutput);
    case Input:
      return pricePerMillion(model.facts, QStringLiteral("input"));
    case Output:
      return pricePerMillion(model.facts, QStringLiteral("output"));
    case Abilities:
      return listed(model.facts.supports);
    case Source:
      if (!model.configured) return tr("provider not added");
      if (model.facts.ownPrice) return tr("price of your own");
      return model.listed ? tr("listed by the provider") : tr("catalogue");
    default:
      return {};
  }
}

QVariant ModelsModel::sortValue(const ProviderModel& model, int column) const {
  switch (column) {
    case Context:
      return model.facts.context.value_or(-1);
    case MaxOutput:
      return model.facts.maxOutput.value_or(-1);
    case Input:
      return priceOf(model.facts, QStringLiteral("input")).value_or(-1);
    case Output:
      return priceOf(model.facts, QStringLiteral("output")).value_or(-1);
    default:
      return text(model, column);
  }
}

QVariant ModelsModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= m_models.size()) return {};
  const ProviderModel& model = m_models[index.row()];
  const int column = index.column();
  const bool numeric = column >= Context && column <= Output;
  switch (role) {
    case Qt::DisplayRole:
      return text(model, column);
    case Qt::ToolTipRole:
      return column == Name ? QVariant(model.facts.title) : QVariant();
    case Qt::TextAlignmentRole:
      return numeric ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case kSortRole:
      return sortValue(model, column);
    case kMonoRole:
      return column == Name;
    case kNoteRole:
      return column == Name && model.facts.deprecated ? QVariant(tr("deprecated")) : QVariant();
    case kToneRole:
      if (column == Name && !model.configured) return static_cast<int>(Tone::Muted);
      if (column == Abilities || column == Source || (numeric && sortValue(model, column) == -1))
        return static_cast<int>(Tone::Muted);
      return {};
    default:
      return {};
  }
}

QVariant ModelsModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole)
    return section >= Context && section <= Output ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                                   : QVariant(Qt::AlignLeading | Qt::AlignVCenter);
  if (role == Qt::ToolTipRole && (section == Input || section == Output))
    return tr("US dollars per million tokens");
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case Name:
      return tr("Model");
    case Context:
      return tr("Context");
    case MaxOutput:
      return tr("Longest answer");
    case Input:
      return tr("$ / M in");
    case Output:
      return tr("$ / M out");
    case Abilities:
      return tr("Capabilities");
    case Source:
      return tr("Source");
    default:
      return {};
  }
}

}  // namespace sb::ui
