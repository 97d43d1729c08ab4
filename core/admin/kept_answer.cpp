#include "core/admin/kept_answer.h"

#include <memory>

#include "core/base/text.h"
#include "core/dialects/all_dialects.h"
#include "core/dialects/chat_collector.h"
#include "core/dialects/list_stream.h"
#include "core/net/sse.h"

namespace sb::admin {
namespace {

// Feeds the events of a kept stream to the collector.
class Reading final : public net::SseSink {
 public:
  explicit Reading(const dialects::Codec& codec) : m_reader(codec.streamReader()) {}
  bool event(const net::SseEvent& event) override {
    if (!event.comment) take(event.type, event.data);
    return true;
  }
  void take(std::string_view type, std::string_view data) {
    m_reader->event(type, data, collector);
  }
  dialects::ChatCollector collector;

 private:
  std::unique_ptr<dialects::ChatStreamReader> m_reader;
};

}  // namespace

const dialects::DialectTools* toolsNamed(std::string_view dialect) {
  const std::optional<dialects::Dialect> known = dialects::dialectNamed(dialect);
  return known ? dialects::toolsOf(*known) : nullptr;
}

dialects::chat::Answer answerOfStream(const dialects::Codec& codec, std::string_view bytes) {
  Reading reading(codec);
  if (trim(bytes.substr(0, 64)).starts_with('[')) {
    dialects::ListStream list([&reading](std::string_view element) { reading.take({}, element); });
    if (!list.feed(bytes)) return {};
    return reading.collector.answer();
  }
  net::SseParser parser;
  if (parser.feed(bytes, reading)) parser.finish(reading);
  return reading.collector.answer();
}

}  // namespace sb::admin
