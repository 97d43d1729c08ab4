#include "ui/logs/log_detail_view.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/logs/conversation_view.h"
#include "ui/logs/detail_tables.h"
#include "ui/logs/log_cells.h"
#include "ui/logs/raw_view.h"
#include "ui/logs/waterfall.h"
#include "ui/theme/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/fitting_area.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/skeleton.h"
#include "ui/widgets/tile.h"

namespace sb::ui {
namespace {

constexpr int kSide = 352, kPageHeight = 220;
constexpr int kBesideWidth = 760;  // what conversation and price need beside each other
constexpr qsizetype kMostFact = 80;

QString lit(const char* text) { return QString::fromLatin1(text); }

}  // namespace

LogDetailView::LogDetailView(Connection& connection, QWidget* parent)
    : QWidget(parent),
      m_connection(connection),
      m_places(new QStackedWidget(this)),
      m_loading(new Skeleton(this)),
      m_problem(new EmptyState(this)),
      m_attemptCount(makeLabel(lit("strong"), {}, this)),
      m_error(makeLabel(lit("body"), {}, this)),
      m_waterfall(new Waterfall(this)),
      m_tabs(new QButtonGroup(this)),
      m_pages(new QStackedWidget(this)),
      m_talk(new ConversationView(this)),
      m_price(new PriceTable(this)),
      m_priceTitle(makeLabel(lit("strong"), {}, this)),
      m_priceUnit(makeLabel(lit("small"), {}, this)),
      m_priceNote(makeLabel(lit("small"), {}, this)),
      m_whyTitle(makeLabel(lit("strong"), {}, this)),
      m_why(makeLabel(lit("small"), {}, this)),
      m_attempts(new AttemptTable(this)),
      m_request(new RawView(connection, BodySide::Request, this)),
      m_response(new RawView(connection, BodySide::Response, this)) {
  setObjectName(lit("logDetail"));
  m_places->addWidget(m_loading);
  m_places->addWidget(makeBody());
  m_places->addWidget(m_problem);
  auto* const all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->addWidget(m_places);
  connect(m_talk, &ConversationView::rawWanted, this,
          [this](BodySide side) { m_tabs->button(side == BodySide::Request ? 2 : 3)->click(); });
  connect(m_problem, &EmptyState::acted, this, [this] { open(m_id); });
  connect(&connection.events(), &EventStream::rowsArrived, this, [this](const QList<LogRow>& rows) {
    // It was opened while it ran.
    for (const LogRow& row : rows)
      if (row.id == m_id && !m_loaded) return open(m_id);
  });
  retranslate();
}

QWidget* LogDetailView::makeBody() {
  auto* const body = new QWidget(this);
  m_top = new QVBoxLayout(body);
  m_top->setContentsMargins(0, 0, 0, 0);
  m_top->setSpacing(0);
  m_top->addWidget(makeLine(this));
  auto* const times = new QVBoxLayout;
  times->setContentsMargins(space::k24, space::k12, space::k24, space::k12);
  times->setSpacing(space::k4);
  times->addWidget(m_attemptCount);
  m_error->setProperty("tone", lit("error"));
  m_error->setWordWrap(true);
  m_error->setTextInteractionFlags(Qt::TextSelectableByMouse);
  times->addWidget(m_error);
  times->addWidget(m_waterfall);
  m_top->addLayout(times);
  m_top->addWidget(makeLine(this));
  m_top->addWidget(makeTabs());
  m_top->addWidget(m_pages, 1);
  m_pages->setMinimumHeight(scaled(kPageHeight));
  return new FittingArea(body, this);
}

QWidget* LogDetailView::makeTabs() {
  auto* const bar = new QFrame(this);
  bar->setProperty("role", lit("header"));
  bar->setFixedHeight(scaled(height::kTabs));
  m_tabRow = new QHBoxLayout(bar);
  m_tabRow->setContentsMargins(space::k24, 0, space::k24, 0);
  m_tabRow->setSpacing(space::k4);
  m_tabRow->addStretch(1);
  auto* const attempts = new QWidget(this);
  auto* const column = new QVBoxLayout(attempts);
  column->setContentsMargins(space::k16, space::k8, space::k16, space::k16);
  column->addWidget(m_attempts);
  column->addStretch(1);
  addTab(lit("talk"), makeTalk());
  addTab(lit("attempts"), attempts);
  addTab(lit("request"), m_request);
  addTab(lit("response"), m_response);
  m_tabs->buttons().first()->setChecked(true);
  connect(m_tabs, &QButtonGroup::idClicked, m_pages, &QStackedWidget::setCurrentIndex);
  return bar;
}

void LogDetailView::addTab(const QString& id, QWidget* page) {
  auto* const button = new QToolButton(this);
  button->setObjectName(lit("detailTab.") + id);
  button->setProperty("role", lit("tab"));
  button->setCheckable(true);
  button->setFocusPolicy(Qt::StrongFocus);
  m_tabs->addButton(button, m_pages->addWidget(page));
  m_tabRow->insertWidget(m_tabRow->count() - 1, button);
}

QWidget* LogDetailView::makeTalk() {
  auto* const both = new QWidget(this);
  m_talkRow = new QBoxLayout(QBoxLayout::LeftToRight, both);
  m_talkRow->setContentsMargins(0, 0, 0, 0);
  m_talkRow->setSpacing(0);
  m_talkLine = new QFrame(this);
  m_side = makeSide();
  m_talkRow->addWidget(m_talk, 1);
  m_talkRow->addWidget(m_talkLine);
  m_talkRow->addWidget(m_side);
  arrange();
  return both;
}

QWidget* LogDetailView::makeSide() {
  auto* const side = new QWidget;
  auto* const column = new QVBoxLayout(side);
  column->setContentsMargins(space::k16, space::k16, space::k24, space::k16);
  column->setSpacing(space::k8);
  auto* const head = new QHBoxLayout;
  head->addWidget(m_priceTitle);
  head->addStretch(1);
  head->addWidget(m_priceUnit);
  column->addLayout(head);
  column->addWidget(m_price);
  column->addWidget(m_priceNote);
  column->addSpacing(space::k12);
  column->addWidget(m_whyTitle);
  column->addWidget(m_why);
  column->addStretch(1);
  m_priceNote->setWordWrap(true);
  m_why->setWordWrap(true);
  auto* const area = new FittingArea(side, this);
  area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  return area;
}

// Where there is too little width, the price stands below the conversation.
void LogDetailView::arrange() {
  const bool beside = width() >= scaled(kBesideWidth);
  m_talkRow->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
  setStyleProperty(m_talkLine, "role", beside ? lit("line-vertical") : lit("line"));
  m_talk->setMinimumHeight(beside ? 0 : scaled(kPageHeight));
  m_side->setMinimumWidth(beside ? scaled(kSide) : 0);
  m_side->setMaximumWidth(beside ? scaled(kSide) : QWIDGETSIZE_MAX);
  m_side->setMinimumHeight(beside ? 0 : scaled(kPageHeight));
}

void LogDetailView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
}

void LogDetailView::open(const QString& id) {
  m_id = id;
  m_loaded = false;
  m_request->clear();
  m_response->clear();
  m_places->setCurrentWidget(m_loading);
  m_call = m_connection.client().logs().detail(id, this, [this](const Reply<LogDetail>& reply) {
    if (reply)
      show(*reply);
    else
      showProblem(reply.error());
    Q_EMIT loaded();
  });
}

void LogDetailView::close() {
  m_call.cancel();
  m_id.clear();
  m_loaded = false;
  m_detail = {};
  m_request->clear();
  m_response->clear();
  m_talk->set({}, {}, {});
}

void LogDetailView::setProviders(const QStringList& ids) { m_providers = huesOfProviders(ids); }

void LogDetailView::showProblem(const ApiError& error) {
  const auto& open = m_connection.live().open;
  const bool running = std::any_of(open.begin(), open.end(),
                                   [this](const LiveRequest& one) { return one.id == m_id; });
  if (running)
    m_problem->set(lit("loader-circle"), tr("This request is still running"),
                   tr("Its details appear here as soon as it has ended."));
  else if (error.isNotFound())
    m_problem->set(
        lit("search"), tr("This request is not in the log"),
        tr("It may have been deleted because its time ran out, or the number is wrong: %1")
            .arg(m_id.left(kMostFact)));
  else
    m_problem->set(lit("circle-x"), tr("The request cannot be read"), sentenceOf(error));
  m_problem->setAction(running || error.isNotFound() ? QString() : tr("Try again"), false);
  m_places->setCurrentWidget(m_problem);
}

void LogDetailView::show(const LogDetail& detail) {
  m_detail = detail;
  m_loaded = true;
  m_request->setRequest(detail.row.id, detail.requestBody);
  m_response->setRequest(detail.row.id, detail.responseBody);
  refresh();
  m_places->setCurrentIndex(1);
}

void LogDetailView::refresh() {
  if (!m_loaded) return;
  const LogRow& row = m_detail.row;
  const int attempts = static_cast<int>(m_detail.attempts.size());
  showFacts();
  m_attemptCount->setText(attempts == 0 ? tr("No attempt") : tr("%Ln attempts", nullptr, attempts));
  m_error->setText(row.error);
  m_error->setVisible(!row.error.isEmpty());
  m_waterfall->setPlan(waterfallOf(m_detail), m_providers);
  const QString by =
      row.provider.isEmpty() ? row.model : row.provider + QLatin1Char('/') + row.model;
  m_talk->set(m_detail.conversation,
              m_detail.finishReason.isEmpty()
                  ? by
                  : tr("%1, finish reason %2").arg(by, m_detail.finishReason),
              noConversation());
  m_price->setLines(m_detail);
  m_priceNote->setText(priceNote());
  m_attempts->setAttempts(m_detail.attempts);
  QStringList why;
  for (const Attempt& attempt : m_detail.attempts)
    if (!attempt.why.isEmpty())
      why.append(tr("%1: %2", "model, why it was chosen")
                     .arg(attempt.provider + QLatin1Char('/') + attempt.model, attempt.why));
  if (!m_detail.convertedParams.isEmpty())
    why.append(tr("Said to the provider in other words: %1.")
                   .arg(listed(m_detail.convertedParams).left(kMostFact * 10)));
  if (!m_detail.droppedParams.isEmpty())
    why.append(tr("Not said to the provider: %1.")
                   .arg(listed(m_detail.droppedParams).left(kMostFact * 10)));
  m_why->setText(why.join(QLatin1Char('\n')));
  m_why->setVisible(!why.isEmpty());
  m_whyTitle->setVisible(!why.isEmpty());
  m_tabs->button(1)->setText(attempts > 1 ? tr("Attempts (%1)").arg(attempts) : tr("Attempts"));
}

QString LogDetailView::noConversation() const {
  const QString note = bodyNote(m_detail.requestBody, m_detail.bodiesShed);
  return note.isEmpty() ? tr("There is no conversation in this request.") : note;
}

QString LogDetailView::priceNote() const {
  const LogRow& row = m_detail.row;
  QStringList notes;
  if (row.usage.total() > 0)
    notes.append(row.usageEstimated ? tr("The tokens are estimated: the provider sent no count.")
                                    : tr("Tokens as the provider counted them."));
  if (!row.priced && row.usage.total() > 0)
    notes.append(
        row.cost.value_or(0) > 0
            ? tr("A part has no known price and is not in the sum.")
            : tr("No price is known for this model. Give it one with Price… at its provider; "
                 "later requests then have a cost."));
  if (row.mayHaveBeenCharged)
    notes.append(tr("A provider may have charged an attempt that failed."));
  return notes.join(QLatin1Char(' '));
}

void LogDetailView::addFact(const QString& title, QWidget* value) {
  auto* const column = new QVBoxLayout;
  column->setSpacing(2);
  column->addWidget(makeLabel(lit("small"), title));
  column->addWidget(value, 0, Qt::AlignLeft);
  auto* const fact = new QWidget(m_facts);
  fact->setLayout(column);
  column->setContentsMargins(0, 0, 0, 0);
  m_facts->layout()->addWidget(fact);
}

void LogDetailView::addFact(const QString& title, const QString& value) {
  if (value.isEmpty()) return;
  auto* const label = makeLabel(lit("mono"), value.left(kMostFact));
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  if (value.size() > kMostFact) label->setToolTip(value.left(2'000));
  addFact(title, label);
}

void LogDetailView::showFacts() {
  delete m_facts;
  m_facts = new QWidget(this);
  auto* const flow = new FlowLayout(m_facts, space::k32);
  flow->setContentsMargins(space::k24, space::k12, space::k24, space::k12);
  const LogRow& row = m_detail.row;
  const StatusLook look = statusLook(row);
  const ChipTone tones[] = {ChipTone::Ok, ChipTone::Warn, ChipTone::Error, ChipTone::Neutral};
  const int tone = look.tone == Tone::Ok      ? 0
                   : look.tone == Tone::Warn  ? 1
                   : look.tone == Tone::Error ? 2
                                              : 3;
  addFact(tr("Status"),
          new Chip(row.isOk() ? look.text
                              : look.text + QLatin1Char(' ') + outcomeText(row).left(kMostFact),
                   tones[tone], look.icon));
  addFact(tr("Time"), dateAndTime(QDateTime::fromMSecsSinceEpoch(row.at)));
  addFact(tr("Route"), cellText(row, LogColumn::Route));
  if (!modelText(row).isEmpty()) {
    auto* const by = new QWidget;
    auto* const line = new QHBoxLayout(by);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(space::k8);
    auto* const tile = new Tile(by);
    tile->setProvider(row.provider, m_providers.value(row.provider, -1));
    line->addWidget(tile);
    line->addWidget(makeLabel(lit("mono"), modelText(row).left(kMostFact), by));
    addFact(row.isOk() ? tr("Answered by") : tr("Model"), by);
  }
  addFact(tr("Total"), cellText(row, LogColumn::Total));
  addFact(tr("Tokens"), tokensText(row));
  addFact(tr("Cost"), costText(row));
  addFact(tr("Cache"), cacheText(row));
  addFact(tr("Key"), row.key);
  addFact(tr("User"), m_detail.user);
  addFact(tr("From"), m_detail.clientAddress);
  if (!row.tags.isEmpty()) addFact(tr("Tags"), listed(row.tags));
  m_top->insertWidget(0, m_facts);
}

void LogDetailView::retranslate() {
  const QString titles[] = {tr("Conversation"), tr("Attempts"), tr("Raw request"),
                            tr("Raw response")};
  for (int i = 0; i < 4; ++i)
    m_tabs->button(i)->setText(titles[i]);
  m_priceTitle->setText(tr("Price, line by line"));
  m_priceUnit->setText(tr("USD per 1M tokens"));
  m_whyTitle->setText(tr("Why this route"));
  m_loading->setAccessibleName(tr("Loading"));
  refresh();
}

void LogDetailView::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace sb::ui
