// Recorded streams as callers of other dialects get them. To be included before anything of Qt's.
#pragma once

#include "core/net/sse.h"

#include <QTest>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/core/dialects/codecs.h"

namespace sb::dialects::test {

inline AnswerName someName() {
  AnswerName name;
  name.id = "1";
  name.model = "m";
  name.created = 7;
  name.streamUsage = true;
  return name;
}

// The stream of a provider as a caller of another dialect gets it: bytes.
struct Rewrite final : chat::EventSink {
  explicit Rewrite(const Codec& to) : writer(to.streamWriter(someName())) {}
  void on(const chat::Event& event) override { writer->on(event, bytes); }
  std::unique_ptr<ChatStreamWriter> writer;
  std::string bytes;
};

inline std::string rewritten(const Codec& from, const std::vector<std::string>& events,
                             const Codec& to) {
  const auto reader = from.streamReader();
  Rewrite rewrite(to);
  for (const std::string& event : events)
    reader->event({}, event, rewrite);
  reader->finish(rewrite);
  return std::move(rewrite.bytes);
}

// The data of the events in a stream's bytes.
struct Split final : net::SseSink {
  bool event(const net::SseEvent& event) override {
    if (!event.comment) data.emplace_back(event.data);
    return true;
  }
  std::vector<std::string> data;
};

inline std::vector<std::string> dataOf(const std::string& bytes) {
  Split split;
  net::SseParser parser;
  if (!parser.feed(bytes, split) || !parser.finish(split)) qFatal("not a stream");
  return split.data;
}

// Every recording of every dialect, and every dialect that a caller may speak.
inline void addPairs(const char* suffix) {
  QTest::addColumn<QString>("file");
  QTest::addColumn<int>("from");
  QTest::addColumn<int>("to");
  const auto& all = codecs();
  for (std::size_t from = 0; from < all.size(); ++from) {
    const QStringList files = recorded(all[from].name).entryList({QString::fromUtf8(suffix)});
    if (files.isEmpty()) qFatal("no recordings of %s", all[from].name.data());
    for (const QString& file : files)
      for (std::size_t to = 0; to < all.size(); ++to)
        QTest::addRow("%s %s to %s", all[from].name.data(), qPrintable(file), all[to].name.data())
            << recorded(all[from].name).filePath(file) << int(from) << int(to);
  }
}

}  // namespace sb::dialects::test
