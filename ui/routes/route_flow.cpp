#include "ui/routes/route_flow.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <algorithm>

#include "ui/client/time_limits.h"

namespace sb::ui {
namespace {

const QString kFallback = QStringLiteral("fallback"), kTry = QStringLiteral("try"),
              kTarget = QStringLiteral("target"), kTotal = QStringLiteral("total");

QJsonArray childrenOf(const QJsonObject& node) {
  return node.value(kFallback).toObject().value(kTry).toArray();
}

QJsonObject withChildren(QJsonObject node, const QJsonArray& children) {
  QJsonObject fallback = node.value(kFallback).toObject();
  fallback.insert(kTry, children);
  node.insert(kFallback, fallback);
  return node;
}

void addNodes(QList<FlowNode>& nodes, const QJsonObject& node, const NodePath& path) {
  FlowNode flow;
  flow.path = path;
  flow.kind = kindOf(node);
  flow.target = node.value(kTarget).toString();
  flow.node = node;
  flow.id = node.value(QLatin1String("id")).toString();
  if (flow.id.isEmpty()) flow.id = QStringLiteral("n%1").arg(nodes.size() + 1);
  nodes.append(flow);
  const QJsonArray children = childrenOf(node);
  for (int i = 0; i < children.size(); ++i)
    addNodes(nodes, children[i].toObject(), path + NodePath{i});
}

bool isIn(const QJsonArray& children, int place) { return place >= 0 && place < children.size(); }

}  // namespace

QList<FlowNode> nodesOf(const QJsonObject& root) {
  QList<FlowNode> nodes;
  addNodes(nodes, root, {});
  return nodes;
}

NodeKind kindOf(const QJsonObject& node) {
  if (node.contains(kTarget)) return NodeKind::Target;
  return node.contains(kFallback) ? NodeKind::Fallback : NodeKind::Unknown;
}

QJsonObject nodeAt(const QJsonObject& root, const NodePath& path) {
  QJsonObject node = root;
  for (const int place : path)
    node = childrenOf(node).at(place).toObject();
  return node;
}

QJsonObject targetNode(const QString& target) { return {{kTarget, target}}; }

QString placeText(const NodePath& path) {
  QStringList places;
  for (const int place : path)
    places.append(QString::number(place + 1));
  return places.join(QLatin1Char('.'));
}

QJsonObject withNode(const QJsonObject& root, const NodePath& path, const QJsonObject& node) {
  if (path.isEmpty()) return node;
  QJsonArray children = childrenOf(root);
  const int place = path.first();
  if (!isIn(children, place)) return root;
  children[place] = withNode(children[place].toObject(), path.mid(1), node);
  return withChildren(root, children);
}

QJsonObject withoutNode(const QJsonObject& root, const NodePath& path) {
  if (!canRemove(root, path)) return root;
  const NodePath above = path.first(path.size() - 1);
  const QJsonObject parent = nodeAt(root, above);
  QJsonArray children = childrenOf(parent);
  if (children.size() == 1) return withoutNode(root, above);
  children.removeAt(path.last());
  return withNode(root, above, withChildren(parent, children));
}

QJsonObject withAdded(const QJsonObject& root, const QJsonObject& added) {
  if (kindOf(root) == NodeKind::Unknown) return added;
  if (kindOf(root) == NodeKind::Target) return withChildren({}, {root, added});
  QJsonArray children = childrenOf(root);
  children.append(added);
  return withChildren(root, children);
}

bool canMove(const QJsonObject& root, const NodePath& path, int by) {
  if (path.isEmpty()) return false;
  const QJsonArray children = childrenOf(nodeAt(root, path.first(path.size() - 1)));
  return isIn(children, path.last()) && isIn(children, path.last() + by);
}

QJsonObject withMoved(const QJsonObject& root, const NodePath& path, int by) {
  if (!canMove(root, path, by)) return root;
  const NodePath above = path.first(path.size() - 1);
  const QJsonObject parent = nodeAt(root, above);
  QJsonArray children = childrenOf(parent);
  const QJsonValue moved = children.takeAt(path.last());
  children.insert(path.last() + by, moved);
  return withNode(root, above, withChildren(parent, children));
}

// Something must be left to try.
bool canRemove(const QJsonObject& root, const NodePath& path) {
  if (path.isEmpty()) return false;
  const NodePath above = path.first(path.size() - 1);
  const QJsonArray children = childrenOf(nodeAt(root, above));
  return isIn(children, path.last()) && (children.size() > 1 || canRemove(root, above));
}

QString timeLimit(const QJsonValue& timeout, const QString& name) {
  if (timeout.isObject()) return timeout.toObject().value(name).toVariant().toString();
  return name == kTotal ? timeout.toVariant().toString() : QString();
}

QJsonValue withTimeLimit(const QJsonValue& timeout, const QString& name, const QString& text) {
  QJsonObject all = timeout.toObject();
  if (!timeout.isObject() && !timeLimit(timeout, kTotal).isEmpty()) all.insert(kTotal, timeout);
  if (text.isEmpty())
    all.remove(name);
  else
    all.insert(name, text);
  if (all.isEmpty()) return QJsonValue(QJsonValue::Undefined);
  const bool alone = all.size() == 1 && all.contains(kTotal);
  return alone ? all.value(kTotal) : QJsonValue(all);
}

bool isTimeSpan(const QString& text) {
  static const QRegularExpression span(QStringLiteral("^[0-9]{1,9}(ms|s|m|h|d)\\z"));
  static const QRegularExpression zero(QStringLiteral("^0+[a-z]+$"));
  return span.match(text).hasMatch() && !zero.match(text).hasMatch();
}

std::optional<int> retriesOf(const QJsonObject& node) {
  bool ok = false;
  const int retries = node.value(QLatin1String("retry")).toVariant().toInt(&ok);
  return ok ? std::optional<int>(retries) : std::nullopt;
}

QJsonObject withMember(QJsonObject node, const QString& name, const QJsonValue& value) {
  if (value.isUndefined() || value.isNull())
    node.remove(name);
  else
    node.insert(name, value);
  return node;
}

namespace {

bool isSet(const QJsonValue& value) { return !value.isNull() && !value.isUndefined(); }

// What each node says of itself, in reading order.
QList<QByteArray> wordsOf(const QJsonObject& root) {
  QList<QByteArray> words;
  for (const FlowNode& flow : nodesOf(root)) {
    const QJsonObject own =
        flow.kind == NodeKind::Fallback ? withChildren(flow.node, {}) : flow.node;
    words.append(QJsonDocument(own).toJson(QJsonDocument::Compact));
  }
  return words;
}

int changesOfFlow(const QJsonObject& before, const QJsonObject& after) {
  if (before == after) return 0;
  QList<QByteArray> gone = wordsOf(before), added;
  for (const QByteArray& word : wordsOf(after))
    if (!gone.removeOne(word)) added.append(word);
  return static_cast<int>(std::max<qsizetype>({gone.size(), added.size(), 1}));
}

}  // namespace

bool sameRoute(const Route& one, const Route& other) {
  const bool sameTime = isSet(one.timeout) ? one.timeout == other.timeout : !isSet(other.timeout);
  return one.name == other.name && one.match == other.match && sameTime && one.flow == other.flow;
}

int changesBetween(const Route& before, const Route& after) {
  int changes = before.name == after.name ? 0 : 1;
  if (before.match != after.match) ++changes;
  for (const QString& name : timeLimits())
    if (timeLimit(before.timeout, name) != timeLimit(after.timeout, name)) ++changes;
  return changes + changesOfFlow(before.flow, after.flow);
}

}  // namespace sb::ui
