#include "ui/overview/figures.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVariantMap>

#include "ui/overview/figure_card.h"
#include "ui/theme/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/sparkline.h"

namespace sb::ui {
namespace {

enum Place { kRequests, kErrors, kFirstToken, kSpend };

struct Target {
  const char* name;
  const char* screen;
  const char* filter;
};

constexpr Target kTargets[] = {{"figureRequests", "logs", "since:24h"},
                               {"figureErrors", "logs", "outcome:error since:24h"},
                               {"figureFirstToken", "logs", "since:24h"},
                               {"figureSpend", "spend", ""}};

double shareOf(qint64 part, qint64 whole) {
  return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0.0;
}

QList<double> cumulative(const QList<double>& values) {
  QList<double> out;
  double sum = 0;
  for (const double value : values)
    out.append(sum += value);
  return out;
}

}  // namespace

Figures::Figures(OverviewData& source, QWidget* parent) : QWidget(parent), m_data(source) {
  auto* const row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(space::k16);
  for (const Target& target : kTargets) {
    auto* const card = new FigureCard(QLatin1String(target.name), this);
    m_cards.append(card);
    row->addWidget(card, 1);
    connect(card, &FigureCard::clicked, this, [this, target] {
      QVariantMap where;
      if (*target.filter != '\0')
        where.insert(QStringLiteral("filter"), QString(QLatin1String(target.filter)));
      Q_EMIT opened(QLatin1String(target.screen), where);
    });
  }
  connect(&source, &OverviewData::figuresChanged, this, &Figures::refresh);
  refresh();
}

void Figures::refresh() {
  const DayFigures& day = m_data.today();
  m_cards[kRequests]->set(tr("Requests"), number(day.requests), tr("today"));
  m_cards[kRequests]->curve()->setValues(day.requestsByHour);
  m_cards[kErrors]->set(tr("Errors"), percent(shareOf(day.errors, day.requests)),
                        tr("%1 of %2").arg(number(day.errors), number(day.requests)));
  m_cards[kErrors]->curve()->setValues(day.errorsByHour);
  m_cards[kErrors]->curve()->setError(day.errors > 0);
  const bool timed = day.firstToken50.has_value();
  m_cards[kFirstToken]->set(
      tr("First token"), timed ? duration(*day.firstToken50) : tr("–"),
      timed ? tr("p50 · p95 %1").arg(duration(*day.firstToken95)) : tr("no stream yet"));
  m_cards[kFirstToken]->curve()->setValues(day.firstTokens);
  m_cards[kSpend]->set(
      tr("Spend today"), money(day.cost),
      day.unpriced > 0 ? tr("%Ln unpriced", nullptr, static_cast<int>(day.unpriced)) : QString());
  m_cards[kSpend]->curve()->setValues(cumulative(day.costByHour));
}

void Figures::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) refresh();
  QWidget::changeEvent(event);
}

}  // namespace sb::ui
