#include "core/ledger/row.h"

#include <algorithm>
#include <utility>

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

void moveNames(Record& record, Row& row) {
  row.id = std::move(record.id);
  row.endpoint = std::move(record.endpoint);
  row.dialect = std::move(record.dialect);
  row.key = std::move(record.keyName.empty() ? record.keyId : record.keyName);
  row.team = std::move(record.team);
  row.route = std::move(record.route);
  row.modelAsked = std::move(record.modelAsked);
  row.provider = std::move(record.provider);
  row.model = std::move(record.model);
  row.tags = std::move(record.tags);
  std::sort(row.tags.begin(), row.tags.end());  // as the file gives them back
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
  row.saved = record.saved;
  row.mirror = record.mirror;
  row.demo = record.demo;
  row.ms = record.ms;
  row.overheadMicros = record.overheadMicros;
  const std::optional<NanoUsd> charged = record.charged();
  row.priced = charged.has_value();
  row.cost = charged.value_or(NanoUsd());
  row.usage = record.usage();
  row.usageEstimated = record.usageEstimated();
  row.attempts = static_cast<int>(record.attempts.size());
  // Nobody knows how far an interrupted request had come.
  row.mayHaveBeenCharged =
      record.outcome == OutcomeClass::Interrupted ||
      std::any_of(record.attempts.begin(), record.attempts.end(),
                  [](const Attempt& attempt) { return attempt.mayHaveBeenCharged; });
  row.hasRequest = !record.request.bytes.empty();
  row.hasResponse = !record.response.bytes.empty();
  return row;
}

Row rowOf(Record record, Seq seq) {
  Row row = numbersOf(record);
  row.seq = seq;
  row.errorMessage = std::move(record.errorMessage);
  moveNames(record, row);
  return row;
}

}  // namespace sb::ledger
