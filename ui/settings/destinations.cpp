#include "ui/settings/destinations.h"

#include <QCoreApplication>
#include <QMap>
#include <QUrl>

#include "ui/theme/format.h"
#include "ui/widgets/delegates.h"

namespace sb::ui {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(sb::ui::Destinations)
};

QString hostOf(const QUrl& url) {
  if (url.port() < 0) return url.host();
  return QStringLiteral("%1:%2").arg(url.host()).arg(url.port());
}

QStringList hostsOf(const Provider& provider) {
  QStringList hosts;
  for (const QUrl& url : provider.urls)
    if (const QString host = hostOf(url); !host.isEmpty() && !hosts.contains(host))
      hosts.append(host);
  if (const QString host = hostOf(QUrl(provider.baseUrl)); hosts.isEmpty() && !host.isEmpty())
    hosts.append(host);
  hosts.sort();
  return hosts;
}

}  // namespace

QList<Destination> destinationsOf(const QList<Provider>& providers, const QString& proxy) {
  QMap<QString, QStringList> byHost;
  for (const Provider& provider : providers) {
    if (provider.disabled) continue;
    for (const QString& host : hostsOf(provider))
      byHost[host].append(provider.id);
  }
  QList<Destination> all;
  for (auto it = byHost.begin(); it != byHost.end(); ++it)
    all.append({it.key(), Words::tr("Provider %1").arg(listed(it.value())),
                Words::tr("requests and tests")});
  if (const QUrl url(proxy); !url.host().isEmpty())
    all.append({hostOf(url), Words::tr("Proxy"), Words::tr("on the way to providers")});
  if (proxy == QLatin1String("system"))
    all.append({Words::tr("the system's proxy"), Words::tr("Proxy"),
                Words::tr("if the desktop or the environment names one")});
  all.append({QStringLiteral("127.0.0.1"), Words::tr("Local model servers"),
              Words::tr("looked for when a provider is added")});
  return all;
}

void DestinationModel::set(const QList<Destination>& all) {
  beginResetModel();
  m_all = all;
  endResetModel();
}

int DestinationModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_all.size());
}

int DestinationModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : Columns;
}

QVariant DestinationModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Destination& one = m_all[index.row()];
  if (role == kMonoRole) return index.column() == Host;
  if (role != Qt::DisplayRole) return {};
  switch (index.column()) {
    case Host:
      return one.host;
    case Why:
      return one.why;
    default:
      return one.when;
  }
}

QVariant DestinationModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) return int(Qt::AlignLeading | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case Host:
      return tr("Host");
    case Why:
      return tr("What for");
    default:
      return tr("When");
  }
}

}  // namespace sb::ui
