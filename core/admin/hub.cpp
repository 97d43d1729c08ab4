#include "core/admin/hub.h"

#include <algorithm>
#include <boost/json.hpp>

#include "core/admin/status.h"
#include "core/base/json.h"

namespace sb::admin {
namespace {

constexpr Millis kTick{100};
constexpr unsigned kLiveEvery = 2;     // ticks
constexpr unsigned kStatusEvery = 10;  // ticks
constexpr std::size_t kMostRows = 5'000;
constexpr std::size_t kMostStreams = 64;

}  // namespace

// Between the ledger's writer thread and the next tick. Rows beyond the bound leave a hole in the
// numbers, which each stream answers with a reset.
struct Hub::Pending {
  std::mutex mutex;
  std::vector<RowBatch> batches;
  std::size_t rows = 0;

  void add(const ledger::Batch& batch) {
    RowBatch mine;
    mine.epoch = batch.epoch;
    for (const ledger::Row& row : batch.rows)
      mine.add(row);
    const std::lock_guard lock(mutex);
    if (rows + mine.rows.size() > kMostRows) return;
    rows += mine.rows.size();
    batches.push_back(std::move(mine));
  }
  std::vector<RowBatch> take() {
    const std::lock_guard lock(mutex);
    rows = 0;
    return std::exchange(batches, {});
  }
};

Hub::Hub(Inside& inside)
    : m_inside(inside), m_timer(inside.control.loop()), m_pending(std::make_shared<Pending>()) {}

Status Hub::enter(Listening& stream) {
  if (m_streams.size() >= kMostStreams)
    return Error(ErrorKind::Overloaded, "too many event streams are open");
  m_streams.push_back(&stream);
  m_sawLive = true;  // a first picture for the newcomer, even an empty one
  partsChanged();
  if (stream.queue.wants(kStatusEvents))
    stream.queue.latest("status", json::write(statusJson(m_inside)));
  if (!m_ticking) arm();
  return {};
}

void Hub::leave(Listening& stream) {
  std::erase(m_streams, &stream);
  partsChanged();
}

void Hub::partsChanged() {
  const bool wanted = m_inside.parts.ledger != nullptr && !m_inside.stopped && anyone(kLogEvents);
  if (wanted == m_following) return;
  m_following = wanted;
  m_rows = {};
  m_pending->take();
  if (wanted)
    m_rows = m_inside.parts.ledger->subscribe(
        [pending = m_pending](const ledger::Batch& batch) { pending->add(batch); });
}

bool Hub::anyone(unsigned topics) const {
  return std::any_of(m_streams.begin(), m_streams.end(),
                     [&](const Listening* stream) { return stream->queue.wants(topics); });
}

void Hub::arm() {
  m_ticking = true;
  m_timer.expires_after(kTick);
  m_timer.async_wait([weak = weak_from_this()](boost::system::error_code ec) {
    const auto self = weak.lock();
    if (!ec && self) self->tick();
  });
}

void Hub::tick() {
  m_ticking = false;
  if (m_inside.stopped || m_streams.empty()) return;
  ++m_ticks;
  takeRows();
  if (m_ticks % kLiveEvery == 0) lookAtLive();
  if (m_ticks % kStatusEvery == 0) changed();
  arm();
}

void Hub::wake(Listening& stream) {
  if (stream.idle) stream.guard.wake();
}

void Hub::tell(unsigned topics, const std::string& name, const std::string& data, bool latest) {
  for (Listening* stream : m_streams) {
    if (!stream->queue.wants(topics)) continue;
    if (latest)
      stream->queue.latest(name, data);
    else
      stream->queue.notice(name, data);
    wake(*stream);
  }
}

void Hub::takeRows() {
  for (RowBatch& batch : m_pending->take()) {
    const auto shared = std::make_shared<const RowBatch>(std::move(batch));
    for (Listening* stream : m_streams) {
      stream->queue.rows(shared);
      if (!stream->queue.empty()) wake(*stream);
    }
  }
}

void Hub::lookAtLive() {
  gateway::Gateway* gateway = m_inside.parts.gateway;
  if (gateway == nullptr || m_asking || !anyone(kLiveEvents)) return;
  if (gateway->open() == 0 && !m_sawLive) return;
  m_asking = true;
  gateway->live([weak = weak_from_this()](const std::vector<gateway::LiveExchange>& all) {
    const auto self = weak.lock();
    if (!self || self->m_inside.stopped) return;
    self->m_asking = false;
    self->m_sawLive = !all.empty();
    self->tell(kLiveEvents, "live", json::write(liveJson(all, self->m_inside.clock.wall())), true);
  });
}

void Hub::changed() {
  if (m_inside.stopped) return;
  tellStatus();
  tellConfig();
}

void Hub::tellStatus() {
  if (!anyone(kStatusEvents)) return;
  boost::json::object now = statusJson(m_inside);
  const std::string text = json::write(now);
  now.erase("uptime_s");
  std::string compared = json::write(now);
  if (compared == m_status) return;
  m_status = std::move(compared);
  tell(kStatusEvents, "status", text, true);
}

void Hub::tellConfig() {
  if (m_inside.parts.settings == nullptr || !anyone(kConfigEvents)) return;
  std::string text = json::write(configState(m_inside));
  if (text == m_config) return;
  m_config = std::move(text);
  tell(kConfigEvents, "config", m_config, true);
}

void Hub::keysChanged(std::string_view change, const std::string& id) {
  const boost::json::object data{{"change", change}, {"id", id}};
  tell(kKeyEvents, "keys", json::write(data), false);
}

void Hub::stop() {
  m_timer.cancel();
  m_rows = {};
  m_following = false;
}

}  // namespace sb::admin
