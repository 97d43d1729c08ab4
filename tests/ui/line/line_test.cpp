// The whole line of a first day, in the real window on the real gateway, with the official client
// as the app, and by the keyboard alone: what each step did is read where a person reads it.
#include <QTest>

#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QProcess>
#include <QTableView>
#include <QToolButton>
#include <future>

#include "tests/support/desktop.h"
#include "tests/support/engine.h"
#include "tests/support/test_main.h"
#include "tests/support/upstream.h"

using namespace sb::test;

namespace {

QString text(const char* utf8) { return QString::fromUtf8(utf8); }

// A provider of OpenAI's kind. What it streams begins at once and ends when the test says so.
class Provider {
 public:
  ~Provider() { finishStreams(); }

  std::uint16_t port() const { return m_upstream.port(); }
  void finishStreams() {
    if (!std::exchange(m_finished, true)) m_finish.set_value();
  }
  bool sawKey(const std::string& key) const {
    const auto all = m_upstream.requests();
    return !all.empty() && std::all_of(all.begin(), all.end(), [&](const auto& request) {
      return request.header("Authorization") == "Bearer " + key;
    });
  }

 private:
  static constexpr const char* kModels =
      R"({"object":"list","data":[{"id":"gpt-4o","object":"model"},{"id":"gpt-4o-mini","object":"model"}]})";
  static constexpr const char* kUsage =
      R"("usage":{"prompt_tokens":2000,"completion_tokens":1000,"total_tokens":3000})";

  static std::string completion(const std::string& model) {
    return R"({"id":"c1","object":"chat.completion","model":")" + model +
           R"(","choices":[{"index":0,"message":{"role":"assistant","content":"Two and two are four."},"finish_reason":"stop"}],)" +
           kUsage + "}";
  }

  void answer(RawSocket& socket, const Upstream::Request& request) {
    if (request.target().ends_with("/models")) {
      socket.send(Upstream::json(kModels));
      return;
    }
    const bool mini = request.body.find("gpt-4o-mini") != std::string::npos;
    const std::string model = mini ? "gpt-4o-mini" : "gpt-4o";
    if (request.body.find("\"stream\":true") == std::string::npos) {
      socket.send(Upstream::json(completion(model)));
      return;
    }
    socket.send(Upstream::streamHead() + Upstream::chunk(Upstream::delta("Hello from " + model)));
    m_go.wait();
    const std::string usage =
        std::string(R"(data: {"id":"c1","object":"chat.completion.chunk","choices":[],)") + kUsage +
        "}\n\n";
    socket.send(
        Upstream::chunk(Upstream::delta(", that is all.")) +
        Upstream::chunk(
            R"(data: {"id":"c1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]})"
            "\n\n") +
        Upstream::chunk(usage + "data: [DONE]\n\n") + Upstream::lastChunk());
  }

  bool m_finished = false;
  std::promise<void> m_finish;
  std::shared_future<void> m_go = m_finish.get_future().share();
  Upstream m_upstream{
      [this](RawSocket& socket, const Upstream::Request& request) { answer(socket, request); }};
};

// What a person sees in a table: the cell under that title.
QString cell(const QTableView* table, int row, const QString& title) {
  const QAbstractItemModel* const model = table->model();
  for (int column = 0; column < model->columnCount(); ++column)
    if (!table->isColumnHidden(column) &&
        model->headerData(column, Qt::Horizontal).toString() == title)
      return model->index(row, column).data().toString();
  qWarning("there is no column %s", qPrintable(title));
  return {};
}

int rowOf(const QTableView* table, const QString& title, const QString& value) {
  for (int row = 0; row < table->model()->rowCount(); ++row)
    if (cell(table, row, title) == value) return row;
  return -1;
}

}  // namespace

class LineTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
  void cleanup();
  void fromTheFirstStartToARevokedKey();

 private:
  void addAProvider();
  void makeAKey();
  void askByTheClient(QJsonObject* said);
  void findTheRequest();
  void readItsPrice();
  void readTheSpend();
  void chooseModel(char lane, const QString& name);
  void compareTwoModels();
  void revokeTheKey();
  void findTheRefusal();

  QString field(const char* name) {
    auto* const line = m_run->wait<QLineEdit>(text(name));
    return line != nullptr ? line->text() : QString();
  }
  QTableView* table(const char* name) { return m_run->wait<QTableView>(text(name)); }

  std::unique_ptr<Provider> m_provider;
  std::unique_ptr<DesktopRun> m_run;
  QString m_key;
};

void LineTest::init() {
  m_provider = std::make_unique<Provider>();
  m_run = std::make_unique<DesktopRun>();
}

void LineTest::cleanup() {
  m_provider->finishStreams();
  m_run.reset();
  m_provider.reset();
}

// Each step ends this test where it fails.
#define STEP(call)                          \
  do {                                      \
    call;                                   \
    if (QTest::currentTestFailed()) return; \
  } while (false)

void LineTest::fromTheFirstStartToARevokedKey() {
  QVERIFY(m_run->start());
  STEP(addAProvider());
  STEP(makeAKey());
  QJsonObject said;
  STEP(askByTheClient(&said));
  QCOMPARE(said.value(text("text")).toString(), text("Two and two are four."));
  STEP(findTheRequest());
  STEP(readItsPrice());
  STEP(readTheSpend());
  STEP(compareTwoModels());
  STEP(revokeTheKey());
  STEP(askByTheClient(&said));
  QCOMPARE(said.value(text("status")).toInt(), 401);
  STEP(findTheRefusal());
}

// From the checklist: a preset, another address, the key; the test that follows says it works.
void LineTest::addAProvider() {
  QVERIFY(DesktopRun::says(text("Get your first request through")));
  QVERIFY(Keyboard::activate(text("addProvider")));
  QVERIFY(m_run->wait(text("addProviderDialog")) != nullptr);
  QVERIFY(until([] { return Keyboard::focusedName() == text("presetSearch"); }));
  Keyboard::type(text("openai"));
  QVERIFY(DesktopRun::says(text("api.openai.com")));
  Keyboard::press(Qt::Key_Return);
  QVERIFY(until([] { return Keyboard::focusedName() == text("secret"); }));
  Keyboard::type(text("sk-proj-0123456789wxyz"));
  QVERIFY(Keyboard::activate(text("editAddress")));
  QVERIFY(until([] { return Keyboard::focusedName() == text("providerBaseUrl"); }));
  Keyboard::press(Qt::Key_A, Qt::ControlModifier);
  Keyboard::type(text("http://127.0.0.1:%1/v1").arg(m_provider->port()));
  QVERIFY(
      DesktopRun::says(text("http://127.0.0.1:%1/v1/chat/completions").arg(m_provider->port())));
  Keyboard::press(Qt::Key_Return);
  QVERIFY(DesktopRun::says(text("Works")));
  QVERIFY(DesktopRun::says(text("2 models listed")));
  Keyboard::press(Qt::Key_Return);
  QVERIFY(m_run->wait(text("provider.openai")) != nullptr);
  QVERIFY(DesktopRun::says(text("OpenAI added.")));
  QVERIFY(m_provider->sawKey("sk-proj-0123456789wxyz"));
  for (const QString& read : DesktopRun::readable())
    QVERIFY2(!read.contains(text("0123456789")), qPrintable(read));
}

void LineTest::makeAKey() {
  Keyboard::press(Qt::Key_5, Qt::ControlModifier);
  QVERIFY(Keyboard::activate(text("newKey")));
  QVERIFY(until([] { return Keyboard::focusedName() == text("newKeyName"); }));
  Keyboard::type(text("my-app"));
  Keyboard::press(Qt::Key_Return);
  QVERIFY(DesktopRun::says(text("Key “my-app” is ready")));
  m_key = field("newKeySecret");
  QVERIFY2(m_key.startsWith(text("sk-sb-")), qPrintable(m_key));
  QVERIFY(Keyboard::activate(text("secretSaved")));
  QVERIFY(Keyboard::activate(text("newKeyDone")));
  QVERIFY(until([this] { return m_run->seen(text("newKeyDialog")) == nullptr; }));
  QTableView* const keys = table("keyTable");
  QVERIFY(keys != nullptr);
  QVERIFY(until([&] { return rowOf(keys, text("Key"), text("my-app")) == 0; }));
  for (const QLineEdit* const line : m_run->window().findChildren<QLineEdit*>())
    QVERIFY2(line->text() != m_key, "shown once");
}

// As any app: with the address that the status bar shows and the key that was shown.
void LineTest::askByTheClient(QJsonObject* said) {
  const auto* const address = m_run->wait<QToolButton>(text("gatewayAddress"));
  QVERIFY(address != nullptr);
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert(text("SIGNALBOX_URL"), address->text());
  environment.insert(text("SIGNALBOX_KEY"), m_key);
  environment.insert(text("NO_PROXY"), text("*"));
  QProcess client;
  client.setProcessEnvironment(environment);
  client.setProcessChannelMode(QProcess::MergedChannels);
  client.start(text(SB_SOURCE_DIR "/tests/clients/ask"),
               {text("gpt-4o-mini"), text("What are two and two?")});
  QVERIFY2(until([&] { return client.state() == QProcess::NotRunning; }, 60'000), "it hangs");
  const QByteArray out = client.readAll();
  QVERIFY2(client.exitCode() != 77,
           "the official clients are not installed: scripts/test --only ui/line does so");
  QVERIFY2(client.exitCode() == 0, out);
  *said = QJsonDocument::fromJson(out).object();
  QVERIFY2(!said->isEmpty(), out);
}

void LineTest::findTheRequest() {
  Keyboard::press(Qt::Key_6, Qt::ControlModifier);
  QTableView* const log = table("logTable");
  QVERIFY(log != nullptr);
  QVERIFY(until([&] { return rowOf(log, text("Status"), text("200")) == 0; }));
  QCOMPARE(log->model()->rowCount(), 1);
  QCOMPARE(cell(log, 0, text("Model")), text("gpt-4o-mini"));
  QCOMPARE(cell(log, 0, text("Key")), text("my-app"));
  QCOMPARE(cell(log, 0, text("Cost")), text("$0.00090"));
}

// 2,000 tokens at $0.15 and 1,000 at $0.60 a million.
void LineTest::readItsPrice() {
  QVERIFY(Keyboard::tabTo(text("logTable")));
  Keyboard::press(Qt::Key_Home);
  Keyboard::press(Qt::Key_Return);
  QTableView* const prices = table("priceLines");
  QVERIFY(prices != nullptr);
  QCOMPARE(prices->model()->rowCount(), 3);
  const QString expected[3][4] = {
      {text("Input"), text("2,000"), text("0.15"), text("$0.0003")},
      {text("Output"), text("1,000"), text("0.60"), text("$0.0006")},
      {text("Total"), text("3,000"), QString(), text("$0.0009")},
  };
  for (int row = 0; row < 3; ++row)
    for (int column = 0; column < 4; ++column)
      QCOMPARE(prices->model()->index(row, column).data().toString(), expected[row][column]);
  QVERIFY(DesktopRun::says(text("What are two and two?")));
  QVERIFY(DesktopRun::says(text("Two and two are four.")));
  Keyboard::press(Qt::Key_Left, Qt::AltModifier);
  QVERIFY(until([] { return Keyboard::focusedName() == text("logTable"); }));
}

void LineTest::readTheSpend() {
  Keyboard::press(Qt::Key_7, Qt::ControlModifier);
  QTableView* const groups = table("spendGroups");
  QVERIFY(groups != nullptr);
  QVERIFY(until([&] { return groups->model()->rowCount() == 1; }));
  QCOMPARE(cell(groups, 0, text("Model")), text("gpt-4o-mini"));
  QCOMPARE(cell(groups, 0, text("Requests")), text("1"));
  QCOMPARE(cell(groups, 0, text("Cost")), text("$0.00090"));
  QVERIFY(DesktopRun::says(text("$0.00090 today")));
}

void LineTest::chooseModel(char lane, const QString& name) {
  QWidget* const view = m_run->wait(text("lane%1").arg(QLatin1Char(lane)));
  QVERIFY(view != nullptr);
  auto* const button = view->findChild<QWidget*>(text("laneName"));
  for (int i = 0; i < 60 && Keyboard::focused() != button; ++i)
    Keyboard::press(Qt::Key_Tab);
  QCOMPARE(Keyboard::focused(), button);
  Keyboard::press(Qt::Key_Space);
  QVERIFY(until([] { return Keyboard::focusedName() == text("nameSearch"); }));
  Keyboard::type(name);
  Keyboard::press(Qt::Key_Return);
  QCOMPARE(Keyboard::focused(), button);
}

void LineTest::compareTwoModels() {
  Keyboard::press(Qt::Key_2, Qt::ControlModifier);
  STEP(chooseModel('A', text("openai/gpt-4o-mini")));
  STEP(chooseModel('B', text("openai/gpt-4o")));
  QVERIFY(Keyboard::tabTo(text("promptText")));
  Keyboard::type(text("Say hello."));
  Keyboard::press(Qt::Key_Return);
  const struct {
    const char* lane;
    const char* model;
    const char* cost;
  } lanes[] = {{"laneA", "gpt-4o-mini", "$0.00090"}, {"laneB", "gpt-4o", "$0.015"}};
  for (const auto& [lane, model, cost] : lanes) {
    const QWidget* const view = m_run->seen(text(lane));
    QVERIFY(DesktopRun::says(text("Hello from %1").arg(text(model)), view));
    QVERIFY(DesktopRun::says(text("streaming"), view));
    for (const QString& read : DesktopRun::readable(view))
      QVERIFY2(!read.contains(text("that is all")), "both stream at once");
  }
  m_provider->finishStreams();
  for (const auto& [lane, model, cost] : lanes) {
    const QWidget* const view = m_run->seen(text(lane));
    QVERIFY(DesktopRun::says(text("that is all."), view));
    QVERIFY(DesktopRun::says(text("done"), view));
    QVERIFY(DesktopRun::says(text(cost), view));
    QVERIFY(DesktopRun::says(text("answered by openai/%1").arg(text(model)), view));
    QVERIFY(DesktopRun::says(text("2,000 → 1,000 tok"), view));
  }
}

void LineTest::revokeTheKey() {
  Keyboard::press(Qt::Key_5, Qt::ControlModifier);
  QTableView* const keys = table("keyTable");
  QVERIFY(Keyboard::tabTo(text("keyTable")));
  Keyboard::press(Qt::Key_Home);
  const int row = rowOf(keys, text("Key"), text("my-app"));
  for (int i = 0; i < row; ++i)
    Keyboard::press(Qt::Key_Down);
  QVERIFY(Keyboard::activate(text("revokeKey")));
  QVERIFY(DesktopRun::says(text("Revoke key “my-app”?")));
  QVERIFY(Keyboard::activate(text("questionAccept")));
  QVERIFY(DesktopRun::says(text("Key my-app is revoked.")));
  QVERIFY(until([&] { return rowOf(keys, text("Key"), text("my-app")) < 0; }));
}

void LineTest::findTheRefusal() {
  Keyboard::press(Qt::Key_6, Qt::ControlModifier);
  QTableView* const log = table("logTable");
  QVERIFY(until([&] { return rowOf(log, text("Status"), text("401")) == 0; }));
  QCOMPARE(log->model()->rowCount(), 4);
  QCOMPARE(cell(log, 0, text("Key")), text("my-app"));
  QVERIFY(Keyboard::tabTo(text("logTable")));
  Keyboard::press(Qt::Key_Home);
  Keyboard::press(Qt::Key_Return);
  const QWidget* const detail = m_run->wait(text("logDetail"));
  QVERIFY(detail != nullptr);
  QVERIFY(DesktopRun::says(text("revoked"), detail));
}

SB_TEST(LineTest);
#include "line_test.moc"
