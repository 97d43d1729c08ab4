#include "ui/playground/lane_view.h"

#include <QAccessible>
#include <QDesktopServices>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/playground/answer_view.h"
#include "ui/playground/comparison.h"
#include "ui/playground/lane.h"
#include "ui/playground/lane_problem_view.h"
#include "ui/playground/name_button.h"
#include "ui/playground/name_model.h"
#include "ui/theme/format.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/tile.h"

namespace sb::ui {
namespace {

using State = Lane::State;

constexpr int kHead = 44, kFewestWidth = 288, kMark = 20, kWordsWidth = 400;

// The provider's tile says the rest.
QString shownName(const QString& name, const QString& provider) {
  if (name.isEmpty()) return LaneView::tr("Choose a model");
  return provider.isEmpty() ? name.left(300) : name.mid(provider.size() + 1).left(300);
}

// Only what a browser opens; a model's word is no reason to start another program.
void openLink(const QUrl& url) {
  if (url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http"))
    QDesktopServices::openUrl(url);
}

}  // namespace

LaneView::LaneView(Lane* lane, NameModel& names, QWidget* parent)
    : QFrame(parent),
      m_lane(lane),
      m_names(names),
      m_answer(new AnswerView(QStringLiteral("laneAnswer"), this)),
      m_problem(new LaneProblemView(this)) {
  setMinimumWidth(scaled(kFewestWidth));
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(makeHead());
  column->addWidget(m_answer, 1);
  auto* const problemRow = new QVBoxLayout;
  problemRow->setContentsMargins(space::k12, 0, space::k12, space::k12);
  problemRow->addWidget(m_problem);
  column->addLayout(problemRow);
  column->addWidget(makeFigures());
  connect(m_problem, &LaneProblemView::againRequested, lane, &Lane::askAgain);
  connect(m_answer, &QTextBrowser::anchorClicked, this, &openLink);
  connect(m_name, &QPushButton::clicked, this, &LaneView::nameRequested);
  connect(m_parameters, &QToolButton::clicked, this, &LaneView::parametersRequested);
  connect(m_remove, &QToolButton::clicked, this, &LaneView::removeRequested);
  connect(m_log, &QPushButton::clicked, this,
          [this] { Q_EMIT logRequested(m_lane->figures().requestId); });
  connect(lane, &Lane::setupChanged, this, &LaneView::refreshHead);
  connect(lane, &Lane::stateChanged, this, &LaneView::refreshState);
  connect(lane, &Lane::figuresChanged, this, &LaneView::refreshFigures);
  connect(lane, &Lane::grew, this, &LaneView::refreshAnswer);
  retranslate();
}

QWidget* LaneView::makeHead() {
  auto* const head = new QFrame(this);
  head->setProperty("role", QStringLiteral("header"));
  head->setFixedHeight(scaled(kHead));
  auto* const row = new QHBoxLayout(head);
  row->setContentsMargins(space::k16, 0, space::k12, 0);
  row->setSpacing(space::k8);
  m_place = makeLabel(QStringLiteral("key"), {}, head);
  m_place->setAlignment(Qt::AlignCenter);
  m_place->setFixedSize(scaled(kMark), scaled(kMark));
  m_tile = new Tile(head);
  m_name = new NameButton(QStringLiteral("laneName"), head);
  m_state = new Chip({}, ChipTone::Neutral, {}, head);
  m_parameters = makeIconButton(QStringLiteral("laneParameters"),
                                QStringLiteral("sliders-horizontal"), {}, head);
  m_remove = makeIconButton(QStringLiteral("laneRemove"), QStringLiteral("x"), {}, head);
  row->addWidget(m_place);
  row->addWidget(m_tile);
  row->addWidget(m_name);
  row->addStretch(1);
  row->addWidget(m_state);
  row->addWidget(m_parameters);
  row->addWidget(m_remove);
  return head;
}

QWidget* LaneView::makeFigures() {
  auto* const foot = new QFrame(this);
  m_foot = foot;
  foot->setObjectName(QStringLiteral("laneFigures"));
  foot->setProperty("role", QStringLiteral("foot"));
  auto* const grid = new QGridLayout(foot);
  grid->setContentsMargins(space::k16, space::k8, space::k16, space::k8);
  grid->setHorizontalSpacing(space::k8);
  grid->setVerticalSpacing(space::k4);
  const QString mono = QStringLiteral("mono");
  m_first = makeLabel(mono, {}, foot);
  m_speed = makeLabel(mono, {}, foot);
  m_tokens = makeLabel(QStringLiteral("mono-muted"), {}, foot);
  m_cost = makeLabel(mono, {}, foot);
  m_cost->setObjectName(QStringLiteral("laneCost"));
  m_who = new ElidedLabel(foot);
  m_who->setObjectName(QStringLiteral("laneWho"));
  m_who->setProperty("role", QStringLiteral("small"));
  m_how = makeLabel(QStringLiteral("small"), {}, foot);
  m_log = makeButton(QStringLiteral("laneLog"), {}, foot, ButtonRole::Link);
  auto* const end = new QHBoxLayout;
  end->setSpacing(space::k8);
  end->addWidget(m_how);
  end->addWidget(m_log);
  grid->addWidget(m_first, 0, 0);
  grid->addWidget(m_speed, 0, 1, Qt::AlignTrailing);
  grid->addWidget(m_tokens, 1, 0);
  grid->addWidget(m_cost, 1, 1, Qt::AlignTrailing);
  grid->addWidget(m_who, 2, 0);
  grid->addLayout(end, 2, 1, Qt::AlignTrailing);
  grid->setColumnStretch(0, 1);
  return foot;
}

void LaneView::setPlace(int place, bool removable) {
  m_letter = Comparison::letter(place);
  setObjectName(QStringLiteral("lane%1").arg(m_letter));
  m_remove->setVisible(removable);
  retranslate();
}

void LaneView::refresh() {
  refreshHead();
  refreshState();
  refreshFigures();
  refreshAnswer();
}

void LaneView::refreshHead() {
  const QString& name = m_lane->setup().model;
  const QString provider = m_names.providerOf(name);
  m_name->setText(provider.isEmpty() && m_names.isRoute(name) ? tr("route: %1").arg(name)
                                                              : shownName(name, provider));
  m_name->setToolTip(name.left(300));
  m_name->setAccessibleName(tr("Model of lane %1: %2").arg(m_letter, name.left(300)));
  m_tile->setVisible(!name.isEmpty());
  if (provider.isEmpty())
    m_tile->setIcon(QStringLiteral("routes"));
  else
    m_tile->setProvider(provider, m_names.placeOf(provider));
  const bool own = m_lane->setup().temperature || m_lane->setup().maxTokens;
  m_parameters->setIcon(
      themedIcon(QStringLiteral("sliders-horizontal"), own ? Tone::Accent : Tone::Muted));
}

// In a narrow lane the name of the model needs the room: the state is its icon.
void LaneView::refreshChip() {
  switch (m_lane->state()) {
    case State::Idle:
      break;
    case State::Waiting:
      setChip(tr("waiting"), ChipTone::Neutral, QStringLiteral("clock"));
      break;
    case State::Streaming:
      setChip(tr("streaming"), ChipTone::Accent, QStringLiteral("circle-dot"));
      break;
    case State::Done:
      setChip(tr("done"), ChipTone::Ok, QStringLiteral("check"));
      break;
    case State::Stopped:
      setChip(tr("stopped"), ChipTone::Neutral, QStringLiteral("stop"));
      break;
    case State::Failed:
      setChip(tr("failed"), ChipTone::Error, QStringLiteral("circle-x"));
      break;
  }
}

void LaneView::setChip(const QString& text, ChipTone tone, const QString& iconName) {
  m_narrow = width() < scaled(kWordsWidth);
  m_state->set(m_narrow ? QString() : text, tone, iconName);
  m_state->setToolTip(m_narrow ? text : QString());
  m_state->setAccessibleName(text);
}

void LaneView::resizeEvent(QResizeEvent* event) {
  QFrame::resizeEvent(event);
  if (m_narrow != (width() < scaled(kWordsWidth))) refreshChip();
}

void LaneView::refreshState() {
  refreshChip();
  m_state->setVisible(m_lane->state() != State::Idle);
  m_name->setEnabled(!m_lane->isRunning());
  m_parameters->setEnabled(!m_lane->isRunning());
  m_answer->setPlaceholderText(m_lane->state() == State::Idle ? tr("The answer appears here.")
                                                              : QString());
  m_problem->setVisible(m_lane->state() == State::Failed);
  m_problem->set(m_lane->problem());
  if (m_wasRunning && !m_lane->isRunning()) announce();
  m_wasRunning = m_lane->isRunning();
}

void LaneView::refreshFigures() {
  const LaneFigures& figures = m_lane->figures();
  const std::optional<double> speed = figures.tokensPerSecond();
  m_first->setText(figures.firstTokenMs ? tr("%1 first token").arg(duration(*figures.firstTokenMs))
                                        : QString());
  m_speed->setText(speed ? tr("%1 tok/s").arg(number(qRound64(*speed))) : QString());
  m_tokens->setText(
      figures.tokens
          ? tr("%1 → %2 tok").arg(number(figures.tokens->in), number(figures.tokens->out))
      : figures.pieces > 0 ? tr("≈ %1 tok").arg(number(figures.pieces))
                           : QString());
  m_cost->setText(costText());
  m_who->setText(whoText());
  m_how->setText(figures.fromCache      ? tr("from the cache")
                 : figures.attempts > 1 ? tr("attempt %1").arg(figures.attempts)
                                        : QString());
  m_log->setVisible(figures.logged);
  m_foot->setVisible(m_lane->state() != State::Idle);
}

// A part without a price makes the sum a lower bound; what failed for nothing says nothing.
QString LaneView::costText() const {
  const LaneFigures& figures = m_lane->figures();
  const bool failed = m_lane->state() == State::Failed;
  if (!figures.logged || (failed && figures.cost.value_or(0) == 0)) return {};
  if (!figures.cost) return tr("unpriced");
  return figures.priced ? money(*figures.cost) : tr("over %1").arg(money(*figures.cost));
}

QString LaneView::whoText() const {
  const LaneFigures& figures = m_lane->figures();
  if (figures.provider.isEmpty()) return {};
  const QString who = figures.provider + QLatin1Char('/') + figures.model.left(300);
  return m_lane->state() == State::Failed && m_lane->answer().isEmpty()
             ? tr("asked last: %1").arg(who)
             : tr("answered by %1").arg(who);
}

void LaneView::refreshAnswer() {
  const bool live = m_lane->isRunning();
  m_answer->setMarkdownLater(conversationMarkdown(m_lane->turns(), m_lane->reasoning()), live);
  if (!live) m_answer->renderNow();
}

// Once, at the end: not every piece.
void LaneView::announce() {
  setAccessibleDescription(m_lane->answer().left(2000));
  QAccessibleEvent event(this, QAccessible::Alert);
  QAccessible::updateAccessibility(&event);
}

void LaneView::retranslate() {
  m_place->setText(m_letter);
  setAccessibleName(tr("Lane %1").arg(m_letter));
  m_answer->setAccessibleName(tr("Answer of lane %1").arg(m_letter));
  setTip(m_parameters, tr("Parameters of lane %1").arg(m_letter));
  setTip(m_remove, tr("Remove lane %1").arg(m_letter));
  m_log->setText(tr("Log"));
  m_log->setAccessibleName(tr("Open the request of lane %1 in Logs").arg(m_letter));
  refresh();
}

void LaneView::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QFrame::changeEvent(event);
}

}  // namespace sb::ui
