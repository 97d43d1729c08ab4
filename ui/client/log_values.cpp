#include "ui/client/log_values.h"

#include <algorithm>

#include "ui/client/json_fields.h"

namespace sb::ui {
namespace {

Timing timingFromJson(const QJsonObject& json) {
  return {json::maybeReal(json, "queue"), json::maybeReal(json, "connect"),
          json::maybeReal(json, "first_token"), json::maybeReal(json, "total")};
}

void readWho(const QJsonObject& json, LogRow& row) {
  row.endpoint = json::text(json, "endpoint");
  row.dialect = json::text(json, "dialect");
  row.key = json::text(json, "key");
  row.team = json::text(json, "team");
  row.route = json::text(json, "route");
  row.modelAsked = json::text(json, "model_asked");
  row.provider = json::text(json, "provider");
  row.model = json::text(json, "model");
}

void readCost(const QJsonObject& json, LogRow& row) {
  row.usage = usageFromJson(json::object(json, "usage"));
  row.usageEstimated = json::flag(json, "usage_estimated");
  row.cost = json::usd(json, "cost_usd");
  row.priced = json::flag(json, "priced");
  row.mayHaveBeenCharged = json::flag(json, "may_have_been_charged");
}

void readAttemptCost(const QJsonObject& json, Attempt& attempt) {
  attempt.mayHaveBeenCharged = json::flag(json, "may_have_been_charged");
  attempt.usage = usageFromJson(json::object(json, "usage"));
  attempt.usageEstimated = json::flag(json, "usage_estimated");
  attempt.cost = json::usd(json, "cost_usd");
  attempt.priced = json::flag(json, "priced");
}

Attempt attemptFromJson(const QJsonObject& json) {
  Attempt attempt;
  attempt.n = json::small(json, "n");
  attempt.provider = json::text(json, "provider");
  attempt.model = json::text(json, "model");
  attempt.key = json::text(json, "key");
  attempt.status = json::maybeSmall(json, "status");
  attempt.outcome = json::text(json, "outcome");
  attempt.detail = json::text(json, "detail");
  attempt.why = json::text(json, "why");
  attempt.url = json::text(json, "url");
  attempt.finishReason = json::text(json, "finish_reason");
  attempt.ms = timingFromJson(json::object(json, "ms"));
  attempt.reusedConnection = json::flag(json, "reused_connection");
  readAttemptCost(json, attempt);
  return attempt;
}

PriceLine priceLineFromJson(const QJsonObject& json) {
  PriceLine line;
  line.attempt = json::small(json, "attempt");
  line.bucket = json::text(json, "bucket");
  line.tokens = json::whole(json, "tokens");
  line.calls = json::whole(json, "calls");
  line.usdPerMtok = json::real(json, "usd_per_mtok");
  line.usdPerCall = json::usd(json, "usd_per_call");
  line.usd = json::usd(json, "usd");
  return line;
}

Feedback feedbackFromJson(const QJsonObject& json) {
  return {json::time(json, "at"), json::real(json, "score"), json::text(json, "comment")};
}

BodyInfo bodyInfoFromJson(const QJsonObject& json) {
  BodyInfo info;
  info.bytes = json::whole(json, "bytes");
  info.kept = json::flag(json, "kept");
  info.expired = json::flag(json, "expired");
  info.preview = json::flag(json, "preview");
  info.redacted = json::flag(json, "redacted");
  info.sha256 = json::text(json, "sha256");
  return info;
}

Facet facetFromJson(const QJsonObject& json) {
  return {json::text(json, "value"), json::whole(json, "count")};
}

void readBodies(const QJsonObject& json, LogDetail& detail) {
  detail.bodiesShed = json::flag(json, "bodies_shed");
  detail.requestBody = bodyInfoFromJson(json::object(json, "request_body"));
  detail.responseBody = bodyInfoFromJson(json::object(json, "response_body"));
  detail.request = json.value(QLatin1String("request"));
  detail.response = json.value(QLatin1String("response"));
  detail.responseReassembled = json::flag(json, "response_reassembled");
  detail.conversation = conversationFromJson(json::object(json, "conversation"));
}

}  // namespace

Usage usageFromJson(const QJsonObject& json) {
  constexpr qint64 kMost = qint64{1} << 50;  // so that no sum overflows
  Usage usage;
  for (auto it = json.begin(); it != json.end(); ++it) {
    const qint64 tokens = std::clamp<qint64>(it.value().toInteger(), 0, kMost);
    if (it.key() == QLatin1String("input"))
      usage.input = tokens;
    else if (it.key() == QLatin1String("cache_read"))
      usage.cacheRead = tokens;
    else if (it.key() == QLatin1String("cache_write"))
      usage.cacheWrite = tokens;
    else if (it.key() == QLatin1String("output"))
      usage.output = tokens;
    else if (it.key() == QLatin1String("reasoning"))
      usage.reasoning = tokens;
    else
      usage.more = std::min(usage.more + tokens, kMost);
  }
  return usage;
}

LogRow logRowFromJson(const QJsonObject& json) {
  LogRow row;
  row.seq = json::whole(json, "seq");
  row.id = json::text(json, "id");
  row.at = json::time(json, "at");
  readWho(json, row);
  row.status = json::maybeSmall(json, "status");
  row.outcome = json::text(json, "outcome");
  row.error = json::text(json, "error");
  row.stream = json::flag(json, "stream");
  row.ms = timingFromJson(json::object(json, "ms"));
  row.overheadUs = json::whole(json, "overhead_us");
  readCost(json, row);
  row.cache = json::text(json, "cache");
  row.saved = json::usd(json, "saved_usd");
  row.attempts = json::small(json, "attempts");
  row.tags = json::texts(json, "tags");
  row.mirror = json::flag(json, "mirror");
  row.demo = json::flag(json, "demo");
  return row;
}

QList<LogRow> logRowsFromJson(const QJsonArray& json) { return json::list(json, logRowFromJson); }

LogPage logPageFromJson(const QJsonObject& json) {
  return {logRowsFromJson(json::array(json, "rows")), json::maybeWhole(json, "next"),
          json::text(json, "epoch")};
}

LogDetail logDetailFromJson(const QJsonObject& json) {
  LogDetail detail;
  detail.row = logRowFromJson(json);
  detail.attempts = json::list(json, "attempts", attemptFromJson);
  detail.row.attempts = static_cast<int>(detail.attempts.size());
  detail.priceLines = json::list(json, "price_lines", priceLineFromJson);
  detail.keyId = json::text(json, "key_id");
  detail.finishReason = json::text(json, "finish_reason");
  detail.metadata = json.value(QLatin1String("metadata"));
  detail.user = json::text(json, "user");
  detail.session = json::text(json, "session");
  detail.clientAddress = json::text(json, "client_address");
  detail.userAgent = json::text(json, "user_agent");
  detail.droppedParams = json::texts(json, "dropped_params");
  detail.convertedParams = json::texts(json, "converted_params");
  detail.feedback = json::list(json, "feedback", feedbackFromJson);
  readBodies(json, detail);
  return detail;
}

QList<Facet> facetsFromJson(const QJsonObject& json) {
  return json::list(json, "values", facetFromJson);
}

Anchors anchorsFromJson(const QJsonObject& json) {
  Anchors anchors;
  anchors.total = json::whole(json, "total");
  anchors.every = json::whole(json, "every");
  for (const QJsonValue& one : json::array(json, "seqs"))
    anchors.seqs.append(one.toInteger());
  return anchors;
}

}  // namespace sb::ui
