#include "ui/routes/route_list_model.h"

#include <algorithm>

#include "ui/theme/format.h"
#include "ui/theme/icons.h"
#include "ui/widgets/delegates.h"

namespace sb::ui {
namespace {

bool matches(const RouteRow& row, const QString& filter) {
  if (filter.isEmpty() || row.now.name.contains(filter, Qt::CaseInsensitive)) return true;
  return std::any_of(row.now.match.begin(), row.now.match.end(), [&](const QString& pattern) {
    return pattern.contains(filter, Qt::CaseInsensitive);
  });
}

bool sameKeys(const QList<RouteRow>& one, const QList<RouteRow>& other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [](const RouteRow& a, const RouteRow& b) { return a.key == b.key; });
}

QString stateText(const RouteRow& row) {
  if (row.isOutdated) return RouteListModel::tr("changed elsewhere");
  if (row.isNew) return RouteListModel::tr("not published");
  if (row.isDraft) return RouteListModel::tr("draft");
  return RouteListModel::tr("published");
}

QString iconOf(const RouteRow& row) {
  if (row.isOutdated) return QStringLiteral("triangle-alert");
  return row.isDraft ? QStringLiteral("pencil") : QStringLiteral("led");
}

Tone toneOf(const RouteRow& row) {
  if (row.isOutdated) return Tone::Warn;
  return row.isDraft ? Tone::Accent : Tone::Ok;
}

}  // namespace

RouteListModel::RouteListModel(const RouteDrafts& drafts, QObject* parent)
    : QAbstractListModel(parent), m_drafts(drafts), m_rows(drafts.rows()) {
  connect(&drafts, &RouteDrafts::changed, this, &RouteListModel::refresh);
}

QList<RouteRow> RouteListModel::wanted() const {
  QList<RouteRow> rows;
  std::copy_if(m_drafts.rows().begin(), m_drafts.rows().end(), std::back_inserter(rows),
               [this](const RouteRow& row) { return matches(row, m_filter); });
  return rows;
}

void RouteListModel::refresh() {
  const QList<RouteRow> rows = wanted();
  if (sameKeys(rows, m_rows)) {
    m_rows = rows;
    if (!rows.isEmpty()) Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    return;
  }
  beginResetModel();
  m_rows = rows;
  endResetModel();
}

void RouteListModel::setFilter(const QString& text) {
  m_filter = text.trimmed();
  refresh();
}

int RouteListModel::rowOf(const QString& key) const {
  for (int i = 0; i < m_rows.size(); ++i)
    if (m_rows[i].key == key) return i;
  return -1;
}

int RouteListModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant RouteListModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const RouteRow& row = m_rows[index.row()];
  const QString patterns = listed(row.now.match);
  switch (role) {
    case Qt::DisplayRole:
      return row.now.name;
    case Qt::ToolTipRole:
      return patterns.isEmpty() ? row.now.name : row.now.name + QLatin1Char('\n') + patterns;
    case Qt::AccessibleTextRole:
      return listed({row.now.name, stateText(row)});
    case kKeyRole:
      return row.key;
    case kPatternsRole:
      return patterns;
    case kNoteRole:
      return stateText(row);
    case kIconRole:
      return iconOf(row);
    case kToneRole:
      return static_cast<int>(toneOf(row));
    default:
      return {};
  }
}

}  // namespace sb::ui
