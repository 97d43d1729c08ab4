// The event stream: against a gateway that ends and comes again, and against a peer that says
// anything.
#include <QTest>

#include <QSignalSpy>

#include "tests/support/test_main.h"
#include "tests/ui/client/support.h"

using namespace sb::ui;
using namespace sb::test;

namespace {

using State = EventStream::State;

// What a stream told, in order.
struct Heard {
  explicit Heard(EventStream& stream) {
    QObject::connect(&stream, &EventStream::rowsArrived, &context,
                     [this](const QList<LogRow>& more) { rows += more; });
    QObject::connect(&stream, &EventStream::gapOccurred, &context, [this](qint64 from, qint64 to) {
      gaps.append({from, to});
    });
    QObject::connect(&stream, &EventStream::epochChanged, &context,
                     [this](const QString& epoch) { epochs.append(epoch); });
    QObject::connect(&stream, &EventStream::liveChanged, &context,
                     [this](const LivePicture& picture) { pictures.append(picture); });
    QObject::connect(&stream, &EventStream::statusChanged, &context,
                     [this](const GatewayStatus& status) { statuses.append(status); });
    QObject::connect(&stream, &EventStream::configChanged, &context,
                     [this](const ConfigStatus& config) { configs.append(config); });
    QObject::connect(&stream, &EventStream::keysChanged, &context,
                     [this](const QString& change, const QString& id) {
                       keys.append({change, id});
                     });
  }

  QList<qint64> seqs() const {
    QList<qint64> all;
    for (const LogRow& row : rows)
      all.append(row.seq);
    return all;
  }

  QObject context;
  QList<LogRow> rows;
  QList<std::pair<qint64, qint64>> gaps;
  QStringList epochs;
  QList<LivePicture> pictures;
  QList<GatewayStatus> statuses;
  QList<ConfigStatus> configs;
  QList<std::pair<QString, QString>> keys;
};

const QByteArray kHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";

QByteArray sse(const char* name, const QByteArray& data) {
  return QByteArray("event: ") + name + "\ndata: " + data + "\n\n";
}

QByteArray hello(const char* epoch, int seq) {
  return sse("hello", QByteArray("{\"epoch\":\"") + epoch +
                          "\",\"seq\":" + QByteArray::number(seq) + ",\"api_version\":1}");
}

QByteArray logs(const char* epoch, const QList<int>& seqs) {
  QByteArrayList rows;
  for (const int seq : seqs)
    rows.append("{\"seq\":" + QByteArray::number(seq) + ",\"id\":\"req_\"}");
  return sse("logs", QByteArray("{\"epoch\":\"") + epoch + "\",\"rows\":[" + rows.join(',') + "]}");
}

Peer::Answer streaming(const QByteArray& text, bool ends = false) {
  return [text, ends](QTcpSocket* socket, const QByteArray&) {
    socket->write(kHead + text);
    if (ends) socket->disconnectFromHost();
  };
}

}  // namespace

class EventsTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void tellsNewRows();
  void tellsStreamsThatGrow();
  void tellsStatusKeysAndConfiguration();
  void resumesWhenTheGatewayWasStartedAgain();
  void aRefusedTokenIsTold();

  void triesAgainWithLongerPauses();
  void resumesBehindTheLastRow();
  void tellsNoRowTwice();
  void aHoleIsAGap();
  void aResetIsAGap();
  void aNewLogIsToldApart();
  void breaksOfWhatIsNoStream_data();
  void breaksOfWhatIsNoStream();
  void garbageInAStreamIsPassedOver();
  void aHugeEventIsNotKept();
  void mayBeStoppedOrDeletedByWhoListens();
  void anotherAddressIsFollowed();
};

void EventsTest::tellsNewRows() {
  Engine engine("", true);
  EventStream stream(endpointOf(engine));
  Heard heard(stream);
  stream.start(EventStream::Logs);
  QTRY_COMPARE(stream.state(), State::Connected);
  const auto answer = engine.chat("demo/fast");
  QCOMPARE(answer.status, 200);
  QTRY_COMPARE(heard.rows.size(), 1);
  QCOMPARE(heard.rows[0].model, QStringLiteral("fast"));
  QCOMPARE(heard.rows[0].status, std::optional<int>(200));
  QCOMPARE(stream.lastSeq(), heard.rows[0].seq);
  QVERIFY(heard.gaps.isEmpty());
  QVERIFY(heard.statuses.isEmpty());
}

void EventsTest::tellsStreamsThatGrow() {
  Engine engine("", true);
  EventStream stream(endpointOf(engine));
  Heard heard(stream);
  stream.start(EventStream::Live | EventStream::Logs);
  QTRY_COMPARE(stream.state(), State::Connected);
  RawSocket socket = engine.connect();
  socket.send(Gate::text("POST", "/v1/chat/completions",
                         R"({"model":"demo/script:rate=20,tokens=20","stream":true,)"
                         R"("messages":[{"role":"user","content":"hi"}]})"));
  const auto running = [&] {
    return !heard.pictures.isEmpty() && !heard.pictures.last().open.isEmpty()
               ? heard.pictures.last().open.first()
               : LiveRequest();
  };
  QTRY_VERIFY(running().events > 0);
  const LiveRequest then = running();
  QVERIFY(then.stream);
  QTRY_VERIFY(running().events > then.events);
  QTRY_COMPARE(heard.rows.size(), 1);
  QCOMPARE(heard.rows[0].id, then.id);
  QTRY_VERIFY(heard.pictures.last().open.isEmpty());
}

void EventsTest::tellsStatusKeysAndConfiguration() {
  Engine engine(kUnusedProvider);
  GatewayClient client(endpointOf(engine));
  EventStream stream(endpointOf(engine));
  Heard heard(stream);
  stream.start();
  QTRY_VERIFY(!heard.statuses.isEmpty());
  QCOMPARE(heard.statuses.last().phase, Phase::Ready);
  KeyDraft draft;
  draft.name = QStringLiteral("a");
  const auto made = get<NewKey>([&](auto* c, auto t) { return client.keys().create(draft, c, t); });
  QTRY_COMPARE(heard.keys.size(), 1);
  QCOMPARE(heard.keys[0].first, QStringLiteral("created"));
  QCOMPARE(heard.keys[0].second, made->key.id);
  Route route;
  route.name = QStringLiteral("r");
  route.flow = {{QStringLiteral("target"), QStringLiteral("up/x")}};
  const auto saved = get<Saved>([&](auto* c, auto t) { return client.routes().save(route, c, t); });
  QVERIFY(saved.ok());
  QTRY_VERIFY(!heard.configs.isEmpty() && heard.configs.last().revision == saved->revision);
  QVERIFY(get<GatewayStatus>([&](auto* c, auto t) { return client.status().stop(c, t); }).ok());
  QTRY_VERIFY(!heard.statuses.last().listening);
}

// Rows that came while nobody listened are told too, once.
void EventsTest::resumesWhenTheGatewayWasStartedAgain() {
  auto home = std::make_shared<Home>();
  home->write("");
  auto engine = std::make_unique<Engine>(home, true);
  EventStream stream(endpointOf(*engine));
  Heard heard(stream);
  stream.start();
  QTRY_COMPARE(stream.state(), State::Connected);
  engine->chat("demo/fast");
  QTRY_COMPARE(heard.rows.size(), 1);

  QSignalSpy states(&stream, &EventStream::stateChanged);
  engine.reset();
  QTRY_COMPARE(stream.state(), State::Waiting);
  QVERIFY(stream.lastError().isGone());
  engine = std::make_unique<Engine>(home, true);
  QVERIFY(engine->started());
  engine->row(engine->chat("demo/fast"));
  engine->row(engine->chat("demo/fast"));
  stream.setEndpoint(endpointOf(*engine));
  QTRY_COMPARE(stream.state(), State::Connected);
  QTRY_COMPARE(heard.rows.size(), 3);
  engine->chat("demo/fast");
  QTRY_COMPARE(heard.rows.size(), 4);
  const qint64 first = heard.seqs().first();
  QCOMPARE(heard.seqs(), QList<qint64>({first, first + 1, first + 2, first + 3}));
  QVERIFY(heard.gaps.isEmpty());
  QVERIFY(heard.epochs.isEmpty());
}

void EventsTest::aRefusedTokenIsTold() {
  Engine engine("", true);
  Endpoint endpoint = endpointOf(engine);
  endpoint.token = "wrong";
  EventStream stream(endpoint);
  stream.start();
  QTRY_COMPARE(stream.state(), State::Unauthorised);
  QVERIFY(stream.lastError().isUnauthorised());
  stream.setEndpoint(endpointOf(engine));
  QTRY_COMPARE(stream.state(), State::Connected);
}

void EventsTest::triesAgainWithLongerPauses() {
  QList<qint64> times;
  QElapsedTimer timer;
  timer.start();
  Peer peer([&](QTcpSocket* socket, const QByteArray&) {
    times.append(timer.elapsed());
    socket->write(Peer::answer("", "503 Busy"));
    socket->disconnectFromHost();
  });
  EventStream stream(peer.endpoint());
  stream.start();
  QTRY_COMPARE(times.size(), 4);
  QVERIFY(times[1] - times[0] >= 230);
  QVERIFY(times[2] - times[1] >= 450);
  QVERIFY(times[3] - times[2] >= 900);
  QTRY_COMPARE(stream.state(), State::Waiting);
  peer.setAnswer(streaming(hello("e", 1)));
  stream.retryNow();
  QTRY_COMPARE(stream.state(), State::Connected);
}

void EventsTest::resumesBehindTheLastRow() {
  Peer peer(streaming(hello("e", 4) + logs("e", {5, 6}), true));
  EventStream stream(peer.endpoint());
  Heard heard(stream);
  stream.start();
  QTRY_COMPARE(stream.state(), State::Waiting);
  QVERIFY(!peer.requests()[0].contains("Last-Event-ID"));
  QVERIFY(
      peer.requests()[0].startsWith("GET /admin/v1/events?topics=logs,live,status,keys,config "));
  peer.setAnswer(streaming(hello("e", 9) + logs("e", {7, 8}) + logs("e", {9, 10})));
  QTRY_COMPARE(heard.rows.size(), 6);
  QVERIFY(peer.requests()[1].contains("Last-Event-ID: e:6\r\n"));
  QVERIFY(heard.gaps.isEmpty());
  QCOMPARE(stream.lastSeq(), 10);
}

void EventsTest::tellsNoRowTwice() {
  Peer peer(streaming(hello("e", 4) + logs("e", {3, 4}) + logs("e", {4, 5}) + logs("e", {5, 6})));
  EventStream stream(peer.endpoint());
  Heard heard(stream);
  stream.start();
  QTRY_COMPARE(heard.rows.size(), 2);
  QCOMPARE(heard.seqs(), QList<qint64>({5, 6}));
}

void EventsTest::aHoleIsAGap() {
  Peer peer(streaming(hello("e", 4) + logs("e", {5}) + logs("e", {9, 10})));
  EventStream stream(peer.endpoint());
  Heard heard(stream);
  stream.start();
  QTRY_COMPARE(heard.rows.size(), 3);
  QCOMPARE(heard.gaps.size(), 1);
  QCOMPARE(heard.gaps[0], std::make_pair(qint64{5}, qint64{8}));
}

void EventsTest::aResetIsAGap() {
  Peer peer(streaming(hello("e", 4) + sse("reset", R"({"epoch":"e","from":4,"seq":5000})") +
                      logs("e", {5000, 5001})));
  EventStream stream(peer.endpoint());
  Heard heard(stream);
  stream.start();
  QTRY_COMPARE(heard.rows.size(), 1);
  QCOMPARE(heard.gaps.size(), 1);
  QCOMPARE(heard.gaps[0], std::make_pair(qint64{4}, qint64{5000}));
  QCOMPARE(heard.seqs(), QList<qint64>{5001});
}

void EventsTest::aNewLogIsToldApart() {
  Peer peer(streaming(hello("e", 400) + logs("e", {401}), true));
  EventStream stream(peer.endpoint());
  Heard heard(stream);
  stream.start();
  QTRY_COMPARE(stream.state(), State::Waiting);
  peer.setAnswer(streaming(hello("f", 2) + sse("reset", R"({"epoch":"f","from":0,"seq":2})") +
                           logs("f", {3})));
  QTRY_COMPARE(heard.rows.size(), 2);
  QCOMPARE(heard.epochs, QStringList{QStringLiteral("f")});
  QCOMPARE(heard.gaps.size(), 1);
  QCOMPARE(heard.gaps[0], std::make_pair(qint64{0}, qint64{2}));
  QCOMPARE(stream.lastSeq(), 3);
}

void EventsTest::breaksOfWhatIsNoStream_data() {
  QTest::addColumn<QByteArray>("bytes");
  QTest::addColumn<QString>("code");
  const auto row = [](const char* name, const QByteArray& bytes, const char* code) {
    QTest::newRow(name) << bytes << QString::fromLatin1(code);
  };
  row("nothing", "", "cut");
  row("no HTTP", "what?\r\n\r\n", "cut");
  row("JSON", Peer::answer("{}"), "garbled");
  row("500", Peer::answer("{}", "500 Oops"), "garbled");
  row("a redirect", Peer::answer("", "302 Found\r\nLocation: http://127.0.0.1:1/"), "garbled");
  row("a problem", Peer::answer(R"({"kind":"overloaded","detail":"Too many."})", "503 No"),
      "overloaded");
  row("endless", "HTTP/1.1 500 Oops\r\n\r\n" + QByteArray(1'000'000, 'x'), "garbled");
  row("a stream that ends", kHead + hello("e", 1), "cut");
}

void EventsTest::breaksOfWhatIsNoStream() {
  QFETCH(QByteArray, bytes);
  QFETCH(QString, code);
  Peer peer(Peer::saying(bytes));
  EventStream stream(peer.endpoint());
  stream.start();
  QTRY_COMPARE(stream.state(), State::Waiting);
  QCOMPARE(stream.lastError().code, code);
  QVERIFY(!stream.lastError().message.isEmpty());
  stream.stop();
  QCOMPARE(stream.state(), State::Off);
}

void EventsTest::garbageInAStreamIsPassedOver() {
  Peer peer(streaming(sse("hello", "{}") + sse("hello", "nonsense") + hello("e", 4) +
                      sse("logs", "{\"rows\":") + sse("logs", R"({"epoch":"e","rows":7})") +
                      sse("logs", R"({"epoch":"e","rows":[7,{},[],null,{"seq":"x"}]})") +
                      sse("reset", "[]") + sse("status", "null") + sse("unknown", "{}") +
                      QByteArray("\0\xFF\n\n", 4) + sse("keys", R"({"change":1})") +
                      logs("e", {5})));
  EventStream stream(peer.endpoint());
  Heard heard(stream);
  stream.start();
  QTRY_COMPARE(heard.rows.size(), 1);
  QCOMPARE(stream.state(), State::Connected);
  QCOMPARE(stream.lastSeq(), 5);
}

void EventsTest::aHugeEventIsNotKept() {
  const QByteArray block(512 * 1024, 'x');
  Peer peer([&](QTcpSocket* socket, const QByteArray&) {
    socket->write(kHead + hello("e", 1) + "data: ");
    QObject::connect(socket, &QTcpSocket::bytesWritten, socket,
                     [socket, &block] { socket->write(block); });
  });
  EventStream stream(peer.endpoint());
  stream.start();
  QTRY_COMPARE_WITH_TIMEOUT(stream.state(), State::Waiting, 20'000);
  QCOMPARE(stream.lastError().code, QStringLiteral("too_large"));
}

void EventsTest::mayBeStoppedOrDeletedByWhoListens() {
  const QByteArray text = hello("e", 4) + logs("e", {5}) + logs("e", {6}) + logs("e", {7});
  Peer peer(streaming(text));
  EventStream stopped(peer.endpoint());
  int rows = 0;
  connect(&stopped, &EventStream::rowsArrived, this, [&] {
    ++rows;
    stopped.stop();
  });
  stopped.start();
  QTRY_COMPARE(rows, 1);
  QCOMPARE(stopped.state(), State::Off);

  auto deleted = std::make_unique<EventStream>(peer.endpoint());
  connect(deleted.get(), &EventStream::rowsArrived, this, [&] {
    ++rows;
    deleted.reset();
  });
  deleted->start();
  QTRY_COMPARE(rows, 2);
  QVERIFY(!deleted);
}

void EventsTest::anotherAddressIsFollowed() {
  Peer first(streaming(hello("e", 4)));
  Peer second(streaming(hello("e", 5) + logs("e", {5, 6})));
  EventStream stream(first.endpoint());
  Heard heard(stream);
  stream.start();
  QTRY_COMPARE(stream.state(), State::Connected);
  stream.setEndpoint(second.endpoint());
  QTRY_COMPARE(heard.rows.size(), 2);
  QVERIFY(second.requests()[0].contains("Last-Event-ID: e:4\r\n"));
  QTRY_COMPARE(first.open(), 0);
}

SB_TEST(EventsTest);
#include "events_test.moc"
