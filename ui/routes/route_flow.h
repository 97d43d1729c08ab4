// The tree of a route in the file's own words, read and edited as values: what the console does not
// know stays as it is. A path leads to a node by the places of children; an empty one is the root.
// Pure.
#pragma once

#include <QList>
#include <optional>

#include "ui/client/route_values.h"

namespace sb::ui {

// As core/config/route.h has them, one that is reserved, and what a later version may know.
enum class NodeKind { Target, Fallback, Balance, Split, When, Limit, Race, Mirror, Smart, Unknown };

using NodePath = QList<int>;
using MaybePath = std::optional<NodePath>;

struct FlowNode {
  NodePath path;
  NodeKind kind = NodeKind::Unknown;
  QString id;      // as the gateway names it: its own, or "n3" for the third in reading order
  QString target;  // "provider/model"
  QJsonObject node;
  // Below which kind it stands, and what that one says of it: {"percent": 10, "then": …}, or its
  // own members where the parent has a plain list.
  NodeKind above = NodeKind::Unknown;
  QJsonObject part;
};

// All nodes in reading order, the root first.
QList<FlowNode> nodesOf(const QJsonObject& root);
NodeKind kindOf(const QJsonObject& node);
QJsonObject nodeAt(const QJsonObject& root, const NodePath& path);
QJsonObject targetNode(const QString& target);
// What stands behind the name of its kind.
QJsonValue bodyOf(const QJsonObject& node);
// "1", "2.1": the place among the children, in the order of the file.
QString placeText(const NodePath& path);

// Each gives the changed tree; what cannot be done gives the tree as it was.
QJsonObject withNode(const QJsonObject& root, const NodePath& path, const QJsonObject& node);
// Only fallbacks are edited: their order, and what stands in it. One that loses its last child goes
// too; the root stays.
QJsonObject withoutNode(const QJsonObject& root, const NodePath& path);
// Behind all others; a single target becomes the first of a fallback. Other kinds take none.
bool canAdd(const QJsonObject& root);
QJsonObject withAdded(const QJsonObject& root, const QJsonObject& node);
QJsonObject withMoved(const QJsonObject& root, const NodePath& path, int by);
bool canMove(const QJsonObject& root, const NodePath& path, int by);
bool canRemove(const QJsonObject& root, const NodePath& path);

// A time limit by its key in the file; `timeout` is the value of that key, a span alone meaning
// "total".
QString timeLimit(const QJsonValue& timeout, const QString& name);
// An empty text takes it out. Undefined: nothing is left.
QJsonValue withTimeLimit(const QJsonValue& timeout, const QString& name, const QString& text);
bool isTimeSpan(const QString& text);

std::optional<int> retriesOf(const QJsonObject& node);
// Puts a member into a node, or takes it out when it is undefined.
QJsonObject withMember(QJsonObject node, const QString& name, const QJsonValue& value);

bool sameRoute(const Route& one, const Route& other);
// How many things a person changed: name, patterns, each time limit, each node.
int changesBetween(const Route& before, const Route& after);

}  // namespace sb::ui
