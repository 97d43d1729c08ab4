#include "ui/logs/log_list.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/logs/facet_list.h"
#include "ui/logs/filter_bar.h"
#include "ui/logs/log_table.h"
#include "ui/logs/logs_empty.h"
#include "ui/theme/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/skeleton.h"

namespace sb::ui {

LogList::LogList(Connection& connection, LogModel& rows, FacetModel& facetModel,
                 Preferences& preferences, QWidget* parent)
    : QWidget(parent),
      m_connection(connection),
      m_model(rows),
      m_facets(facetModel),
      m_bar(new FilterBar(this)),
      m_table(new LogTable(rows, preferences, this)),
      m_columns(makeIconButton(QStringLiteral("logColumns"), QStringLiteral("columns-3"), {}, this,
                               false)),
      m_places(new QStackedWidget(this)),
      m_all(new QStackedWidget(this)),
      m_loading(new Skeleton(this)),
      m_noMatch(new EmptyState(this)),
      m_empty(new LogsEmpty(connection, this)),
      m_broken(new EmptyState(this)) {
  auto* const list = new QWidget(this);
  auto* const column = new QVBoxLayout(list);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(makeTop());
  column->addWidget(makeLine(this));
  column->addWidget(makeMiddle(), 1);
  m_all->addWidget(list);
  m_all->addWidget(m_empty);
  m_all->addWidget(m_broken);
  auto* const all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->addWidget(m_all);
  connect(m_bar, &FilterBar::changed, this, &LogList::take);
  connect(&facetModel, &FacetModel::filterChosen, this, &LogList::setFilter);
  connect(&facetModel, &FacetModel::valuesChanged, this, [this] {
    for (const char* const field : {"provider", "model", "key", "route"})
      m_bar->setValues(QLatin1String(field), m_facets.valuesOf(QLatin1String(field)));
  });
  connect(&rows, &LogModel::stateChanged, this, &LogList::refresh);
  connect(&connection.events(), &EventStream::rowsArrived, this, [this] {
    if (!m_filter.isEmpty()) refreshNote();
  });
  connect(m_table, &LogTable::selectionMoved, this, &LogList::refreshNote);
  connect(m_noMatch, &EmptyState::acted, this, [this] { setFilter({}); });
  connect(m_broken, &EmptyState::acted, &rows, &LogModel::reload);
  connect(m_empty, &LogsEmpty::connectRequested, this, &LogList::connectRequested);
  retranslate();
}

QWidget* LogList::makeTop() {
  auto* const top = new QWidget(this);
  auto* const row = new QHBoxLayout(top);
  row->setContentsMargins(space::k16, space::k8, space::k16, space::k8);
  row->setSpacing(space::k8);
  row->addWidget(m_bar, 1);
  row->addWidget(m_columns);
  connect(m_columns, &QToolButton::clicked, this, [this] {
    auto* const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("columnMenu"));
    m_table->fillColumnMenu(menu);
    menu->popup(m_columns->mapToGlobal(QPoint(0, m_columns->height() + space::k4)));
  });
  return top;
}

QWidget* LogList::makeMiddle() {
  auto* const middle = new QWidget(this);
  auto* const row = new QHBoxLayout(middle);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  auto* const line = new QFrame(this);
  line->setProperty("role", QStringLiteral("line-vertical"));
  row->addWidget(new FacetList(m_facets, this));
  row->addWidget(line);
  m_places->addWidget(m_loading);
  m_places->addWidget(m_table);
  m_places->addWidget(m_noMatch);
  row->addWidget(m_places, 1);
  return middle;
}

void LogList::setFilter(const QString& filter) {
  m_bar->setText(filter);
  take(filter);
}

void LogList::take(const QString& filter) {
  const QString text = filter.simplified();
  m_bar->setProblem({});
  if (text == m_filter) return;
  m_filter = text;
  m_model.setFilter(text);
  m_facets.setFilter(text);
  if (!text.isEmpty()) countAll();
  Q_EMIT filterChanged(text);
}

// How many rows there are without the filter; those that come later are added to it.
void LogList::countAll() {
  const qint64 seen = m_connection.events().lastSeq();
  m_counting = m_connection.client().logs().anchors({}, LogPages::kPageRows, this,
                                                    [this, seen](const Reply<Anchors>& reply) {
                                                      if (!reply) return;
                                                      m_allRows = static_cast<int>(reply->total);
                                                      m_allSeen = seen;
                                                      for (const qint64 seq : reply->seqs)
                                                        m_allSeen = std::max(m_allSeen, seq);
                                                      refreshNote();
                                                    });
}

int LogList::allRows() const {
  const qint64 later = std::max<qint64>(0, m_connection.events().lastSeq() - m_allSeen);
  return std::max(m_allRows + static_cast<int>(later), m_model.total());
}

void LogList::focusFilter() { m_bar->focusInput(); }

bool LogList::isEmpty() const {
  return m_filter.isEmpty() && m_model.state() == LogModel::State::Ready && m_model.rowCount() == 0;
}

bool LogList::isBroken() const {
  return m_filter.isEmpty() && m_model.state() == LogModel::State::Failed &&
         m_model.rowCount() == 0 && !m_model.error().isGone();
}

void LogList::refresh() {
  const bool ready = m_model.state() == LogModel::State::Ready;
  m_all->setCurrentIndex(isEmpty() ? 1 : isBroken() ? 2 : 0);
  if (isBroken())
    m_broken->set(QStringLiteral("list"), tr("The log cannot be shown"),
                  sentenceOf(m_model.error()));
  QWidget* const place = m_model.state() == LogModel::State::Loading ? m_loading
                         : ready && m_model.rowCount() == 0 ? static_cast<QWidget*>(m_noMatch)
                                                            : static_cast<QWidget*>(m_table);
  m_places->setCurrentWidget(place);
  const QList<FilterProblem>& problems = m_model.error().filterProblems;
  m_bar->setProblem(problems.isEmpty() ? QString() : problems.first().what);
  refreshNote();
}

void LogList::refreshNote() {
  const QList<const LogRow*> rows = m_table->selectedRows();
  if (rows.size() > 1) {
    NanoUsd cost = 0;
    qint64 tokens = 0;
    for (const LogRow* const row : rows) {
      cost += row->cost.value_or(0);
      tokens += row->usage.total();
    }
    return m_bar->setNote(tr("%1 selected · %2 · %3 tokens", "rows, money, tokens")
                              .arg(number(rows.size()), money(cost), compactNumber(tokens)));
  }
  if (m_model.state() != LogModel::State::Ready) return m_bar->setNote({});
  const QString shown = number(m_model.total());
  m_bar->setNote(
      m_filter.isEmpty()
          ? shown
          : tr("%1 of %2", "rows that pass the filter, all rows").arg(shown, number(allRows())));
}

void LogList::retranslate() {
  setTip(m_columns, tr("Columns"));
  m_noMatch->set(
      QStringLiteral("filter"), tr("No requests match this filter"),
      tr("New ones appear here as they arrive. Remove a word from the filter to see more."));
  m_noMatch->setAction(tr("Clear the filter"), false);
  m_broken->setAction(tr("Try again"), false);
  m_loading->setAccessibleName(tr("Loading"));
  m_facets.retranslate();
  refreshNote();
}

void LogList::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace sb::ui
