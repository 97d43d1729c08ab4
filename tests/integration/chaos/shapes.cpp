#include "tests/integration/chaos/shapes.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "tests/integration/chaos/script.h"

namespace sb::test::chaos {
namespace {

constexpr std::array<std::string_view, 3> kUnreachable{"refused", "nowhere", "no-tls"};

std::string nameOf(char letter, int swap) {
  switch (letter) {
    case 'x':  // each swap brings a new name that nobody has given up yet
      return std::string(kUnreachable[static_cast<std::size_t>(swap) % 3]) + "/m" +
             std::to_string(swap);
    case 'A':
      return "a/n";
    case 'C':
      return "c-open/m";
    default:
      return std::string(1, letter) + "/m";
  }
}

std::string target(char letter, int swap, bool patient, const std::string& more) {
  return "{ target: " + nameOf(letter, swap) + more + (patient ? "" : ", timeout: { total: 6s }") +
         " }";
}

// "<xab>" → "{ target: … }, { target: … }".
std::string targets(std::string_view letters, int swap, bool patient, bool weights) {
  const auto count = static_cast<int>(letters.size());
  std::string out;
  for (int i = 0; i < count; ++i) {
    const char letter = letters[static_cast<std::size_t>((i + swap) % count)];
    const std::string weight = weights ? ", weight: " + std::to_string(1 + (i + swap) % 3) : "";
    out += (out.empty() ? "" : ", ") + target(letter, swap, patient, weight);
  }
  return out;
}

std::string flowOf(const Shape& shape, int swap, bool patient) {
  std::string out;
  const std::string_view flow = shape.flow;
  for (std::size_t at = 0; at < flow.size(); ++at) {
    if (flow[at] != '<' && flow[at] != '(') {
      out += flow[at];
      continue;
    }
    const std::size_t end = flow.find_first_of(">)", at);
    out += targets(flow.substr(at + 1, end - at - 1), swap, patient, flow[at] == '(');
    at = end;
  }
  return out;
}

std::string provider(const std::string& id, const char* kind, const std::string& url, int keys) {
  std::string out =
      "  - { id: " + id + ", kind: " + kind + ", base_url: \"" + url + "/v1\", keys: [";
  for (int i = 0; i < keys; ++i)
    out += std::string(i > 0 ? "," : "") + " { name: k" + std::to_string(i) +
           ", secret: \"file:{dir}/" + id + std::to_string(i) + ".key\" }";
  return out + " ] }\n";
}

}  // namespace

const std::vector<Shape>& shapes() {
  static const std::vector<Shape> all{
      {"target", "<b>", {"b"}},
      {"fallback", "{ fallback: { try: [ <xabd> ] } }", {"abd"}},
      {"fallback-of-all", "{ fallback: { try: [ <acbde> ] } }", {"abcde"}},
      {"repeats", "{ retry: 1, fallback: { try: [ <ae> ] } }", {"ae"}},
      {"weight", "{ balance: { over: [ (xabe) ] } }", {"abe"}},
      {"turn", "{ balance: { by: round_robin, over: [ (abde) ] } }", {"abde"}},
      {"busy", "{ balance: { by: least_busy, over: [ (xabe) ] } }", {"abe"}},
      {"latency", "{ balance: { by: least_latency, over: [ (xbcde) ] } }", {"bcde"}},
      {"first-token", "{ balance: { by: fastest_first_token, over: [ (abd) ] } }", {"abd"}},
      {"throughput", "{ balance: { by: highest_throughput, over: [ (xace) ] } }", {"ace"}},
      {"price", "{ balance: { by: lowest_price, over: [ (abde) ] } }", {"abde"}},
      {"usage", "{ balance: { by: usage, over: [ (abde) ] } }", {"abde"}},
      {"sticky", "{ balance: { by: sticky, sticky: session, over: [ (abde) ] } }", {"abde"}},
      {"split",
       "{ split: [ { percent: 50, then: { fallback: { try: [ <xab> ] } } },"
       " { percent: 50, then: { balance: { over: [ (ce) ] } } } ] }",
       {"ab", "ce"}},
      {"when",
       "{ when: [ { if: stream, then: { fallback: { try: [ <ab> ] } } },"
       " { else: { fallback: { try: [ <xde> ] } } } ] }",
       {"ab", "de"}},
      {"limit",
       "{ limit: { by: all, parallel: 2, then: { fallback: { try: [ <xab> ] } },"
       " else: { balance: { over: [ (ce) ] } } } }",
       {"ab", "ce"}},
      {"full-limit",
       "{ fallback: { try: [ { limit: { by: session, rpm: 30, then: <c> } }, <bde> ] } }",
       {"bde"}},
      {"race", "{ race: { try: [ <xa>, { fallback: { try: [ <be> ] } } ] } }", {"be"}, true},
      {"late-race", "{ race: { after: 50ms, try: [ <xabe> ] } }", {"abe"}, true},
      {"race-or-not",
       "{ fallback: { try: [ { race: { after: 20ms, try: [ <xcd> ] } }, <be> ] } }",
       {"be"},
       true},
      {"mirror",
       "{ mirror: { to: <c>, percent: 50, then: { fallback: { try: [ <xab> ] } } } }",
       {"ab"},
       false,
       true},
      {"unfailing", "{ balance: { failover: false, over: [ (be) ] } }", {"b", "e"}},
      {"two-models", "{ fallback: { try: [ <aAe> ] } }", {"ae"}},
      {"no-key", "{ balance: { over: [ (CAb) ] } }", {"b"}},
      {"narrow",
       "{ fallback: { move_on: [ 429, 5xx, timeout, cut ], try: [ <aCbd> ] } }",
       {"abd"},
       false,
       false,
       true},
      {"nested",
       "{ fallback: { try: [ { balance: { by: least_busy, over: [ (xac) ] } },"
       " { split: [ { percent: 30, then: <d> }, { percent: 70, then: <c> } ] },"
       " { balance: { by: least_latency, over: [ (be) ] } } ] } }",
       {"be"}},
  };
  return all;
}

std::string routeName(const Shape& shape, bool patient) {
  return std::string(patient ? "patient-" : "") + shape.name;
}

std::string configuration(const Ports& ports, int swap) {
  const auto at = [](std::uint16_t port) { return "http://127.0.0.1:" + std::to_string(port); };
  std::string yaml = "ledger: { bodies: none }\ntimeouts: { hold_head: 1s }\nproviders:\n";
  std::string prices = "models:\n";
  for (const char letter : kLetters) {
    const std::string id(1, letter);
    const bool chat = speechOf(letter) == Speech::Chat;
    yaml +=
        provider(id, chat ? "openai_compatible" : "anthropic_compatible",
                 at(ports.of[indexOf(letter)]), kSteady.find(letter) < kSteady.size() ? 1 : kKeys);
    prices += "  - { provider: " + id + ", model: m, price: { usd_per_mtok: { input: " +
              std::to_string(1 + (letter + swap) % 5) + ", output: 2 } } }\n";
  }
  yaml += provider("c-open", "openai_compatible", at(ports.of[indexOf('c')]), 0);
  yaml += provider("refused", "openai_compatible", at(ports.dead), 1);
  yaml += provider("nowhere", "openai_compatible", "http://nobody.invalid", 1);
  yaml += provider("no-tls", "openai_compatible",
                   "https://127.0.0.1:" + std::to_string(ports.plain), 1);
  yaml += prices + "routes:\n";
  for (const Shape& shape : shapes())
    for (const bool patient : {false, true}) {
      const char* limits = patient ? "{ first_token: 120s, stall: 120s, total: 120s }"
                                   : "{ first_token: 5s, stall: 5s, total: 60s }";
      yaml += "  - { name: " + routeName(shape, patient) + ", timeout: " + limits +
              ", flow: " + flowOf(shape, swap, patient) + " }\n";
    }
  return yaml;
}

bool isUnreachable(std::string_view provider) {
  return std::ranges::find(kUnreachable, provider) != kUnreachable.end();
}

}  // namespace sb::test::chaos
