// Every host that this program may ever contact, and why. Pure, and a model over it. GUI thread.
#pragma once

#include <QAbstractTableModel>

#include "ui/client/provider_values.h"

namespace sb::ui {

struct Destination {
  QString host;  // with its port, if it is not the usual one
  QString why;   // "requests to openai"
  QString when;
};

// `proxy` as the configuration says it: a URL, "system" or "none".
QList<Destination> destinationsOf(const QList<Provider>& providers, const QString& proxy);

class DestinationModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Host, Why, When, Columns };

  using QAbstractTableModel::QAbstractTableModel;

  void set(const QList<Destination>& all);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  QList<Destination> m_all;
};

}  // namespace sb::ui
