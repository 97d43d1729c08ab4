#include "ui/playground/comparison.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "ui/playground/feedback.h"

namespace sb::ui {
namespace {

const QString kScreen = QStringLiteral("playground");

QJsonObject jsonOf(const LaneSetup& setup) {
  QJsonObject json{{QStringLiteral("model"), setup.model}};
  if (setup.temperature) json.insert(QStringLiteral("temperature"), *setup.temperature);
  if (setup.maxTokens) json.insert(QStringLiteral("max_tokens"), *setup.maxTokens);
  return json;
}

LaneSetup setupOf(const QJsonObject& json) {
  LaneSetup setup;
  setup.model = json.value(QLatin1String("model")).toString();
  const QJsonValue temperature = json.value(QLatin1String("temperature"));
  if (temperature.isDouble()) setup.temperature = temperature.toDouble();
  const int most = json.value(QLatin1String("max_tokens")).toInt();
  if (most > 0) setup.maxTokens = most;
  return setup;
}

}  // namespace

Comparison::Comparison(Connection& connection, Preferences& preferences, QObject* parent)
    : QObject(parent), m_connection(connection), m_preferences(preferences), m_access(connection) {
  connect(&connection, &Connection::statusChanged, this, &Comparison::changed);
  connect(&connection, &Connection::stateChanged, this, &Comparison::changed);
  restore();
}

Comparison::~Comparison() = default;

QString Comparison::letter(int place) {
  return QString(QLatin1Char(static_cast<char>('A' + place)));
}

void Comparison::attach(Lane* lane) {
  connect(lane, &Lane::setupChanged, this, &Comparison::remember);
  connect(lane, &Lane::setupChanged, this, &Comparison::changed);
  connect(lane, &Lane::stateChanged, this, &Comparison::changed);
  connect(lane, &Lane::figuresChanged, this, &Comparison::changed);
}

void Comparison::addLane(const LaneSetup& setup) {
  if (count() >= kMost) return;
  m_lanes.push_back(std::make_unique<Lane>(m_connection, m_access));
  attach(m_lanes.back().get());
  m_lanes.back()->setSetup(setup);
  m_vote = -1;
  remember();
  Q_EMIT lanesChanged();
  Q_EMIT changed();
}

void Comparison::removeLane(int place) {
  if (count() <= kFewest || place < 0 || place >= count()) return;
  // Views still hold it until they heard of it.
  std::unique_ptr<Lane> gone = std::move(m_lanes[static_cast<std::size_t>(place)]);
  gone->stop();
  ++m_round;
  m_lanes.erase(m_lanes.begin() + place);
  m_vote = -1;
  remember();
  Q_EMIT lanesChanged();
  Q_EMIT changed();
}

void Comparison::suggest(const QStringList& names) {
  int next = 0;
  for (const auto& lane : m_lanes) {
    if (!lane->setup().model.isEmpty() || names.isEmpty()) continue;
    LaneSetup setup = lane->setup();
    setup.model = names[next++ % names.size()];
    lane->setSetup(setup);
  }
}

void Comparison::setSystemPrompt(const QString& text) {
  if (text == m_systemPrompt) return;
  m_systemPrompt = text;
  remember();
  Q_EMIT systemPromptChanged();
}

void Comparison::ask(const Prompt& question) {
  if (!canAsk()) return;
  m_vote = -1;
  ++m_round;
  for (const auto& lane : m_lanes)
    lane->ask(m_systemPrompt, question);
}

void Comparison::stopAll() {
  for (const auto& lane : m_lanes)
    lane->stop();
}

void Comparison::startOver() {
  m_vote = -1;
  ++m_round;
  for (const auto& lane : m_lanes)
    lane->clear();
}

bool Comparison::isRunning() const {
  for (const auto& lane : m_lanes)
    if (lane->isRunning()) return true;
  return false;
}

MaybeUsd Comparison::cost() const {
  MaybeUsd sum;
  for (const auto& lane : m_lanes)
    if (lane->figures().cost) sum = sum.value_or(0) + *lane->figures().cost;
  return sum;
}

bool Comparison::canVote() const {
  int answered = 0;
  for (const auto& lane : m_lanes)
    answered += lane->isAnswered() ? 1 : 0;
  return answered >= 2 && !isRunning() && m_access.isOpen();
}

void Comparison::voteFor(int place) {
  if (place >= 0 && place < count() && lane(place)->isAnswered()) store(place);
}

void Comparison::voteTie() { store(kTie); }

void Comparison::voteAllBad() { store(kAllBad); }

double Comparison::scoreOf(int place, int vote) const {
  if (vote == kTie) return 0.5;
  return vote == place ? 1 : 0;
}

// In English and with names, so that it can be evaluated elsewhere.
QString Comparison::commentOf(int place, int vote) const {
  QStringList others;
  for (int i = 0; i < count(); ++i)
    if (i != place && lane(i)->isAnswered()) others.append(lane(i)->setup().model);
  const QString verdict = vote == kTie      ? QStringLiteral("tie with")
                          : vote == kAllBad ? QStringLiteral("all bad, with")
                          : vote == place   ? QStringLiteral("better than")
                                            : QStringLiteral("not the best of");
  return QStringLiteral("playground: %1 %2")
      .arg(verdict, others.join(QStringLiteral(", ")))
      .left(1000);
}

void Comparison::store(int vote) {
  if (!canVote()) return;
  QList<Judgement> judgements;
  for (int i = 0; i < count(); ++i)
    if (lane(i)->isAnswered())
      judgements.append({lane(i)->figures().requestId, scoreOf(i, vote), commentOf(i, vote)});
  storeFeedback(m_access, judgements, this, [this, vote, round = m_round](const QString& problem) {
    if (!problem.isEmpty()) return Q_EMIT voteFailed(problem);
    if (round != m_round) return;
    m_vote = vote;
    Q_EMIT voted();
    Q_EMIT changed();
  });
}

void Comparison::remember() {
  QJsonArray lanes;
  for (const auto& lane : m_lanes)
    lanes.append(jsonOf(lane->setup()));
  m_preferences.setOf(kScreen, QStringLiteral("lanes"),
                      QString::fromUtf8(QJsonDocument(lanes).toJson(QJsonDocument::Compact)));
  m_preferences.setOf(kScreen, QStringLiteral("systemPrompt"), m_systemPrompt);
}

void Comparison::restore() {
  const auto text = [this](const QString& name) {
    return m_preferences.of(kScreen, name, QString()).toString();
  };
  m_systemPrompt = text(QStringLiteral("systemPrompt"));
  const QString saved = text(QStringLiteral("lanes"));
  const QJsonArray lanes = QJsonDocument::fromJson(saved.toUtf8()).array();
  for (const QJsonValue& lane : lanes)
    addLane(setupOf(lane.toObject()));
  while (count() < kFewest)
    addLane({});
}

}  // namespace sb::ui
