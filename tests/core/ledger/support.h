// What the ledger's tests share: a folder with a ledger in it, records, a clock that stands still.
#pragma once

#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <memory>
#include <string>

#include "core/base/ids.h"
#include "core/ledger/ledger.h"

namespace sb::ledger::test {

inline constexpr WallMillis kNow = 1'795'341'600'000;  // 2026-11-22T10:00:00Z
inline constexpr WallMillis kHourMillis = 3'600'000;

class FixedClock : public Clock {
 public:
  WallMillis wall() const override { return now; }
  Steady steady() const override { return std::chrono::steady_clock::now(); }
  std::atomic<WallMillis> now{kNow};
};

inline catalog::Cost costOf(std::int64_t nano, std::int64_t inputTokens = 10) {
  catalog::Cost cost;
  cost.priced = true;
  cost.usd.value = nano;
  catalog::PriceLine line;
  line.bucket = "input";
  line.tokens = inputTokens;
  line.price.picoUsdPerToken = 150'000;
  line.usd.value = nano;
  cost.lines.push_back(line);
  return cost;
}

inline Attempt attempt(int n, const std::string& provider, std::int64_t nano) {
  Attempt one;
  one.n = n;
  one.provider = provider;
  one.model = "gpt-4o-mini";
  one.status = 200;
  one.ok = true;
  one.why = "first of the route";
  one.url = "http://127.0.0.1:9100/v1/chat/completions";
  one.usage.input = 10;
  one.usage.output = 5;
  one.cost = costOf(nano);
  return one;
}

inline std::unique_ptr<Record> record(WallMillis at = kNow) {
  auto made = std::make_unique<Record>();
  made->id = newRequestId(at);
  made->at = at;
  made->endpoint = "chat.completions";
  made->dialect = "openai_chat";
  made->keyId = "k_1";
  made->keyName = "ci";
  made->team = "ops";
  made->route = "fast";
  made->modelAsked = "fast";
  made->provider = "openai";
  made->model = "gpt-4o-mini";
  made->status = 200;
  made->outcome = OutcomeClass::Ok;
  made->ms = {0.1, std::nullopt, 412.0, 1830.5};
  made->overheadMicros = 87;
  made->userAgent = "test/1";
  made->attempts.push_back(attempt(1, "openai", 1'500));
  return made;
}

// A ledger in a folder of its own. Bodies are kept in full unless told otherwise.
class Home {
 public:
  Home() { open(); }
  explicit Home(Ledger::Options given) : options(std::move(given)) { open(); }

  void open() {
    options.dataFolder = folder();
    auto opened = Ledger::open(options, clock);
    error = opened ? Error() : opened.error();
    ledger = opened ? std::move(*opened) : nullptr;
    reader = ledger ? ledger->reader() : nullptr;
  }
  void close() {
    reader.reset();
    ledger.reset();
  }
  void reopen() {
    close();
    open();
  }
  std::string folder() const { return dir.path().toStdString(); }
  std::string path(const char* name) const { return folder() + "/" + name; }

  std::string submit(std::unique_ptr<Record> one) {
    std::string id = one->id;
    ledger->submit(std::move(one));
    return id;
  }
  // Waits until everything handed over was written or given up.
  bool settle() {
    return QTest::qWaitFor([this] { return ledger->stats().queueLength == 0; }, 120'000);
  }
  bool maintain() {
    std::atomic<int> result{-1};
    ledger->maintain([&](Status done) { result = done ? 1 : 0; });
    return QTest::qWaitFor([&] { return result >= 0; }, 120'000) && result == 1;
  }
  Page list(const std::string& filter = {}, PageQuery query = {}) {
    const auto parsed = parseFilter(filter, clock.wall());
    if (!parsed) return {};
    auto page = reader->list(*parsed, query);
    if (!page) error = page.error();
    return page ? std::move(*page) : Page();
  }

  QTemporaryDir dir;
  FixedClock clock;
  Ledger::Options options;
  Error error;
  std::unique_ptr<Ledger> ledger;
  std::unique_ptr<LogReader> reader;
};

}  // namespace sb::ledger::test
