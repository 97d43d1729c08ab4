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

void copyOutcome(const Record& record, Row& row) {
  row.status = record.status;
  row.outcome = record.outcome;
  row.error = record.error;
  row.errorMessage = record.errorMessage;
  row.stream = record.stream;
  row.cache = record.cache;
  row.mirror = record.mirror;
  row.ms = record.ms;
  row.overheadMicros = record.overheadMicros;
}

}  // namespace

Row rowOf(const Record& record, Seq seq) {
  Row row;
  row.seq = seq;
  row.at = record.at;
  copyNames(record, row);
  copyOutcome(record, row);
  const catalog::Cost cost = record.cost();
  row.usage = record.usage();
  row.usageEstimated = record.usageEstimated();
  row.priced = cost.priced;
  row.cost = cost.priced ? cost.usd : NanoUsd{};
  row.attempts = static_cast<int>(record.attempts.size());
  row.mayHaveBeenCharged =
      std::any_of(record.attempts.begin(), record.attempts.end(),
                  [](const Attempt& attempt) { return attempt.mayHaveBeenCharged; });
  row.hasRequest = !record.request.bytes.empty();
  row.hasResponse = !record.response.bytes.empty();
  return row;
}

}  // namespace sb::ledger
