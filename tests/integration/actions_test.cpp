// The table of actions is what the gateway does: each of its rows is brought about at a provider
// with two keys, and what follows is compared with what the table says.
#include <QTest>
#include <map>

#include "core/routing/outcome.h"
#include "tests/support/anthropic.h"
#include "tests/support/steered.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;

namespace {

constexpr Millis kAlways{std::chrono::hours(24 * 365)};  // nothing of that length ends in a test

// How an outcome comes about at a/m.
struct Scene {
  Upstream::Answer answer = saying("hi");
  std::string members;  // of the request
  std::string target = "{ target: a/m }";
  std::string ofKeys;   // beside each key's secret
  std::string more;     // of the configuration
  std::string before;   // a model that is asked first
  bool dead = false;    // nobody listens
  bool full = false;    // one connection, which another request has
  bool claude = false;  // asked in Anthropic's API
  bool leaves = false;  // the caller, before there is an answer
};

Scene answering(int status, const std::string& code = "", const std::string& lines = "") {
  Scene scene;
  scene.answer = [=](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(R"({"error":{"message":"no","type":"t","code":")" + code + "\"}}",
                               status, "Content-Type: application/json\r\n" + lines));
  };
  return scene;
}

Scene silent(const std::string& more) {
  Scene scene;
  scene.answer = [](RawSocket& socket, const Upstream::Request&) { waitForEnd(socket); };
  scene.members = ",\"stream\":true";
  scene.more = more;
  return scene;
}

std::map<std::string, Scene> scenesOfTheTarget() {
  std::map<std::string, Scene> all;
  all["connect"].dead = true;
  all["unusable"].ofKeys = ", disabled: true";
  all["timeout"] = silent("timeouts: { first_token: 100ms }\n");
  all["pool_timeout"] = silent("timeouts: { pool_wait: 100ms }\n");
  all["pool_timeout"].full = true;
  all["cut"] = silent("");
  all["cut"].answer = [](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::streamHead());
    socket.close();
  };
  all["limit"].target = "{ limit: { by: all, rpm: 1, then: { target: a/m } } }";
  all["limit"].before = "r";
  all["resting"] = answering(429);
  all["resting"].before = "a/m";
  all["untold"].claude = true;
  all["untold"].members = ",\"top_k\":5";
  all["client_gone"] = silent("");
  all["client_gone"].leaves = true;
  return all;
}

std::map<std::string, Scene> scenes() {
  std::map<std::string, Scene> all = scenesOfTheTarget();
  all["context_length"] = answering(400, "context_length_exceeded");
  all["content_policy"] = answering(400, "content_filter");
  all["403 model"] = answering(403, "model_not_found");
  all["503 Retry-After"] = answering(503, "", "Retry-After: 60\r\n");
  for (const int status : {400, 401, 402, 403, 404, 408, 409, 413, 422, 425, 429, 500, 503, 529})
    all[std::to_string(status)] = answering(status);
  return all;
}

std::string twoKeys(std::uint16_t port, const std::string& more) {
  std::string keys;
  for (const char* name : {"one", "two"})
    keys += std::string(keys.empty() ? "" : ", ") + "{ name: " + name + ", secret: \"file:{dir}/" +
            name + ".key\"" + more + " }";
  return "  - { id: a, kind: openai_compatible, base_url: \"http://127.0.0.1:" +
         std::to_string(port) + "/v1\", keys: [ " + keys + " ] }\n";
}

constexpr const char* kNarrow = "move_on: [ 400, 404, 413, 422, context_length, content_policy ], ";

// Route r: a/m as the scene has it, then b, who takes everything.
std::string configOf(const Scene& scene, std::uint16_t a, std::uint16_t b, const char* moveOn) {
  return "providers:\n" + twoKeys(scene.dead ? deadPort() : a, scene.ofKeys) +
         providerLine("b", b) + "routes: [ { name: r, flow: { retry: 1, fallback: { " + moveOn +
         "try: [ " + scene.target + ", { target: b/m, params: { unsupported: drop } } ] } } } ]\n" +
         scene.more;
}

std::string requestOf(const Scene& scene, const std::string& model) {
  return scene.claude
             ? Gate::text("POST", "/v1/messages", messagesBody(model, "hi", scene.members))
             : Gate::text("POST", "/v1/chat/completions", chatBody(model, "hi", scene.members));
}

// What becomes of a's keys.
std::string keysOf(const Engine& engine) {
  const auto shown = engine.admin("GET", "providers");
  std::string all;
  for (const char* key : {"/providers/0/keys/0/status", "/providers/0/keys/1/status"}) {
    const std::string status = stringAt(shown.body, key);
    if (status == "resting") all = "rests";
    if (status == "refused") all = "marked";
  }
  return all;
}

struct Observed {
  ledger::Detail row;
  std::string key;
};

// Sends the request of the scene and waits for its row.
Observed play(const Engine& engine, const Scene& scene, const Upstream& a) {
  if (!scene.before.empty()) engine.row(engine.chat(scene.before));
  RawSocket other = engine.connect();
  if (scene.full) {
    other.send(requestOf(scene, "a/m"));
    until([&] { return a.count() == 1; });
  }
  const std::string keyBefore = keysOf(engine);
  const int before = a.count();
  RawSocket client = engine.connect();
  client.send(requestOf(scene, "r"));
  Observed seen;
  if (scene.leaves) {
    until([&] { return a.count() > before; });
    client.close();
    seen.row = engine.newestRow();
  } else {
    seen.row = engine.row(client.readResponse());
  }
  const std::string key = keysOf(engine);
  seen.key = key == keyBefore ? "" : key;
  return seen;
}

std::string sentence(bool nextKey, bool retry, bool movesOn, bool breaker, const std::string& key) {
  std::string text;
  const auto add = [&](const char* what, bool yes) {
    if (yes) text += std::string(text.empty() ? "" : ", ") + what;
  };
  add("next key", nextKey);
  add("retry", retry);
  add("moves on", movesOn);
  add("breaker", breaker);
  add(("key " + key).c_str(), !key.empty());
  return text.empty() ? "nothing" : text;
}

app::Host::Room roomFor(const Scene& scene) {
  app::Host::Room room;
  if (scene.full) room.connections = 1;
  return room;
}

bool opensTheBreaker(const Scene& scene, std::uint16_t b) {
  Upstream a(scene.answer);
  const std::string yaml = configOf(scene, a.port(), b, "");
  routing::BreakerRules rules;
  rules.consecutive = 1;
  rules.openFor = rules.openAtMost = kAlways;
  Engine engine(yaml, rules, roomFor(scene));
  play(engine, scene, a);
  const auto shown = engine.admin("GET", "targets?q=a/m");
  return stringAt(shown.body, "/targets/0/state") == "open";
}

// What follows, in the words of the table.
std::string whatFollows(const Scene& scene, const char* moveOn, bool breaker) {
  Upstream a(scene.answer);
  Upstream b(saying("b"));
  Engine engine(configOf(scene, a.port(), b.port(), moveOn), routing::BreakerRules(),
                roomFor(scene));
  if (!engine.started()) return "no engine";
  const Observed seen = play(engine, scene, a);
  bool nextKey = false, retry = false, movesOn = false;
  for (const ledger::Attempt& attempt : seen.row.attempts) {
    nextKey = nextKey || attempt.why.starts_with("next key after");
    retry = retry || attempt.why.find("retry after") != std::string::npos;
    movesOn = movesOn || attempt.provider == "b";
  }
  return sentence(nextKey, retry, movesOn, breaker, seen.key);
}

}  // namespace

class ActionsTest : public QObject {
  Q_OBJECT
 private slots:
  void theTableIsWhatIsDone_data();
  void theTableIsWhatIsDone();
  void theTableOfARouteIsWhatIsDone_data();
  void theTableOfARouteIsWhatIsDone();
};

namespace {

// As the admin API shows it.
std::string shownBy(const Engine& engine, const std::string& query, const std::string& outcome) {
  const auto table = engine.admin("GET", "actions" + query);
  for (const boost::json::value& row : table.body.at("actions").as_array())
    if (stringAt(row, "/outcome") == outcome)
      return sentence(row.at("next_key").as_bool(), row.at("retry").as_bool(),
                      row.at("moves_on").as_bool(), row.at("breaker").as_bool(),
                      stringAt(row, "/key"));
  return "no such row";
}

void rows() {
  QTest::addColumn<std::string>("outcome");
  for (const routing::Action& action : routing::actions(config::MoveOn::standard()))
    QTest::newRow(action.outcome.c_str()) << action.outcome;
}

// Of an outcome that the table has and no scene brings about: "no scene".
void compare(const std::string& outcome, const char* moveOn, std::string& done,
             std::string& shown) {
  const std::map<std::string, Scene> all = scenes();
  const auto scene = all.find(outcome);
  done = "no scene";
  if (scene == all.end()) return;
  Upstream b(saying("b"));
  done = whatFollows(scene->second, moveOn, opensTheBreaker(scene->second, b.port()));
  const Engine engine(configOf(Scene(), b.port(), b.port(), moveOn));
  shown = shownBy(engine, std::string(moveOn).empty() ? "" : "?route=r", outcome);
}

}  // namespace

void ActionsTest::theTableIsWhatIsDone_data() { rows(); }

void ActionsTest::theTableIsWhatIsDone() {
  QFETCH(const std::string, outcome);
  std::string done, shown;
  compare(outcome, "", done, shown);
  QCOMPARE(done, shown);
}

void ActionsTest::theTableOfARouteIsWhatIsDone_data() { rows(); }

void ActionsTest::theTableOfARouteIsWhatIsDone() {
  QFETCH(const std::string, outcome);
  std::string done, shown;
  compare(outcome, kNarrow, done, shown);
  QCOMPARE(done, shown);
}

SB_TEST(ActionsTest);

#include "actions_test.moc"
