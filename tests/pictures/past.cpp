// Writes weeks of requests that never were into a data folder, busiest by day and on working days:
// what Spend and Logs show in pictures. Through the ledger's own code; no gateway may run on it.
// usage: screenshot_past DATA DAYS REQUESTS_A_DAY [NAME=KEY_ID ...]
#include <QDate>
#include <QDateTime>
#include <cstdlib>
#include <string>
#include <vector>

#include "tests/support/past_traffic.h"

namespace {

using sb::test::PastKey;
using sb::test::PastTraffic;

constexpr sb::WallMillis kHour = 3'600'000;

// Some days have more than others, always the same ones.
int requestsOf(const QDate& day, int usual) {
  const int percent = 70 + static_cast<int>(day.toJulianDay() * 37 % 61);
  return usual * percent / 100 * (day.dayOfWeek() > 5 && day != QDate::currentDate() ? 2 : 5) / 5;
}

std::vector<PastKey> keysOf(int count, char** arguments) {
  std::vector<PastKey> keys;
  for (int i = 0; i < count; ++i) {
    const std::string pair = arguments[i];
    const std::size_t at = pair.find('=');
    keys.push_back({pair.substr(0, at), pair.substr(at + 1)});
  }
  return keys;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  const std::string data = argv[1];
  const int days = std::atoi(argv[2]), usual = std::atoi(argv[3]);
  const std::vector<PastKey> keys = keysOf(argc - 4, argv + 4);
  const QDateTime now = QDateTime::currentDateTime();
  for (int back = days; back >= 0; --back) {
    const QDate day = now.date().addDays(-back);
    const sb::WallMillis morning = QDateTime(day, QTime(8, 0)).toMSecsSinceEpoch();
    const sb::WallMillis until =
        std::min<sb::WallMillis>(morning + 11 * kHour, now.toMSecsSinceEpoch() - 2 * 60'000);
    const int rows = requestsOf(day, usual);
    if (until > morning && rows > 0)
      PastTraffic::write(data, rows, until, until - morning, true, keys, back * 977);
  }
  return 0;
}
