#include "ui/spend/spend_data.h"

#include "ui/widgets/tile.h"

namespace sb::ui {
namespace {

constexpr int kSoonMs = 3'000;

}  // namespace

SpendData::SpendData(Connection& connection, QObject* parent)
    : QObject(parent), m_connection(connection), m_range(rangeOf({}, QDate::currentDate())) {
  m_soon.setSingleShot(true);
  m_soon.setInterval(kSoonMs);
  connect(&m_soon, &QTimer::timeout, this, &SpendData::askSpend);
  connect(&connection.events(), &EventStream::rowsArrived, this, [this] {
    if (m_active && !m_soon.isActive()) m_soon.start();
  });
  connect(&connection, &Connection::configChanged, this, [this] {
    if (m_active) askProviders();
  });
  connect(&connection, &Connection::stateChanged, this, [this](Connection::State state) {
    if (m_active && state == Connection::State::Connected) refresh();
  });
}

void SpendData::setActive(bool active) {
  m_active = active;
  if (!active) return m_soon.stop();
  // The month or the last days may have become others.
  if (m_range.id != QLatin1String("own")) m_range = rangeOf(m_range.id, QDate::currentDate());
  if (m_connection.isConnected()) refresh();
}

void SpendData::setRange(const SpendRange& range) {
  m_range = range;
  if (m_active) askSpend();
}

void SpendData::setBy(SpendBy by) {
  m_by = by;
  if (m_active) askSpend();
}

void SpendData::refresh() {
  askProviders();
  askSpend();
}

void SpendData::askSpend() {
  if (!m_connection.isConnected()) return;
  SpendQuery query;
  query.from = timeToText(m_range.from.startOfDay().toMSecsSinceEpoch());
  query.to = timeToText(m_range.to.addDays(1).startOfDay().toMSecsSinceEpoch());
  query.by = m_by;
  m_callSpend = m_connection.client().logs().spend(query, this, [this](const Reply<Spend>& reply) {
    if (reply) m_spend = *reply;
    m_state = reply ? State::Ready : State::Failed;
    m_error = reply ? ApiError() : reply.error();
    layOut();
  });
}

void SpendData::askProviders() {
  m_callProviders =
      m_connection.client().providers().list(this, [this](const Reply<QList<Provider>>& reply) {
        if (!reply) return;
        QStringList ids;
        m_titles.clear();
        for (const Provider& provider : *reply) {
          ids.append(provider.id);
          m_titles.insert(provider.id, provider.title());
        }
        m_places = huesOfProviders(ids);
        layOut();
      });
}

void SpendData::layOut() {
  if (m_state == State::Ready) m_table = spendTableOf(m_spend, m_range, m_by, m_titles);
  Q_EMIT changed();
}

}  // namespace sb::ui
