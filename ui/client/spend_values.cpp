#include "ui/client/spend_values.h"

#include "ui/client/json_fields.h"

namespace sb::ui {
namespace {

SpendCell cellFromJson(const QJsonObject& json) {
  SpendCell cell;
  cell.start = json::time(json, "start");
  cell.name = json::text(json, "name");
  cell.provider = json::text(json, "provider");
  cell.requests = json::whole(json, "requests");
  cell.errors = json::whole(json, "errors");
  cell.attempts = json::whole(json, "attempts");
  cell.usage = usageFromJson(json::object(json, "usage"));
  cell.cost = json::usd(json, "cost_usd").value_or(0);
  cell.unpriced = json::whole(json, "unpriced");
  return cell;
}

SpendGap gapFromJson(const QJsonObject& json) {
  return {json::time(json, "from"), json::time(json, "until"), json::whole(json, "rows")};
}

}  // namespace

Spend spendFromJson(const QJsonObject& json) {
  return {json::time(json, "from"), json::time(json, "to"), json::list(json, "cells", cellFromJson),
          json::list(json, "gaps", gapFromJson), json::text(json, "demo_provider")};
}

}  // namespace sb::ui
