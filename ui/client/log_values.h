// The log of requests (openapi.yaml: Row, Detail, BodyInfo and the answers of logs/…).
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QMetaType>
#include <QStringList>

#include "ui/client/conversation_values.h"
#include "ui/client/units.h"

namespace sb::ui {

// Tokens in disjoint buckets; their sum is what the provider counted.
struct Usage {
  qint64 input = 0, cacheRead = 0, cacheWrite = 0, output = 0, reasoning = 0;
  qint64 more = 0;  // buckets that the console has no name for

  qint64 in() const { return input + cacheRead + cacheWrite; }
  qint64 out() const { return output + reasoning; }
  qint64 total() const { return in() + out() + more; }
};

// Milliseconds from the beginning of the request or attempt; empty: not known.
struct Timing {
  std::optional<double> queue, connect, firstToken, total;
};

// One finished request as the list shows it.
struct LogRow {
  qint64 seq = 0;  // ascending, unique within an epoch
  QString id;      // "req_…"
  TimeMs at = 0;
  QString endpoint, dialect;
  QString key, team, route, modelAsked, provider, model;
  std::optional<int> status;  // what the caller got; empty: nothing
  QString outcome;            // ok, client_closed, interrupted, open, or an error kind
  QString error;
  bool stream = false;
  Timing ms;
  qint64 overheadUs = 0;
  Usage usage;
  bool usageEstimated = false;
  MaybeUsd cost;
  bool priced = false;  // false with a cost: a part has no price
  QString cache;        // off, miss, hit, joined
  MaybeUsd saved;       // of a hit or one that joined: what the answer had cost
  int attempts = 0;
  QStringList tags;
  bool mirror = false;
  bool mayHaveBeenCharged = false;
  bool demo = false;  // the demo provider answered

  bool isOk() const { return outcome == QLatin1String("ok"); }
};

struct LogQuery {
  QString filter;  // docs/signalboxctl.md: "status:5xx model:claude*"
  int limit = 50;  // at most 1,000
  // At most one of them.
  std::optional<qint64> before;  // rows older than this seq
  std::optional<qint64> after;   // rows newer than this seq, the nearest
};

struct LogPage {
  QList<LogRow> rows;          // newest first
  std::optional<qint64> next;  // `before` (or `after`) of the next page; empty: this is the last
  QString epoch;               // another one: the log was begun anew, forget all rows
};

struct Attempt {
  int n = 0;
  QString provider, model, key;
  std::optional<int> status;
  QString outcome, detail;
  QString why;  // why the route chose it
  QString url;
  QString finishReason;
  Timing ms;
  bool reusedConnection = false;
  bool mayHaveBeenCharged = false;
  Usage usage;
  bool usageEstimated = false;
  MaybeUsd cost;
  bool priced = false;
};

struct PriceLine {
  int attempt = 0;
  QString bucket;
  qint64 tokens = 0;
  qint64 calls = 0;  // of the provider's own tools; then there are no tokens
  double usdPerMtok = 0;
  MaybeUsd usdPerCall;
  MaybeUsd usd;
};

struct Feedback {
  TimeMs at = 0;
  double score = 0;  // 0 to 1
  QString comment;
};

struct BodyInfo {
  qint64 bytes = 0;  // of the original
  bool kept = false;
  bool expired = false;  // it was kept and retention took it
  bool preview = false;  // only the beginning was kept
  bool redacted = false;
  QString sha256;
};

// One request with everything that is known.
struct LogDetail {
  LogRow row;
  QList<Attempt> attempts;
  QList<PriceLine> priceLines;
  QString keyId;
  QString finishReason;
  QJsonValue metadata;
  QString user, session, clientAddress, userAgent;
  QStringList droppedParams;    // what the target was not told
  QStringList convertedParams;  // … and what in other words
  QList<Feedback> feedback;
  bool bodiesShed = false;
  BodyInfo requestBody, responseBody;
  // JSON as such, other text as {text}, null = not kept. A stream is put together as the whole
  // answer; its raw text is what logBody() gives.
  QJsonValue request, response;
  bool responseReassembled = false;
  Conversation conversation;
};

enum class BodySide { Request, Response };

struct BodyPart {
  QByteArray bytes;
  qint64 offset = 0;  // of the first byte
  qint64 size = 0;    // of all that was kept
  bool isLast() const { return offset + bytes.size() >= size; }
};

struct Facet {
  QString value;
  qint64 count = 0;
};

// Every `every`-th row's seq, newest first: where a scroll bar can jump to.
struct Anchors {
  qint64 total = 0;
  qint64 every = 0;
  QList<qint64> seqs;
};

enum class ExportFormat { Csv, Jsonl };

Usage usageFromJson(const QJsonObject& json);
LogRow logRowFromJson(const QJsonObject& json);
QList<LogRow> logRowsFromJson(const QJsonArray& json);
LogPage logPageFromJson(const QJsonObject& json);
LogDetail logDetailFromJson(const QJsonObject& json);
QList<Facet> facetsFromJson(const QJsonObject& json);
Anchors anchorsFromJson(const QJsonObject& json);

}  // namespace sb::ui

Q_DECLARE_METATYPE(sb::ui::LogRow)
