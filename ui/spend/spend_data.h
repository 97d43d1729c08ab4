// What Spend shows, asked from the gateway and kept fresh while somebody looks. Owner: the page;
// GUI thread.
#pragma once

#include <QHash>
#include <QObject>
#include <QTimer>

#include "ui/client/connection.h"
#include "ui/spend/spend_table.h"

namespace sb::ui {

class SpendData : public QObject {
  Q_OBJECT

 public:
  enum class State { Loading, Ready, Failed };

  explicit SpendData(Connection& connection, QObject* parent = nullptr);

  void setActive(bool active);
  void setRange(const SpendRange& range);
  void setBy(SpendBy by);
  void refresh();

  const SpendRange& range() const { return m_range; }
  SpendBy by() const { return m_by; }
  State state() const { return m_state; }
  const ApiError& error() const { return m_error; }
  const SpendTable& table() const { return m_table; }
  // As it came: what is exported.
  const Spend& spend() const { return m_spend; }
  // The hues of the providers (tile.h).
  const QHash<QString, int>& places() const { return m_places; }

 Q_SIGNALS:
  void changed();

 private:
  void askSpend();
  void askProviders();
  void layOut();

  Connection& m_connection;
  SpendRange m_range;
  SpendBy m_by = SpendBy::Model;
  State m_state = State::Loading;
  ApiError m_error;
  Spend m_spend;
  SpendTable m_table;
  QHash<QString, int> m_places;
  QHash<QString, QString> m_titles;  // by provider id
  QTimer m_soon;
  bool m_active = false;
  LatestCall m_callSpend, m_callProviders;
};

}  // namespace sb::ui
