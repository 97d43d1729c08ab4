// A stream says the same wherever its bytes are cut on the way.
#include "tests/core/dialects/rewriting.h"

#include <QTest>
#include <algorithm>

#include "tests/support/test_main.h"

namespace {

using namespace sb;
using namespace sb::dialects;
using namespace sb::dialects::test;

// The bytes of a provider's stream on their way to a caller of another dialect.
class Way final : net::SseSink {
 public:
  Way(const Codec& from, const Codec& to) : m_reader(from.streamReader()), m_rewrite(to) {}

  void feed(std::string_view bytes) {
    if (!m_parser.feed(bytes, *this)) qFatal("not a stream");
  }
  std::string finish() {
    if (!m_parser.finish(*this)) qFatal("not a stream");
    m_reader->finish(m_rewrite);
    return std::move(m_rewrite.bytes);
  }

 private:
  bool event(const net::SseEvent& event) override {
    if (!event.comment) m_reader->event(event.type, event.data, m_rewrite);
    return true;
  }

  std::unique_ptr<ChatStreamReader> m_reader;
  Rewrite m_rewrite;
  net::SseParser m_parser;
};

std::string streamOf(const QString& file) {
  std::string bytes;
  for (const std::string& event : eventsOf(file))
    bytes += "data: " + event + "\n\n";
  return bytes;
}

constexpr std::size_t kCuts = 150;  // of one stream in two

}  // namespace

class CodecCutsTest : public QObject {
  Q_OBJECT
 private slots:
  void everyRecordingSaysTheSame_data() { addPairs("*.events"); }
  void everyRecordingSaysTheSame();
};

void CodecCutsTest::everyRecordingSaysTheSame() {
  QFETCH(QString, file);
  QFETCH(int, from);
  QFETCH(int, to);
  const Codec& provider = codecs()[std::size_t(from)].codec;
  const Codec& caller = codecs()[std::size_t(to)].codec;
  const std::string bytes = streamOf(file);
  const std::string whole = rewritten(provider, eventsOf(file), caller);
  QVERIFY(!whole.empty());

  Way everywhere(provider, caller);
  for (const char& byte : bytes)
    everywhere.feed({&byte, 1});
  QCOMPARE(everywhere.finish(), whole);

  const std::size_t stride = std::max<std::size_t>(1, bytes.size() / kCuts);
  for (std::size_t at = 1; at < bytes.size(); at += stride) {
    Way twice(provider, caller);
    twice.feed(std::string_view(bytes).substr(0, at));
    twice.feed(std::string_view(bytes).substr(at));
    if (twice.finish() != whole) QFAIL(qPrintable(QStringLiteral("cut at %1").arg(at)));
  }
}

SB_TEST(CodecCutsTest);

#include "codec_cuts_test.moc"
