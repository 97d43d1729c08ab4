#include "core/ledger/row.h"

#include <algorithm>

namespace sb::ledger {

std::string_view outcomeName(OutcomeClass outcome, std::optional<ErrorKind> error) {
  switch (outcome) {
    case OutcomeClass::Open:
      return "open";
    case OutcomeClass::Ok:
      return "ok";
    case OutcomeClass::ClientGone:
      return errorName(ErrorKind::ClientGone);
    case OutcomeClass::Interrupted:
      return "interrupted";
    case OutcomeClass::Failed:
      break;
  }
  return errorName(error.value_or(ErrorKind::Internal));
}

namespace {

void copyNames(const Record& record, Row& row) {
  row.id = record.id;
  row.endpoint = record.endpoint;
  row.dialect = record.dialect;
  row.key = record.keyName.empty() ? record.keyId : record.keyName;
  row.team = record.team;
  row.route = record.route;
  row.modelAsked = record.modelAsked;
  row.provider = record.provider;
  row.model = record.model;
  row.tags = record.tags;
  std::sort(row.tags.begin(), row.tags.end());  // as the file gives them back
}

struct Money {
  bool priced = true;
  NanoUsd usd;
};

// record.cost() without its lines.
Money moneyOf(const Record& record) {
  Money sum;
  for (const Attempt& attempt : record.attempts) {
    sum.priced = sum.priced && !hasUnknownPrice(attempt);
    if (attempt.cost.priced) sum.usd += attempt.cost.usd;
  }
  return sum.priced ? sum : Money{false, {}};
}

}  // namespace

Row numbersOf(const Record& record) {
  Row row;
  row.at = record.at;
  row.status = record.status;
  row.outcome = record.outcome;
  row.error = record.error;
  row.stream = record.stream;
  row.cache = record.cache;
  row.mirror = record.mirror;
  row.ms = record.ms;
  row.overheadMicros = record.overheadMicros;
  const Money money = moneyOf(record);
  row.priced = money.priced;
  row.cost = money.usd;
  row.usage = record.usage();
  row.usageEstimated = record.usageEstimated();
  row.attempts = static_cast<int>(record.attempts.size());
  row.mayHaveBeenCharged =
      std::any_of(record.attempts.begin(), record.attempts.end(),
                  [](const Attempt& attempt) { return attempt.mayHaveBeenCharged; });
  row.hasRequest = !record.request.bytes.empty();
  row.hasResponse = !record.response.bytes.empty();
  return row;
}

Row rowOf(const Record& record, Seq seq) {
  Row row = numbersOf(record);
  row.seq = seq;
  row.errorMessage = record.errorMessage;
  copyNames(record, row);
  return row;
}

}  // namespace sb::ledger
