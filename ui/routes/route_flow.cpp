#include "ui/routes/route_flow.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QVariant>
#include <algorithm>

#include "ui/client/time_limits.h"

namespace sb::ui {
namespace {

const QString kFallback = QStringLiteral("fallback"), kTry = QStringLiteral("try"),
              kTarget = QStringLiteral("target"), kTotal = QStringLiteral("total");

struct KindName {
  NodeKind kind;
  QString name;
};

const QList<KindName>& kindNames() {
  static const QList<KindName> all{{NodeKind::Target, kTarget},
                                   {NodeKind::Fallback, kFallback},
                                   {NodeKind::Balance, QStringLiteral("balance")},
                                   {NodeKind::Split, QStringLiteral("split")},
                                   {NodeKind::When, QStringLiteral("when")},
                                   {NodeKind::Limit, QStringLiteral("limit")},
                                   {NodeKind::Race, QStringLiteral("race")},
                                   {NodeKind::Mirror, QStringLiteral("mirror")},
                                   {NodeKind::Smart, QStringLiteral("smart")}};
  return all;
}

QString nameOf(NodeKind kind) {
  for (const KindName& one : kindNames())
    if (one.kind == kind) return one.name;
  return {};
}

QJsonArray childrenOf(const QJsonObject& node) {
  return node.value(kFallback).toObject().value(kTry).toArray();
}

QJsonObject withChildren(QJsonObject node, const QJsonArray& children) {
  QJsonObject fallback = node.value(kFallback).toObject();
  fallback.insert(kTry, children);
  node.insert(kFallback, fallback);
  return node;
}

// Where a value stands in another: members by name, elements by number.
using Steps = QList<QVariant>;

QJsonValue valueAt(QJsonValue from, const Steps& steps) {
  for (const QVariant& step : steps)
    from = step.typeId() == QMetaType::Int ? from.toArray().at(step.toInt())
                                           : from.toObject().value(step.toString());
  return from;
}

QJsonValue withValueAt(const QJsonValue& in, const Steps& steps, const QJsonValue& value) {
  if (steps.isEmpty()) return value;
  const QJsonValue inner = withValueAt(valueAt(in, steps.first(1)), steps.mid(1), value);
  if (steps.first().typeId() == QMetaType::Int) {
    QJsonArray list = in.toArray();
    list[steps.first().toInt()] = inner;
    return list;
  }
  QJsonObject object = in.toObject();
  object.insert(steps.first().toString(), inner);
  return object;
}

// Each element of a list, or the node in it, which has one of these names.
QList<Steps> inList(const QJsonValue& node, const Steps& list, const QStringList& names) {
  QList<Steps> places;
  const QJsonArray all = valueAt(node, list).toArray();
  for (int i = 0; i < all.size(); ++i) {
    if (names.isEmpty()) places.append(list + Steps{i});
    for (const QString& name : names)
      if (all[i].toObject().contains(name)) places.append(list + Steps{i, name});
  }
  return places;
}

QList<Steps> named(const QJsonValue& node, const QString& kind, const QStringList& names) {
  QList<Steps> places;
  for (const QString& name : names)
    if (valueAt(node, {kind, name}).isObject()) places.append({kind, name});
  return places;
}

// Where the children of a node stand, in the order in which the gateway counts them.
QList<Steps> placesOf(const QJsonObject& node) {
  const QString then = QStringLiteral("then"), other = QStringLiteral("else");
  const QString kind = nameOf(kindOf(node));
  switch (kindOf(node)) {
    case NodeKind::Fallback:
    case NodeKind::Race:
      return inList(node, {kind, kTry}, {});
    case NodeKind::Balance:
      return inList(node, {kind, QStringLiteral("over")}, {});
    case NodeKind::Split:
      return node.value(kind).isArray() ? inList(node, {kind}, {then})
                                        : inList(node, {kind, QStringLiteral("of")}, {then});
    case NodeKind::When:
      return inList(node, {kind}, {then, other});
    case NodeKind::Limit:
      return named(node, kind, {then, other});
    case NodeKind::Mirror:
      return named(node, kind, {then, QStringLiteral("to")});
    case NodeKind::Target:
    case NodeKind::Smart:
    case NodeKind::Unknown:
      break;
  }
  return {};
}

// What the parent says beside a child.
QJsonObject partOf(const QJsonObject& parent, const Steps& place) {
  const bool plain = place.last().typeId() == QMetaType::Int;
  QJsonObject part = valueAt(parent, plain ? place : place.first(place.size() - 1)).toObject();
  if (!plain) part.insert(QStringLiteral("name"), place.last().toString());
  return part;
}

void addNodes(QList<FlowNode>& nodes, const QJsonObject& node, const FlowNode& found) {
  FlowNode flow = found;
  flow.kind = kindOf(node);
  flow.target = node.value(kTarget).toString();
  flow.node = node;
  flow.id = node.value(QLatin1String("id")).toString();
  if (flow.id.isEmpty()) flow.id = QStringLiteral("n%1").arg(nodes.size() + 1);
  nodes.append(flow);
  const QList<Steps> places = placesOf(node);
  for (int i = 0; i < places.size(); ++i) {
    FlowNode child;
    child.path = flow.path + NodePath{i};
    child.above = flow.kind;
    child.part = partOf(node, places[i]);
    addNodes(nodes, valueAt(node, places[i]).toObject(), child);
  }
}

bool isIn(const QJsonArray& children, int place) { return place >= 0 && place < children.size(); }

}  // namespace

QList<FlowNode> nodesOf(const QJsonObject& root) {
  QList<FlowNode> nodes;
  addNodes(nodes, root, FlowNode());
  return nodes;
}

NodeKind kindOf(const QJsonObject& node) {
  for (const KindName& one : kindNames())
    if (node.contains(one.name)) return one.kind;
  return NodeKind::Unknown;
}

QJsonValue bodyOf(const QJsonObject& node) { return node.value(nameOf(kindOf(node))); }

QJsonObject nodeAt(const QJsonObject& root, const NodePath& path) {
  QJsonObject node = root;
  for (const int place : path) {
    const QList<Steps> places = placesOf(node);
    if (place < 0 || place >= places.size()) return {};
    node = valueAt(node, places[place]).toObject();
  }
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
  const QList<Steps> places = placesOf(root);
  const int place = path.first();
  if (place < 0 || place >= places.size()) return root;
  const QJsonObject child = valueAt(root, places[place]).toObject();
  return withValueAt(root, places[place], withNode(child, path.mid(1), node)).toObject();
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

bool canAdd(const QJsonObject& root) {
  const NodeKind kind = kindOf(root);
  return root.isEmpty() || kind == NodeKind::Target || kind == NodeKind::Fallback;
}

QJsonObject withAdded(const QJsonObject& root, const QJsonObject& added) {
  if (root.isEmpty()) return added;
  if (!canAdd(root)) return root;
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

bool sameValue(const QJsonValue& one, const QJsonValue& other) {
  return isSet(one) ? one == other : !isSet(other);
}

// What each node says of itself, in reading order.
QList<QByteArray> wordsOf(const QJsonObject& root) {
  QList<QByteArray> words;
  for (const FlowNode& flow : nodesOf(root)) {
    QJsonValue own = flow.node;
    for (const Steps& place : placesOf(flow.node))
      own = withValueAt(own, place, QJsonValue());
    if (flow.kind == NodeKind::Fallback) own = withChildren(flow.node, {});
    words.append(QJsonDocument(own.toObject()).toJson(QJsonDocument::Compact));
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
  return one.name == other.name && one.match == other.match &&
         sameValue(one.timeout, other.timeout) && sameValue(one.cache, other.cache) &&
         one.flow == other.flow;
}

int changesBetween(const Route& before, const Route& after) {
  int changes = before.name == after.name ? 0 : 1;
  if (before.match != after.match) ++changes;
  for (const QString& name : timeLimits())
    if (timeLimit(before.timeout, name) != timeLimit(after.timeout, name)) ++changes;
  if (!sameValue(before.cache, after.cache)) ++changes;
  return changes + changesOfFlow(before.flow, after.flow);
}

}  // namespace sb::ui
