// The event stream: numbered, resumable, and indifferent to consoles that do not keep up.
#include "core/admin/event_queue.h"
#include "tests/core/admin/support.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::admin::test;
using admin::EventQueue;
using admin::RowBatch;

namespace {

struct Event {
  std::string name, id;
  bj::object data;
};

// A console: reads a chunked stream event by event.
class Console {
 public:
  Console(const Home& home, const std::string& topics, const std::string& more = {},
          int receiveBuffer = 0)
      : m_socket(home.port(), "127.0.0.1", receiveBuffer) {
    m_socket.send(home.head("GET", "events?topics=" + topics, more) + "\r\n");
  }

  std::string head() { return m_socket.readHead(); }

  // The next event; comments are passed over. Without a name: the stream has ended.
  Event next() {
    for (;;) {
      const std::size_t end = m_text.find("\n\n");
      if (end == std::string::npos) {
        if (!more()) return {};
        continue;
      }
      const Event event = parse(m_text.substr(0, end));
      m_text.erase(0, end + 2);
      if (!event.name.empty()) return event;
    }
  }
  Event next(const std::string& name) {
    for (;;) {
      Event event = next();
      if (event.name == name || event.name.empty()) return event;
    }
  }
  // The numbers of the next rows, at least so many.
  std::vector<std::int64_t> rows(std::size_t count) {
    std::vector<std::int64_t> seqs;
    while (seqs.size() < count) {
      const Event event = next();
      if (event.name.empty()) break;
      if (event.name != "logs") continue;
      for (const bj::value& row : event.data.at("rows").as_array())
        seqs.push_back(row.at("seq").as_int64());
    }
    return seqs;
  }

 private:
  bool more() {
    const std::string size = m_socket.readUntil("\r\n");
    const std::size_t n = std::strtoull(size.c_str(), nullptr, 16);
    if (n == 0) return false;
    m_text += m_socket.readExactly(n);
    m_socket.readExactly(2);
    return true;
  }
  static Event parse(const std::string& text) {
    Event event;
    for (const std::string_view line : split(text, '\n')) {
      if (line.starts_with("event: ")) event.name = line.substr(7);
      if (line.starts_with("id: ")) event.id = line.substr(4);
      if (line.starts_with("data: ")) event.data = json::parse(line.substr(6))->as_object();
    }
    return event;
  }

  sb::test::RawSocket m_socket;
  std::string m_text;
};

admin::RowBatchPtr batch(std::int64_t first, std::int64_t last, std::size_t bytes = 0,
                         const std::string& epoch = "e1") {
  auto made = std::make_shared<RowBatch>();
  made->epoch = epoch;
  ledger::Row row;
  row.model = std::string(bytes, 'm');
  for (row.seq = first; row.seq <= last; ++row.seq)
    made->add(row);
  return made;
}

std::string drained(EventQueue& queue) {
  std::string names;
  while (!queue.empty()) {
    const std::string event = queue.next();
    names += event.substr(7, event.find('\n') - 7) + " ";
  }
  return names;
}

}  // namespace

class EventsTest : public QObject {
  Q_OBJECT

 private slots:
  void numbersEachEventByEpochAndSequence() {
    Home home;
    home.ready();
    home.addRows(3);
    const std::string epoch = home.ledger().stats().epoch;
    Console console(home, "logs");
    QVERIFY(console.head().find("text/event-stream") != std::string::npos);
    const Event hello = console.next();
    QCOMPARE(hello.name, "hello");
    QCOMPARE(hello.id, epoch + ":3");
    QCOMPARE(hello.data.at("seq").as_int64(), 3);
    home.addRows(2);
    const Event first = console.next();
    QCOMPARE(first.name, "logs");
    const bj::array rows = first.data.at("rows").as_array();
    QCOMPARE(rows.at(0).at("seq").as_int64(), 4);
    QCOMPARE(rows.at(0).at("model").as_string(), "qwen3");
    QCOMPARE(first.id, epoch + ":" + std::to_string(rows.back().at("seq").as_int64()));
  }

  void resumesWhereAConsoleWas() {
    Home home;
    home.ready();
    home.addRows(1'300);
    const std::string epoch = home.ledger().stats().epoch;
    Console console(home, "logs", "Last-Event-ID: " + epoch + ":90\r\n");
    console.head();
    QCOMPARE(console.next().id, "");  // its position is its own until it has the rows
    const std::vector<std::int64_t> seqs = console.rows(1'210);
    QCOMPARE(seqs.size(), std::size_t(1'210));
    for (std::size_t i = 0; i < seqs.size(); ++i)
      QCOMPARE(seqs[i], static_cast<std::int64_t>(91 + i));
    home.addRows(1);
    QCOMPARE(console.rows(1), std::vector<std::int64_t>{1'301});
  }

  void resetsAConsoleThatCannotResume_data() {
    QTest::addColumn<QString>("id");
    QTest::addColumn<qint64>("from");
    QTest::newRow("another log") << "other:2" << qint64(0);
    QTest::newRow("too far back") << "EPOCH:1" << qint64(1);
    QTest::newRow("from the future") << "EPOCH:999999" << qint64(0);
  }
  void resetsAConsoleThatCannotResume() {
    QFETCH(QString, id);
    QFETCH(qint64, from);
    Home home;
    home.ready();
    home.addRows(5'005);
    const std::string epoch = home.ledger().stats().epoch;
    id.replace("EPOCH", epoch.c_str());
    Console console(home, "logs", "Last-Event-ID: " + id.toStdString() + "\r\n");
    console.head();
    const Event reset = console.next("reset");
    QCOMPARE(reset.data.at("epoch").as_string(), epoch);
    QCOMPARE(reset.data.at("from").as_int64(), std::int64_t(from));
    QCOMPARE(reset.data.at("seq").as_int64(), 5'005);
    QCOMPARE(reset.id, epoch + ":5005");
  }

  void resetsASlowConsoleAndLosesNoRow() {
    Home home;
    home.ready();
    Console console(home, "logs", {}, 4'096);
    console.head();
    console.next();
    // Far more than sockets and queue take; nobody reads meanwhile.
    const std::string model(3'000, 'm');
    for (int i = 0; i < 12; ++i)
      home.addRows(400, model);
    std::int64_t known = 0;
    bool wasReset = false;
    while (known < 4'800) {
      const Event event = console.next();
      QVERIFY2(!event.name.empty(), "the stream has ended");
      if (event.name == "reset") {
        wasReset = true;
        QCOMPARE(event.data.at("from").as_int64(), known);
        known = event.data.at("seq").as_int64();
      } else if (event.name == "logs") {
        for (const bj::value& row : event.data.at("rows").as_array())
          QCOMPARE(row.at("seq").as_int64(), ++known);
      }
    }
    QVERIFY(wasReset);
    home.addRows(1);
    QCOMPARE(console.rows(1), std::vector<std::int64_t>{4'801});
  }

  void tellsOnlyWhatWasAskedFor() {
    Home home;
    home.ready();
    Console console(home, "keys");
    console.head();
    QCOMPARE(console.next().name, "hello");
    home.addRows(2);
    const Reply made = home.call("POST", "keys", bj::object{{"name", "a"}});
    const Event event = console.next();
    QCOMPARE(event.name, "keys");
    QCOMPARE(event.data.at("change").as_string(), "created");
    QCOMPARE(event.data.at("id"), made.json().at("key").at("id"));
    QVERIFY(made.json().at("text").as_string().size() > 20);
  }

  void tellsOfTheStatusAndTheConfiguration() {
    Home home;
    Console console(home, "status,config");
    console.head();
    QCOMPARE(console.next("status").data.at("phase").as_string(), "starting");
    home.ready();
    Event status = console.next("status");
    while (status.data.at("phase").as_string() != "ready")
      status = console.next("status");
    const bj::value revision = home.get("config").json().at("revision");
    home.call("PUT", "config", bj::object{{"text", kConfig + "# x\n"}, {"revision", revision}});
    Event config = console.next("config");
    while (config.data.at("revision") == revision)
      config = console.next("config");
    QCOMPARE(config.data.at("revision").as_string(), home.settings().revision());
  }

  void showsANewcomerWhatRuns() {
    Home home;
    home.ready();
    Console console(home, "live");
    console.head();
    QCOMPARE(console.next("live").data.at("open").as_array().size(), std::size_t(0));
    QCOMPARE(home.get("live").json().at("open").as_array().size(), std::size_t(0));
  }

  void limitsTheNumberOfStreams() {
    Home home;
    home.ready();
    std::vector<std::unique_ptr<Console>> all;
    for (int i = 0; i < 64; ++i) {
      all.push_back(std::make_unique<Console>(home, "keys"));
      all.back()->head();
    }
    QCOMPARE(home.get("events?topics=keys").status, 503);
    all.pop_back();
    QTRY_COMPARE(Console(home, "keys").head().substr(9, 3), "200");
  }

  void queuesRowsInOrderAndOnce() {
    EventQueue queue(admin::kLogEvents);
    queue.startAt("e1", 10);
    queue.rows(batch(8, 12));
    queue.rows(batch(9, 12));
    queue.rows(batch(13, 13));
    const std::string first = queue.next();
    QVERIFY(first.find("\"seq\":10,") == std::string::npos);
    QVERIFY(first.find("\"seq\":11,") != std::string::npos);
    QVERIFY(first.find("id: e1:12\n") != std::string::npos);
    QVERIFY(queue.next().find("id: e1:13\n") != std::string::npos);
    QVERIFY(queue.empty());
  }

  void resetsWhereRowsAreMissing() {
    EventQueue queue(admin::kLogEvents);
    queue.startAt("e1", 10);
    queue.rows(batch(11, 11));
    queue.rows(batch(14, 15));
    queue.rows(batch(16, 16));
    QCOMPARE(queue.next(),
             "event: reset\nid: e1:16\ndata: {\"epoch\":\"e1\",\"from\":10,\"seq\":16}\n\n");
    queue.rows(batch(17, 17));
    QCOMPARE(drained(queue), "logs ");
    queue.rows(batch(1, 2, 0, "e2"));
    QCOMPARE(queue.next(),
             "event: reset\nid: e2:2\ndata: {\"epoch\":\"e2\",\"from\":0,\"seq\":2}\n\n");
  }

  void holdsABoundedAmount() {
    EventQueue queue(admin::kLogEvents | admin::kStatusEvents);
    queue.startAt("e1", 0);
    std::int64_t seq = 0;
    for (int i = 0; i < 500; ++i, seq += 10) {
      queue.rows(batch(seq + 1, seq + 10, 1'000));
      queue.latest("status", "{}");
    }
    QCOMPARE(drained(queue), "reset status ");
    QCOMPARE(queue.delivered(), seq);
  }

  void keepsOnlyTheLatestPicture() {
    EventQueue queue(admin::kLiveEvents | admin::kKeyEvents);
    queue.latest("live", "1");
    queue.latest("live", "2");
    queue.notice("keys", "{}");
    queue.notice("keys", "{}");
    QCOMPARE(drained(queue), "keys keys live ");
  }
};

SB_TEST(EventsTest);
#include "events_test.moc"
