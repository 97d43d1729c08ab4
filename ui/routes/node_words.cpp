#include "ui/routes/node_words.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QLocale>

namespace sb::ui {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(sb::ui::NodeWords)
};

constexpr qsizetype kMostCondition = 200;
const QString kBetween = QStringLiteral(" · ");

QString at(const QJsonObject& object, const char* name) {
  return object.value(QLatin1String(name)).toVariant().toString();
}

struct NamedWords {
  const char* name;
  QString text;
};

// What is said of the name, the first for "".
QString wordsOf(const QString& name, const QList<NamedWords>& all, const QString& otherwise) {
  for (const NamedWords& one : all)
    if (name.isEmpty() || name == QLatin1String(one.name)) return one.text;
  return otherwise;
}

QString balanced(const QJsonObject& body) {
  const QString by = at(body, "by");
  return wordsOf(by,
                 {{"weight", Words::tr("one is drawn by weight")},
                  {"round_robin", Words::tr("each in turn")},
                  {"least_busy", Words::tr("the least busy first")},
                  {"least_latency", Words::tr("the quickest first")},
                  {"fastest_first_token", Words::tr("the quickest to begin first")},
                  {"highest_throughput", Words::tr("the most tokens a second first")},
                  {"lowest_price", Words::tr("the cheapest first")},
                  {"usage", Words::tr("the one with most of its limits left first")},
                  {"sticky", Words::tr("always the same for those who belong together")}},
                 by);
}

QString split(const QJsonValue& body) {
  return body.toObject().contains(QLatin1String("sticky"))
             ? Words::tr("shares by percent, always the same for those who belong together")
             : Words::tr("shares by percent");
}

QString sharedBy(const QString& by) {
  return wordsOf(by,
                 {{"key", Words::tr("for each key")},
                  {"team", Words::tr("for each team")},
                  {"user", Words::tr("for each user")},
                  {"session", Words::tr("for each session")},
                  {"route", Words::tr("for the whole route")},
                  {"all", Words::tr("for all together")}},
                 Words::tr("for each %1").arg(by));
}

QString limited(const QJsonObject& body) {
  const NamedWords all[] = {
      {"rpm", Words::tr("%1 requests a minute")},   {"tpm", Words::tr("%1 tokens a minute")},
      {"parallel", Words::tr("%1 open at a time")}, {"usd_per_day", Words::tr("$%1 a day")},
      {"usd_per_week", Words::tr("$%1 a week")},    {"usd_per_month", Words::tr("$%1 a month")}};
  QStringList limits;
  for (const NamedWords& one : all)
    if (const QString most = at(body, one.name); !most.isEmpty()) limits.append(one.text.arg(most));
  limits.append(sharedBy(at(body, "by")));
  return limits.join(kBetween);
}

QString ownWords(const QJsonObject& node) {
  const QJsonValue body = bodyOf(node);
  switch (kindOf(node)) {
    case NodeKind::Fallback:
      return Words::tr("the next one when one fails");
    case NodeKind::Balance:
      return balanced(body.toObject());
    case NodeKind::Split:
      return split(body);
    case NodeKind::When:
      return Words::tr("the first case that holds");
    case NodeKind::Limit:
      return limited(body.toObject());
    case NodeKind::Race: {
      const QString after = at(body.toObject(), "after");
      return after.isEmpty() ? Words::tr("all begin at once, the first to answer wins")
                             : Words::tr("the next begins after %1 of silence").arg(after);
    }
    case NodeKind::Mirror: {
      const QString percent = at(body.toObject(), "percent");
      return percent.isEmpty() ? Words::tr("each request is copied")
                               : Words::tr("%1 % of the requests are copied").arg(percent);
    }
    case NodeKind::Smart:
      return Words::tr("not available in this version");
    case NodeKind::Unknown:
      return Words::tr("this console does not know it");
    case NodeKind::Target:
      break;
  }
  return {};
}

QString cacheWords(const QJsonValue& cache) {
  if (cache.isUndefined() || cache.isNull()) return {};
  if (!cache.isObject()) return Words::tr("keeps no answers");
  const QJsonObject rule = cache.toObject();
  const QJsonObject exact = rule.value(QLatin1String("exact")).toObject();
  if (const QString ttl = at(exact, "ttl"); !ttl.isEmpty())
    return Words::tr("answers kept for %1").arg(ttl);
  return rule.contains(QLatin1String("exact")) ? Words::tr("answers kept")
                                               : Words::tr("same requests share a call");
}

QString conditionText(const QJsonValue& condition) {
  const QString text =
      condition.isObject()
          ? QString::fromUtf8(QJsonDocument(condition.toObject()).toJson(QJsonDocument::Compact))
          : condition.toVariant().toString();
  return text.left(kMostCondition);
}

}  // namespace

QString kindTitle(NodeKind kind) {
  switch (kind) {
    case NodeKind::Target:
      return Words::tr("Model");
    case NodeKind::Fallback:
      return Words::tr("Fallback");
    case NodeKind::Balance:
      return Words::tr("Balance");
    case NodeKind::Split:
      return Words::tr("Split");
    case NodeKind::When:
      return Words::tr("When");
    case NodeKind::Limit:
      return Words::tr("Limit");
    case NodeKind::Race:
      return Words::tr("Race");
    case NodeKind::Mirror:
      return Words::tr("Mirror");
    case NodeKind::Smart:
      return Words::tr("Smart");
    case NodeKind::Unknown:
      break;
  }
  return Words::tr("Unknown node");
}

QString summaryOf(const QJsonObject& node) {
  QStringList words{ownWords(node), cacheWords(node.value(QLatin1String("cache")))};
  if (node.contains(QLatin1String("prompt"))) words.append(Words::tr("changes the system prompt"));
  words.removeAll(QString());
  return words.join(kBetween);
}

QString roleOf(const FlowNode& node) {
  const bool other = at(node.part, "name") == QLatin1String("else");
  switch (node.above) {
    case NodeKind::Split:
      return Words::tr("%1 %").arg(at(node.part, "percent"));
    case NodeKind::Balance: {
      const QString weight = at(node.part, "weight");
      return weight.isEmpty() ? QString() : Words::tr("weight %1").arg(weight);
    }
    case NodeKind::When:
      return other ? Words::tr("otherwise")
                   : Words::tr("if %1").arg(conditionText(node.part.value(QLatin1String("if"))));
    case NodeKind::Limit:
      return other ? Words::tr("beyond the limit") : Words::tr("while there is room");
    case NodeKind::Mirror:
      return at(node.part, "name") == QLatin1String("to") ? Words::tr("gets a copy")
                                                          : Words::tr("answers");
    default:
      return {};
  }
}

}  // namespace sb::ui
