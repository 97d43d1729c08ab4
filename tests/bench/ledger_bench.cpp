// What the log costs: `ledger_bench [rows] [folder]` writes that many rows (1,000,000), then lists
// and filters them. One line of JSON each; CPU is of all threads of this process.
#include <fmt/format.h>
#include <time.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "core/base/ids.h"
#include "core/ledger/ledger.h"

namespace {

using namespace sb;
using namespace sb::ledger;

double cpuSeconds(clockid_t whose) {
  timespec time{};
  clock_gettime(whose, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

double wallSeconds() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double>(now).count();
}

struct Measured {
  double wall = 0;
  double caller = 0;  // CPU of the thread that submits
  double others = 0;  // CPU of the ledger's threads
};

Measured measure(const std::function<void()>& work) {
  const double wall = wallSeconds(), caller = cpuSeconds(CLOCK_THREAD_CPUTIME_ID);
  const double all = cpuSeconds(CLOCK_PROCESS_CPUTIME_ID);
  work();
  Measured took{wallSeconds() - wall, cpuSeconds(CLOCK_THREAD_CPUTIME_ID) - caller, 0};
  took.others = cpuSeconds(CLOCK_PROCESS_CPUTIME_ID) - all - took.caller;
  return took;
}

std::unique_ptr<Record> makeRecord(int i) {
  auto made = std::make_unique<Record>();
  const WallMillis at = 1'795'341'600'000 + i / 20;
  made->id = newRequestId(at);
  made->at = at;
  made->endpoint = "chat.completions";
  made->dialect = "openai_chat";
  made->keyName = "key-" + std::to_string(i % 20);
  made->keyId = "k" + std::to_string(i % 20);
  made->modelAsked = made->route = "route-" + std::to_string(i % 7);
  made->provider = i % 3 == 0 ? "openai" : "anthropic";
  made->model = "model-" + std::to_string(i % 11);
  made->status = i % 1'000 == 0 ? 503 : 200;
  made->outcome = made->status == 200 ? OutcomeClass::Ok : OutcomeClass::Failed;
  if (made->status != 200) made->errorMessage = "no target is left";
  made->stream = i % 2 == 0;
  made->ms.queue = 0.1;
  made->ms.firstToken = 300 + i % 500;
  made->ms.total = 1'500 + i % 3'000;
  made->overheadMicros = 80;
  made->userAgent = "OpenAI/Python 1.99.0";
  Attempt attempt;
  attempt.provider = made->provider;
  attempt.model = made->model;
  attempt.status = 200;
  attempt.ok = true;
  attempt.why = "first of the route";
  attempt.url = "https://api.openai.com/v1/chat/completions";
  attempt.ms = made->ms;
  attempt.usage.input = 800 + i % 100;
  attempt.usage.output = 90 + i % 50;
  attempt.cost.priced = true;
  attempt.cost.usd.value = 179'400 + i % 1'000;
  made->attempts.push_back(std::move(attempt));
  return made;
}

void waitForWriter(const Ledger& ledger) {
  while (ledger.stats().queueLength > 0)
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
}

// As fast as it goes.
void ingest(Ledger& ledger, int rows) {
  const Measured took = measure([&] {
    for (int i = 0; i < rows; ++i) {
      ledger.submit(makeRecord(i));
      if (i % 1'000 != 0) continue;
      while (ledger.stats().queueLength > 10'000)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    waitForWriter(ledger);
  });
  fmt::print(
      "{{\"what\":\"ingest\",\"rows_per_s\":{:.0f},\"ledger_cpu_us_per_row\":{:.2f},"
      "\"lost\":{}}}\n",
      rows / took.wall, took.others / rows * 1e6, ledger.stats().rowsLost);
}

// 20,000 rows a second, as a server would: how far behind is the writer, what does a submit cost?
void steady(Ledger& ledger) {
  constexpr int kPerMilli = 20, kMillis = 3'000, kRows = kPerMilli * kMillis;
  std::vector<std::unique_ptr<Record>> records;
  for (int i = 0; i < kRows; ++i)
    records.push_back(makeRecord(i));
  std::int64_t worst = 0;
  double submitting = 0;
  const auto start = std::chrono::steady_clock::now();
  const Measured took = measure([&] {
    for (int ms = 0; ms < kMillis; ++ms) {
      const double before = cpuSeconds(CLOCK_THREAD_CPUTIME_ID);
      for (int i = 0; i < kPerMilli; ++i)
        ledger.submit(std::move(records[static_cast<std::size_t>(ms * kPerMilli + i)]));
      submitting += cpuSeconds(CLOCK_THREAD_CPUTIME_ID) - before;
      worst = std::max(worst, ledger.stats().lagMillis);
      std::this_thread::sleep_until(start + std::chrono::milliseconds(ms + 1));
    }
  });
  waitForWriter(ledger);
  fmt::print(
      "{{\"what\":\"20,000 rows/s for 3 s\",\"worst_lag_ms\":{},"
      "\"submit_cpu_us_per_row\":{:.2f},\"ledger_cpu_us_per_row\":{:.2f}}}\n",
      worst, submitting / kRows * 1e6, took.others / kRows * 1e6);
}

void query(LogReader& reader, const std::string& text) {
  const auto filter = parseFilter(text, 1'795'341'600'000 + 60'000);
  std::size_t rows = 0;
  const auto run = [&] {
    const auto page = reader.list(*filter, {});
    rows = page ? page->rows.size() : 0;
  };
  const Measured first = measure(run), again = measure(run);
  fmt::print("{{\"what\":\"list {}\",\"rows\":{},\"first_ms\":{:.1f},\"again_ms\":{:.1f}}}\n", text,
             rows, first.wall * 1e3, again.wall * 1e3);
}

void queries(Ledger& ledger) {
  const auto reader = ledger.reader();
  for (const char* text :
       {"", "status:5xx", "model:model-3 status:503", "provider:nobody", "key:key-7 cost:>1",
        "nothing-has-this-word", "no target", "since:1m", "ms:>4499 stream:true", "-status:200"})
    query(*reader, text);
  const Measured anchors = measure([&] { (void)reader->anchors({}, 1'000); });
  const Measured facets = measure([&] { (void)reader->facets("model", {}); });
  SpendQuery spend;
  spend.to = 2'000'000'000'000;
  const Measured sums = measure([&] { (void)reader->spend(spend); });
  fmt::print(
      "{{\"what\":\"others\",\"anchors_ms\":{:.1f},\"facets_ms\":{:.1f},\"spend_ms\":{:.1f}}}\n",
      anchors.wall * 1e3, facets.wall * 1e3, sums.wall * 1e3);
}

int run(int rows, const std::string& folder) {
  std::filesystem::create_directories(folder);
  Ledger::Options options;
  options.dataFolder = folder;
  options.settings.bodies = config::Ledger::Bodies::None;
  options.settings.retain = Millis(1LL << 50);
  auto ledger = Ledger::open(options, systemClock());
  if (!ledger) {
    fmt::print(stderr, "{}: {}\n", ledger.error().message, ledger.error().detail);
    return 1;
  }
  ingest(**ledger, rows);
  steady(**ledger);
  (*ledger)->close();
  const Measured opened = measure([&] { ledger = Ledger::open(options, systemClock()); });
  const auto bytes = std::filesystem::file_size(folder + "/log.db");
  fmt::print("{{\"what\":\"open\",\"ms\":{:.1f},\"bytes_per_row\":{:.0f}}}\n", opened.wall * 1e3,
             static_cast<double>(bytes) / (rows + 60'000));
  queries(**ledger);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const int rows = argc > 1 ? std::atoi(argv[1]) : 1'000'000;
  const std::string folder =
      argc > 2 ? argv[2] : (std::filesystem::temp_directory_path() / "ledger_bench").string();
  std::filesystem::remove_all(folder);
  const int code = run(rows, folder);
  std::filesystem::remove_all(folder);
  return code;
}
