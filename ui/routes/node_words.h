// What the console says of a node: its kind, in one line what it does, and what stands below its
// parent for. Pure; GUI thread (translations).
#pragma once

#include "ui/routes/route_flow.h"

namespace sb::ui {

// "balance", "limit".
QString kindTitle(NodeKind kind);
// "the cheapest first · answers kept for 10m": of any node; empty where there is nothing to say.
QString summaryOf(const QJsonObject& node);
// "10 %", "if tokens > 100k": why its parent would choose it.
QString roleOf(const FlowNode& node);

}  // namespace sb::ui
