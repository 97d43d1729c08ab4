// A log of requests that never were: for lists that have to be long and charts that have to be
// full. Written into a data folder before a gateway runs on it.
#pragma once

#include <QDateTime>
#include <QTest>
#include <array>
#include <memory>
#include <string>
#include <vector>

#include "core/base/ids.h"
#include "core/ledger/ledger.h"

namespace sb::test {

struct PastModel {
  const char* provider;
  const char* model;
  const char* route;
  double usdPerMtokIn, usdPerMtokOut;  // below zero: no price is known
};

inline constexpr std::array kPastModels{
    PastModel{"openai", "gpt-5-mini", "fast", 0.25, 2.0},
    PastModel{"anthropic", "claude-sonnet-4-5", "claude-*", 3.0, 15.0},
    PastModel{"groq", "llama-3.3-70b", "fast", 0.59, 0.79},
    PastModel{"google", "gemini-2.5-flash", "vision", 0.3, 2.5},
    PastModel{"openai", "gpt-5", "", 1.25, 10.0},
    PastModel{"anthropic", "claude-haiku-4-5", "claude-*", 1.0, 5.0},
    PastModel{"local", "qwen3:8b", "private", 0.0, 0.0},
    PastModel{"google", "gemini-exp", "vision", -1.0, -1.0},
};

// Providers of these names, in this order; none of them answers.
inline std::string pastProviders() {
  std::string yaml = "providers:\n";
  for (const char* const id : {"openai", "anthropic", "google", "groq", "local"})
    yaml += std::string("  - { id: ") + id +
            ", kind: openai_compatible, base_url: \"http://127.0.0.1:9/v1\" }\n";
  return yaml;
}

struct PastKey {
  std::string name, id;
};

inline std::vector<PastKey> pastKeys() {
  return {{"ci", "k_ci"}, {"alice", "k_alice"}, {"claude-code", "k_claude-code"}};
}

class PastTraffic {
 public:
  // `rows` requests, evenly over `span` milliseconds before `until`, by turns of `keys`; `first`
  // begins elsewhere in the same endless row.
  static void write(const std::string& dataFolder, int rows, WallMillis until, WallMillis span,
                    bool bodies = true, const std::vector<PastKey>& keys = pastKeys(),
                    int first = 0) {
    ledger::Ledger::Options options;
    options.dataFolder = dataFolder;
    options.settings.bodies = bodies ? config::Ledger::Bodies::Full : config::Ledger::Bodies::None;
    auto opened = ledger::Ledger::open(options, systemClock());
    if (!opened) qFatal("no log: %s", opened.error().message.c_str());
    for (int i = 0; i < rows; ++i)
      (*opened)->submit(record(first + i, until - span + span * (i + 1) / rows, keys));
    (*opened)->close();
  }

 private:
  static catalog::Cost costOf(const PastModel& model, const Usage& usage) {
    catalog::Cost cost;
    cost.priced = model.usdPerMtokIn >= 0;
    if (!cost.priced) return cost;
    const auto add = [&cost](const char* bucket, std::int64_t tokens, double usd) {
      catalog::PriceLine line;
      line.bucket = bucket;
      line.tokens = tokens;
      line.price.picoUsdPerToken = static_cast<std::int64_t>(usd * 1e6);
      line.usd.value = tokens * line.price.picoUsdPerToken / 1'000;
      cost.usd.value += line.usd.value;
      cost.lines.push_back(line);
    };
    add("input", usage.input, model.usdPerMtokIn);
    add("output", usage.output, model.usdPerMtokOut);
    return cost;
  }

  static ledger::Attempt attempt(int seed, const PastModel& model, bool ok) {
    ledger::Attempt one;
    one.provider = model.provider;
    one.model = model.model;
    one.keyName = "main";
    one.ok = ok;
    one.status = ok ? 200 : (seed % 2 == 0 ? 429 : 502);
    one.why = "first of the route";
    one.url = "https://api.example.com/v1/chat/completions";
    one.finishReason = ok ? "stop" : "";
    if (!ok) {
      one.error = seed % 2 == 0 ? ErrorKind::RateLimited : ErrorKind::ConnectRefused;
      one.detail = seed % 2 == 0 ? "tokens per minute used up" : "connection refused";
      one.ms = {{}, 0.6, {}, seed % 2 == 0 ? 118.0 : 1.2};
      return one;
    }
    one.usage.input = 300 + seed * 7919LL % 9'000;
    one.usage.output = 20 + seed * 104'729LL % 900;
    one.cost = costOf(model, one.usage);
    const double first = 120 + seed * 31 % 900;
    one.ms = {{}, 21.0, first, first + static_cast<double>(one.usage.output) * 9};
    return one;
  }

  static std::unique_ptr<ledger::Record> record(int i, WallMillis at,
                                                const std::vector<PastKey>& keys) {
    const int seed =
        static_cast<int>((static_cast<std::int64_t>(i) * 2'654'435'761LL >> 7) & 0x7FFF);
    const PastModel& model = kPastModels[static_cast<std::size_t>(seed) % kPastModels.size()];
    auto made = std::make_unique<ledger::Record>();
    made->id = newRequestId(at);
    made->at = at;
    made->endpoint = "chat.completions";
    made->dialect = "openai_chat";
    const PastKey& key = keys[static_cast<std::size_t>(seed) % keys.size()];
    made->keyName = key.name;
    made->keyId = key.id;
    made->route = model.route;
    made->modelAsked = *model.route != '\0' ? model.route : model.model;
    made->stream = seed % 3 != 0;
    made->overheadMicros = 60 + seed % 90;
    const bool failed = seed % 23 == 0;
    if (seed % 9 == 0) made->attempts.push_back(attempt(seed, kPastModels[2], false));
    made->attempts.push_back(attempt(seed, model, !failed));
    double total = 0;
    for (std::size_t n = 0; n < made->attempts.size(); ++n) {
      made->attempts[n].n = static_cast<int>(n) + 1;
      total += made->attempts[n].ms.total.value_or(0);
    }
    const ledger::Attempt& last = made->attempts.back();
    made->provider = last.provider;
    made->model = last.model;
    made->status = last.status;
    made->outcome = failed           ? ledger::OutcomeClass::Failed
                    : seed % 41 == 0 ? ledger::OutcomeClass::ClientGone
                                     : ledger::OutcomeClass::Ok;
    made->error = last.error;
    made->errorMessage = failed ? last.detail : "";
    made->ms = {{}, {}, last.ms.firstToken, total};
    made->finishReason = last.finishReason;
    made->request.bytes = kRequest;
    made->request.fullSize = static_cast<std::int64_t>(made->request.bytes.size());
    made->response.bytes = failed ? "" : kResponse;
    made->response.fullSize = static_cast<std::int64_t>(made->response.bytes.size());
    return made;
  }

  static constexpr const char* kRequest =
      R"({"model":"fast","messages":[{"role":"system","content":"You answer questions about invoices for the finance team. Use the tools, never guess an amount."},{"role":"user","content":"Is invoice 2041 from Nordlicht GmbH paid, and when is the next one due?"},{"role":"assistant","tool_calls":[{"id":"t1","type":"function","function":{"name":"lookup_invoice","arguments":"{\"number\": 2041}"}}]},{"role":"tool","tool_call_id":"t1","content":"{\"number\": 2041, \"state\": \"paid\", \"paid_at\": \"2026-11-18\"}"}]})";
  static constexpr const char* kResponse =
      R"({"id":"c1","object":"chat.completion","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"Yes. Invoice 2041 was paid on 18 November 2026. The next invoice from Nordlicht GmbH is due on 15 December 2026. Shall I add a reminder two days before?"}}]})";
};

}  // namespace sb::test
