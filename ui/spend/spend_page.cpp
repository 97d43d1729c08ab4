#include "ui/spend/spend_page.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/spend/range_dialog.h"
#include "ui/spend/spend_brushes.h"
#include "ui/spend/spend_chart.h"
#include "ui/spend/spend_legend.h"
#include "ui/spend/spend_tables.h"
#include "ui/theme/format.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/band.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/csv.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/skeleton.h"

namespace sb::ui {
namespace {

constexpr int kChartGroups = 7, kChartHeight = 250, kGroupsHeight = 160;

QString lit(const char* text) { return QString::fromLatin1(text); }

QSortFilterProxyModel* sorted(QAbstractItemModel& rows, QObject* parent) {
  auto* const proxy = new QSortFilterProxyModel(parent);
  proxy->setSourceModel(&rows);
  proxy->setSortRole(kSortRole);
  return proxy;
}

struct ByItem {
  const char* id;
  SpendBy by;
};
constexpr ByItem kBys[] = {
    {"model", SpendBy::Model}, {"provider", SpendBy::Provider}, {"key", SpendBy::Key}};

}  // namespace

SpendPage::SpendPage(Connection& connection, Preferences& preferences)
    : Page(lit("spend")),
      m_connection(connection),
      m_preferences(preferences),
      m_data(connection),
      m_sorted(sorted(m_groupsModel, this)),
      m_rangeButton(makeButton(lit("spendRange"), {}, this, ButtonRole::Plain, lit("calendar"))),
      m_tableButton(makeButton(lit("spendTable"), {}, this, ButtonRole::Plain, lit("table"))),
      m_unpriced(makeButton(lit("unpriced"), {}, this, ButtonRole::Plain)),
      m_export(makeIconButton(lit("exportSpend"), lit("download"), {}, this, false)),
      m_bySegment(new Segment(lit("spendBy"), {}, this)),
      m_places(new QStackedWidget(this)),
      m_loading(new Skeleton(this, Skeleton::Shape::Chart)),
      m_empty(new EmptyState(this)),
      m_chart(new SpendChart(this)),
      m_legend(new SpendLegend(this)),
      m_days(makeDaysTable(m_daysModel, this)),
      m_groups(makeGroupsTable(*m_sorted, this)),
      m_count(makeLabel(lit("strong"), {}, this)),
      m_totals(makeLabel(lit("muted"), {}, this)) {
  for (const ByItem& item : kBys)
    m_bySegment->addItem(QLatin1String(item.id), {});
  m_groups->sortByColumn(SpendGroupsModel::Cost, Qt::DescendingOrder);
  m_tableButton->setCheckable(true);
  setStyleProperty(m_unpriced, "role", lit("warn"));
  addAction(m_rangeButton);
  addAction(m_bySegment);
  addAction(m_tableButton);
  addAction(m_export);
  m_places->addWidget(m_loading);
  m_places->addWidget(makeContent());
  m_places->addWidget(m_empty);
  setFlush();
  body()->addWidget(m_places);
  connectAll();
  setRange(preferences.of(lit("spend"), lit("range")).toString());
  retranslate();
}

// Views go before the models that they show.
SpendPage::~SpendPage() { delete m_places; }

QWidget* SpendPage::makeContent() {
  auto* const content = new QWidget(this);
  auto* const column = new QVBoxLayout(content);
  column->setContentsMargins(space::k24, space::k16, space::k24, space::k16);
  column->setSpacing(space::k16);
  column->addWidget(makeFigures());
  column->addWidget(makeChart(), 3);
  column->addWidget(makeGroups(), 2);
  auto* const area = new QScrollArea(this);
  area->setWidgetResizable(true);
  area->setFrameShape(QFrame::NoFrame);
  area->setFocusPolicy(Qt::NoFocus);
  area->setWidget(content);
  return area;
}

// As high in every script, so that the figures stand on one line.
ElidedLabel* SpendPage::addFigure(QHBoxLayout* row, ElidedLabel*& title, const char* role) {
  auto* const column = new QVBoxLayout;
  column->setSpacing(0);
  title = new ElidedLabel(this);
  title->setProperty("role", lit("small"));
  auto* const figure = new ElidedLabel(this);
  figure->setProperty("role", QLatin1String(role));
  column->addStretch(1);
  column->addWidget(title);
  column->addWidget(figure);
  row->addLayout(column);
  return figure;
}

QWidget* SpendPage::makeFigures() {
  auto* const figures = new QWidget(this);
  auto* const row = new QHBoxLayout(figures);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(space::k24);
  m_sum = addFigure(row, m_sumTitle, "figure");
  m_sumTitle->setObjectName(lit("spendSumTitle"));
  m_requests = addFigure(row, m_requestsTitle, "page");
  m_tokens = addFigure(row, m_tokensTitle, "page");
  row->addStretch(1);
  row->addWidget(m_unpriced, 0, Qt::AlignBottom);
  return figures;
}

QWidget* SpendPage::makeChart() {
  auto* const card = new Card(this);
  card->body()->setContentsMargins(space::k16, space::k12, space::k16, space::k8);
  card->body()->setSpacing(space::k8);
  m_chartPlaces = new QStackedWidget(this);
  m_chartPlaces->setProperty("role", lit("clear"));
  auto* const chart = new QWidget(this);
  auto* const column = new QVBoxLayout(chart);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::k8);
  column->addWidget(m_legend);
  column->addWidget(m_chart, 1);
  m_chartPlaces->addWidget(chart);
  m_chartPlaces->addWidget(m_days);
  card->body()->addWidget(m_chartPlaces);
  card->setMinimumHeight(scaled(kChartHeight));
  return card;
}

QWidget* SpendPage::makeGroups() {
  auto* const card = new Card(this);
  card->body()->setContentsMargins(1, 1, 1, 0);
  card->body()->setSpacing(0);
  card->body()->addWidget(m_groups, 1);
  auto* const foot = new QHBoxLayout;
  foot->setContentsMargins(space::k16, space::k8, space::k16, space::k8);
  foot->addWidget(m_count);
  foot->addStretch(1);
  foot->addWidget(m_totals);
  card->body()->addLayout(foot);
  card->setMinimumHeight(scaled(kGroupsHeight));
  return card;
}

void SpendPage::connectAll() {
  connect(&m_data, &SpendData::changed, this, &SpendPage::refresh);
  connect(m_rangeButton, &QPushButton::clicked, this, &SpendPage::openRanges);
  connect(m_bySegment, &Segment::chosen, this, [this](const QString& id) {
    for (const ByItem& item : kBys)
      if (id == QLatin1String(item.id)) setBy(item.by);
  });
  connect(m_tableButton, &QPushButton::toggled, m_chartPlaces,
          [this](bool on) { m_chartPlaces->setCurrentIndex(on ? 1 : 0); });
  connect(m_export, &QToolButton::clicked, this, &SpendPage::saveCsv);
  connect(m_chart, &SpendChart::dayOpened, this, &SpendPage::openDay);
  connect(m_groups, &QTableView::activated, this, &SpendPage::openGroup);
  connect(m_days, &QTableView::activated, this, [this](const QModelIndex& index) {
    const QDate day = m_daysModel.day(index.row());
    openRows(m_daysModel.group(index.column()), day, day, {});
  });
  connect(m_unpriced, &QPushButton::clicked, this, [this] {
    const SpendRange& range = m_data.table().range;
    openRows(nullptr, range.from, range.to, lit("priced:false "));
  });
  connect(m_empty, &EmptyState::acted, this, [this] {
    if (failed()) return m_data.refresh();
    Q_EMIT navigationRequested(lit("overview"), {{lit("connect"), true}});
  });
  connect(band(), &Band::acted, this, [this] { m_data.refresh(); });
}

void SpendPage::setActive(bool active) { m_data.setActive(active); }

void SpendPage::setRange(const QString& id) {
  const SpendRange range = rangeOf(id, QDate::currentDate());
  m_preferences.setOf(lit("spend"), lit("range"), range.id);
  m_data.setRange(range);
  m_rangeButton->setText(rangeText(range));
}

void SpendPage::setBy(SpendBy by) {
  for (const ByItem& item : kBys)
    if (item.by == by) m_bySegment->setCurrent(QLatin1String(item.id));
  m_data.setBy(by);
}

void SpendPage::openRanges() {
  auto* const menu = new QMenu(this);
  menu->setObjectName(lit("rangeMenu"));
  menu->setAttribute(Qt::WA_DeleteOnClose);
  for (const QString& id : rangeIds()) {
    QAction* const action = menu->addAction(rangeText({id, {}, {}}));
    action->setCheckable(true);
    action->setChecked(id == m_data.range().id);
    connect(action, &QAction::triggered, this, [this, id] { setRange(id); });
  }
  menu->addSeparator();
  menu->addAction(tr("Choose days…"), this, [this] {
    auto* const dialog = new RangeDialog(m_data.range(), this);
    connect(dialog, &RangeDialog::chosen, this, [this](const SpendRange& range) {
      m_data.setRange(range);
      m_rangeButton->setText(rangeText(range));
    });
    dialog->open();
  });
  menu->popup(m_rangeButton->mapToGlobal(QPoint(0, m_rangeButton->height() + space::k4)));
}

QString SpendPage::rangeText(const SpendRange& range) const {
  if (range.id == lit("month")) return tr("This month");
  if (range.id == lit("last-month")) return tr("Last month");
  if (range.id == lit("7d")) return tr("Last 7 days");
  if (range.id == lit("30d")) return tr("Last 30 days");
  if (range.id == lit("90d")) return tr("Last 90 days");
  return tr("%1 to %2", "days").arg(date(range.from), date(range.to));
}

void SpendPage::openRows(const SpendGroup* group, const QDate& from, const QDate& to,
                         const QString& more) {
  const QString filter = more + rowsFilter(m_data.table(), group, from, to);
  Q_EMIT navigationRequested(lit("logs"), {{lit("filter"), filter}});
}

void SpendPage::openDay(int day, int group) {
  const QDate date = m_data.table().range.from.addDays(day);
  openRows(group >= 0 && group < m_charted.size() ? &m_charted[group] : nullptr, date, date, {});
}

void SpendPage::openGroup(const QModelIndex& index) {
  const QModelIndex source = m_sorted->mapToSource(index);
  if (!source.isValid()) return;
  const SpendRange& range = m_data.table().range;
  openRows(&m_groupsModel.group(source.row()), range.from, range.to, {});
}

void SpendPage::refresh() {
  const SpendTable& table = m_data.table();
  const SpendData::State state = m_data.state();
  const bool any = !table.groups.isEmpty();
  const bool none = state == SpendData::State::Ready || failed();
  m_places->setCurrentIndex(any ? 1 : none ? 2 : 0);
  m_loading->setEnabled(state != SpendData::State::Failed);
  m_export->setEnabled(any);
  m_tableButton->setEnabled(any);
  m_charted = table.charted(kChartGroups);
  m_groupsModel.setProviders(m_data.places());
  m_groupsModel.setTable(table);
  m_daysModel.setTable(table, m_charted);
  m_chart->setTable(table, m_charted, m_data.places());
  refreshLegend();
  refreshFigures();
  refreshEmpty();
  refreshBand();
}

bool SpendPage::failed() const {
  return m_data.state() == SpendData::State::Failed && !m_data.error().isGone();
}

void SpendPage::refreshEmpty() {
  if (failed()) {
    m_empty->set(lit("dollar-sign"), tr("The sums cannot be shown"), sentenceOf(m_data.error()));
    return m_empty->setAction(tr("Try again"), false);
  }
  m_empty->set(lit("dollar-sign"), tr("No spend in these days"),
               tr("Every request that has a price is summed up here by day, model, provider and "
                  "key. Choose other days above, or connect an app."));
  m_empty->setAction(tr("Connect an app"), true, lit("plug"));
}

void SpendPage::refreshLegend() {
  QStringList names;
  for (const SpendGroup& group : m_charted)
    names.append(groupName(group, m_data.table().by));
  m_legend->setEntries(names, brushesOf(m_charted, m_data.places()));
}

void SpendPage::refreshFigures() {
  const SpendTable& table = m_data.table();
  // The sums stay those of other days while the new ones cannot be read.
  m_sumTitle->setText(rangeText(table.groups.isEmpty() ? m_data.range() : table.range));
  m_sum->setText(money(table.cost));
  m_requestsTitle->setText(tr("Requests"));
  m_requests->setText(number(table.requests));
  m_tokensTitle->setText(tr("Tokens"));
  m_tokens->setText(compactNumber(table.tokens));
  m_unpriced->setVisible(table.unpriced > 0);
  m_unpriced->setIcon(themedIcon(lit("triangle-alert"), Tone::Warn));
  m_unpriced->setText(tr("%Ln attempts at an unknown price", nullptr,
                         static_cast<int>(std::min<qint64>(table.unpriced, 1'000'000'000))));
  m_unpriced->setToolTip(tr("Not in the sums. Open the requests in Logs."));
  const int groups = static_cast<int>(table.groups.size());
  m_count->setText(table.by == SpendBy::Key        ? tr("%Ln keys", nullptr, groups)
                   : table.by == SpendBy::Provider ? tr("%Ln providers", nullptr, groups)
                                                   : tr("%Ln models", nullptr, groups));
  m_totals->setText(
      tr("%1 requests, %2 tokens, %3", "numbers, money")
          .arg(number(table.requests), compactNumber(table.tokens), money(table.cost)));
}

void SpendPage::refreshBand() {
  if (failed() && m_data.table().groups.isEmpty()) return band()->hide();  // the page says it
  if (failed())
    return band()->set(Band::Kind::Error, tr("What you see may be out of date."),
                       sentenceOf(m_data.error()), tr("Try again"));
  if (m_data.table().lostRows > 0)
    return band()->set(
        Band::Kind::Warning, tr("Some requests are missing from the sums."),
        tr("%Ln requests could not be written to the log.", nullptr,
           static_cast<int>(std::min<qint64>(m_data.table().lostRows, 1'000'000'000))));
  band()->hide();
}

void SpendPage::saveCsv() {
  const CsvFile file{lit("exportSpendDialog"), tr("Export the spend"), lit("signalbox-spend.csv"),
                     [this](const QString& path) { return writeCsv(path); }};
  exportCsv(this, file, [this](const QString& said) { Q_EMIT noticed(said); });
}

QString SpendPage::writeCsv(const QString& path) const {
  return writeWhole(path, csvOf(m_data.table(), m_data.spend()));
}

void SpendPage::retranslate() {
  setTitle(tr("Spend"));
  m_tableButton->setText(tr("Table view"));
  setTip(m_export, tr("Export as CSV"));
  m_bySegment->setAccessibleName(tr("Group by"));
  const QString titles[] = {tr("Model"), tr("Provider"), tr("Key")};
  for (int i = 0; i < 3; ++i)
    m_bySegment->setItemText(QLatin1String(kBys[i].id), titles[i]);
  m_rangeButton->setText(rangeText(m_data.range()));
  m_rangeButton->setAccessibleDescription(tr("The days that are shown"));
  m_groups->setAccessibleName(tr("Spend by group"));
  m_days->setAccessibleName(tr("Spend by day"));
  m_loading->setAccessibleName(tr("Loading"));
  refresh();
}

void SpendPage::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  // Later: the new style is just being handed to the entries that would go.
  if (event->type() == QEvent::StyleChange)
    QMetaObject::invokeMethod(this, &SpendPage::refreshLegend, Qt::QueuedConnection);
  Page::changeEvent(event);
}

}  // namespace sb::ui
