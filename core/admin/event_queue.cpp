#include "core/admin/event_queue.h"

#include <fmt/format.h>

#include "core/base/json.h"
#include "core/ledger/row_text.h"

namespace sb::admin {
namespace {

constexpr std::size_t kMostNotices = 1'000;

}  // namespace

void RowBatch::add(const ledger::Row& row) {
  std::string text = ledger::rowText(row);
  if (rows.empty()) first = row.seq;
  last = row.seq;
  bytes += text.size();
  rows.push_back(std::move(text));
}

void EventQueue::startAt(const std::string& epoch, ledger::Seq delivered) {
  m_epoch = epoch;
  m_delivered = m_known = delivered;
}

void EventQueue::rows(const RowBatchPtr& batch) {
  if (!wants(kLogEvents) || batch->rows.empty()) return;
  if (m_epoch.empty()) startAt(batch->epoch, batch->first - 1);
  if (batch->epoch != m_epoch) return reset(batch->epoch, 0, batch->last);
  if (batch->last <= m_known) return;
  if (m_reset || batch->first > m_known + 1) return reset(m_epoch, m_known, batch->last);
  m_known = batch->last;
  m_bytes += batch->bytes;
  m_waiting.push_back({batch, {}, {}});
  makeRoom();
}

void EventQueue::makeRoom() {
  if (m_bytes <= kMostBytes && m_waiting.size() <= kMostNotices) return;
  reset(m_epoch, m_delivered, m_known);
}

void EventQueue::reset(const std::string& epoch, ledger::Seq from, ledger::Seq upTo) {
  // What has not left yet is lost with what comes after it.
  if (epoch == m_epoch) from = std::min(from, m_reset ? m_reset->from : m_delivered);
  m_waiting.clear();
  m_bytes = 0;
  m_epoch = epoch;
  m_known = upTo;
  m_reset = Reset{from, upTo};
}

void EventQueue::latest(const std::string& name, const std::string& data) { m_latest[name] = data; }

void EventQueue::notice(const std::string& name, const std::string& data) {
  m_bytes += data.size();
  m_waiting.push_back({nullptr, name, data});
  makeRoom();
}

std::string EventQueue::event(const std::string& name, const std::string& data) const {
  return fmt::format("event: {}\nid: {}:{}\ndata: {}\n\n", name, m_epoch, m_delivered, data);
}

std::string EventQueue::rowsEvent(const RowBatch& batch) {
  std::string data = "{\"epoch\":" + json::quoted(batch.epoch) + ",\"rows\":[";
  ledger::Seq seq = batch.first;
  bool any = false;
  for (const std::string& row : batch.rows) {
    if (seq++ <= m_delivered) continue;
    if (any) data += ',';
    data += row;
    any = true;
  }
  m_delivered = batch.last;
  return event("logs", data + "]}");
}

std::string EventQueue::next() {
  if (m_reset) {
    const Reset now = *m_reset;
    m_reset.reset();
    m_delivered = now.upTo;
    return event("reset", fmt::format("{{\"epoch\":{},\"from\":{},\"seq\":{}}}",
                                      json::quoted(m_epoch), now.from, now.upTo));
  }
  if (m_waiting.empty()) {
    const auto node = m_latest.extract(m_latest.begin());
    return event(node.key(), node.mapped());
  }
  const Waiting front = std::move(m_waiting.front());
  m_waiting.pop_front();
  m_bytes -= front.rows ? front.rows->bytes : front.data.size();
  return front.rows ? rowsEvent(*front.rows) : event(front.name, front.data);
}

}  // namespace sb::admin
