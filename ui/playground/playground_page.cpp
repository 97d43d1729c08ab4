#include "ui/playground/playground_page.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/playground/diff_dialog.h"
#include "ui/playground/lane_view.h"
#include "ui/playground/name_button.h"
#include "ui/playground/name_picker.h"
#include "ui/playground/parameters_dialog.h"
#include "ui/playground/prompt_box.h"
#include "ui/playground/vote_bar.h"
#include "ui/theme/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/band.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/skeleton.h"
#include "ui/widgets/tile.h"

namespace sb::ui {

PlaygroundPage::PlaygroundPage(Connection& connection, Preferences& preferences)
    : Page(QStringLiteral("playground")),
      m_connection(connection),
      m_names(connection),
      m_comparison(connection, preferences),
      m_stack(new QStackedWidget(this)),
      m_loading(new Skeleton(m_stack, Skeleton::Shape::Cards)),
      m_empty(new EmptyState(m_stack)),
      m_startOver(makeButton(QStringLiteral("startOver"), {}, this, ButtonRole::FlatMuted,
                             QStringLiteral("rotate-ccw"))),
      m_addLane(makeButton(QStringLiteral("addLane"), {}, this, ButtonRole::Plain,
                           QStringLiteral("plus"))) {
  setFlush();
  m_compare = makeCompare();
  for (QWidget* const page : {m_loading, static_cast<QWidget*>(m_empty), m_compare})
    m_stack->addWidget(page);
  body()->addWidget(m_stack);
  addAction(m_startOver);
  addAction(m_addLane);
  m_picker = new NamePicker(m_names, this);
  connectAll();
  syncLanes();
  retranslate();
}

PlaygroundPage::~PlaygroundPage() = default;

QWidget* PlaygroundPage::makeCompare() {
  auto* const compare = new QWidget(m_stack);
  m_lanes = new QSplitter(compare);
  m_lanes->setObjectName(QStringLiteral("lanes"));
  m_lanes->setChildrenCollapsible(false);
  m_lanes->setHandleWidth(1);
  m_area = new QScrollArea(compare);
  m_area->setObjectName(QStringLiteral("laneArea"));
  m_area->setWidgetResizable(true);
  m_area->setFrameShape(QFrame::NoFrame);
  m_area->setFocusPolicy(Qt::NoFocus);
  m_area->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_area->setWidget(m_lanes);
  auto* const column = new QVBoxLayout(compare);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(makeStrip());
  column->addWidget(m_area, 1);
  column->addWidget(makeLine(compare));
  column->addWidget(makeLower());
  return compare;
}

QWidget* PlaygroundPage::makeStrip() {
  m_strip = new QFrame(this);
  m_strip->setProperty("role", QStringLiteral("header"));
  auto* const who = new Tile(m_strip);
  who->setIcon(QStringLiteral("user"));
  m_asked = new ElidedLabel(m_strip);
  m_asked->setObjectName(QStringLiteral("askedQuestion"));
  m_pictures = new Chip({}, ChipTone::Neutral, {}, m_strip);
  m_system = new Chip({}, ChipTone::Neutral, {}, m_strip);
  auto* const row = new QHBoxLayout(m_strip);
  row->setContentsMargins(space::k16, space::k12, space::k16, space::k12);
  row->setSpacing(space::k12);
  row->addWidget(who);
  row->addWidget(m_asked, 1);
  row->addWidget(m_pictures);
  row->addWidget(m_system);
  m_strip->hide();
  return m_strip;
}

QWidget* PlaygroundPage::makeLower() {
  auto* const lower = new QWidget(this);
  m_votes = new VoteBar(m_comparison, this);
  m_votes->setParent(lower);
  m_prompt = new PromptBox(lower);
  auto* const column = new QVBoxLayout(lower);
  column->setContentsMargins(space::k16, space::k8, space::k16, space::k16);
  column->setSpacing(space::k8);
  column->addWidget(m_votes);
  column->addWidget(m_prompt);
  return lower;
}

void PlaygroundPage::connectAll() {
  connect(&m_names, &NameModel::loaded, this, &PlaygroundPage::refreshNames);
  connect(&m_comparison, &Comparison::lanesChanged, this, &PlaygroundPage::syncLanes);
  connect(&m_comparison, &Comparison::changed, this, &PlaygroundPage::refresh);
  connect(&m_comparison, &Comparison::systemPromptChanged, this, &PlaygroundPage::refresh);
  connect(&m_comparison, &Comparison::voteFailed, this, [this](const QString& why) {
    Q_EMIT noticed(tr("The vote was not stored: %1").arg(why));
  });
  connect(m_startOver, &QPushButton::clicked, this, &PlaygroundPage::startOver);
  connect(m_addLane, &QPushButton::clicked, this, &PlaygroundPage::addLane);
  connect(m_prompt, &PromptBox::sendRequested, this, &PlaygroundPage::send);
  connect(m_prompt, &PromptBox::stopRequested, &m_comparison, &Comparison::stopAll);
  connect(m_prompt, &PromptBox::systemPromptRequested, this, &PlaygroundPage::editSystemPrompt);
  connect(m_prompt, &PromptBox::refused, this, &PlaygroundPage::noticed);
  connect(m_votes, &VoteBar::diffRequested, this, &PlaygroundPage::showDiff);
  connect(band(), &Band::acted, this, [this] { m_names.setActive(true); });
  connect(m_empty, &EmptyState::acted, this, [this] {
    if (!m_names.isLoaded()) return m_names.setActive(true);
    Q_EMIT navigationRequested(QStringLiteral("providers"), {{QStringLiteral("add"), true}});
  });
}

void PlaygroundPage::setActive(bool active) {
  m_names.setActive(active);
  refresh();
}

int PlaygroundPage::placeOf(const Lane* lane) const {
  for (int i = 0; i < m_comparison.count(); ++i)
    if (m_comparison.lane(i) == lane) return i;
  return -1;
}

LaneView* PlaygroundPage::viewOf(Lane* lane) {
  for (const auto& [known, view] : std::as_const(m_views))
    if (known == lane) return view;
  auto* const view = new LaneView(lane, m_names, m_lanes);
  m_lanes->addWidget(view);
  m_views.append({lane, view});
  connectView(view, lane);
  return view;
}

void PlaygroundPage::connectView(LaneView* view, Lane* lane) {
  connect(view, &LaneView::nameRequested, this, [this, view, lane] { pickName(view, lane); });
  connect(view, &LaneView::parametersRequested, this, [this, lane] { editParameters(lane); });
  connect(view, &LaneView::removeRequested, this,
          [this, lane] { m_comparison.removeLane(placeOf(lane)); });
  connect(view, &LaneView::logRequested, this, [this](const QString& id) {
    Q_EMIT navigationRequested(QStringLiteral("logs"), {{QStringLiteral("id"), id}});
  });
}

void PlaygroundPage::syncLanes() {
  for (qsizetype i = m_views.size() - 1; i >= 0; --i) {
    if (placeOf(m_views[i].first) >= 0) continue;
    m_views[i].second->hide();
    m_views[i].second->deleteLater();
    m_views.removeAt(i);
  }
  const bool removable = m_comparison.count() > Comparison::kFewest;
  for (int i = 0; i < m_comparison.count(); ++i)
    viewOf(m_comparison.lane(i))->setPlace(i, removable);
  m_lanes->setSizes(QList<int>(m_lanes->count(), 1000));
  refresh();
}

void PlaygroundPage::addLane() {
  LaneSetup setup;
  const QStringList names = m_names.suggestions();
  if (m_comparison.count() > 0) setup = m_comparison.lane(m_comparison.count() - 1)->setup();
  if (setup.model.isEmpty() && !names.isEmpty()) setup.model = names.first();
  m_comparison.addLane(setup);
  // Once it has its place.
  QMetaObject::invokeMethod(
      this,
      [this] {
        if (!m_views.isEmpty()) m_area->ensureWidgetVisible(m_views.last().second);
      },
      Qt::QueuedConnection);
}

void PlaygroundPage::startOver() {
  m_comparison.startOver();
  m_prompt->focusText();
}

void PlaygroundPage::pickName(LaneView* view, Lane* lane) {
  m_picker->openAt(view->nameButton(), lane->setup().model, [this, lane](const QString& name) {
    if (placeOf(lane) < 0) return;
    LaneSetup setup = lane->setup();
    setup.model = name;
    lane->setSetup(setup);
  });
}

void PlaygroundPage::editParameters(Lane* lane) {
  auto* const dialog = new ParametersDialog(Comparison::letter(placeOf(lane)), lane->setup(), this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(
      dialog, &ParametersDialog::chosen, this,
      [this, lane](const LaneSetup& setup, bool forAll) { applyParameters(lane, setup, forAll); });
  dialog->open();
}

void PlaygroundPage::applyParameters(Lane* lane, const LaneSetup& setup, bool forAll) {
  for (int i = 0; i < m_comparison.count(); ++i) {
    Lane* const each = m_comparison.lane(i);
    if (each != lane && !forAll) continue;
    LaneSetup next = each->setup();
    next.temperature = setup.temperature;
    next.maxTokens = setup.maxTokens;
    each->setSetup(next);
  }
}

void PlaygroundPage::editSystemPrompt() {
  auto* const dialog = new SystemPromptDialog(m_comparison.systemPrompt(), this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &SystemPromptDialog::chosen, &m_comparison, &Comparison::setSystemPrompt);
  dialog->open();
}

void PlaygroundPage::showDiff() {
  QList<LaneAnswer> answers;
  for (int i = 0; i < m_comparison.count(); ++i) {
    const Lane& lane = *m_comparison.lane(i);
    if (lane.isAnswered())
      answers.append(
          {QStringLiteral("%1  %2").arg(Comparison::letter(i), lane.setup().model), lane.answer()});
  }
  if (answers.size() < 2) return;
  auto* const dialog = new DiffDialog(answers, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
}

void PlaygroundPage::send() {
  if (!m_comparison.canAsk()) return;
  const Prompt question = m_prompt->question();
  if (question.text.isEmpty() && question.pictures.isEmpty()) return;
  m_prompt->clear();
  m_comparison.ask(question);
}

void PlaygroundPage::useModel(const QString& name) {
  LaneSetup setup = m_comparison.lane(0)->setup();
  setup.model = name;
  m_comparison.lane(0)->setSetup(setup);
}

void PlaygroundPage::usePrompt(const QString& text) {
  m_prompt->setText(text);
  m_prompt->focusText();
}

void PlaygroundPage::focusPrompt() { m_prompt->focusText(); }

void PlaygroundPage::refreshNames() {
  if (m_names.problem().isEmpty() || !m_names.isLoaded())
    band()->hide();  // where there is nothing to show, the page says why
  else
    band()->set(Band::Kind::Error, tr("The models could not be listed."), m_names.problem(),
                tr("Try again"));
  m_comparison.suggest(m_names.suggestions());
  for (const auto& [lane, view] : std::as_const(m_views))
    view->refresh();
  refresh();
}

QString PlaygroundPage::note() const {
  if (!m_connection.isConnected()) return tr("The console is not connected");
  if (!m_connection.status().listening) return tr("The gateway is stopped");
  if (const MaybeUsd cost = m_comparison.cost(); cost && !m_comparison.isRunning())
    return tr("%Ln lanes, %1", nullptr, m_comparison.count()).arg(money(*cost));
  return tr("%Ln lanes", nullptr, m_comparison.count());
}

void PlaygroundPage::refresh() {
  if (m_prompt == nullptr || m_comparison.count() < 1) return;
  const bool loaded = m_names.isLoaded();
  const bool failed = !loaded && !m_names.problem().isEmpty();
  const bool none = failed || (loaded && m_names.rowCount() == 0);
  m_stack->setCurrentWidget(none ? m_empty : loaded ? m_compare : m_loading);
  refreshEmpty(failed);
  const bool running = m_comparison.isRunning();
  m_prompt->setState(running, m_comparison.canAsk(), note());
  m_prompt->setSystemPrompt(!m_comparison.systemPrompt().isEmpty());
  m_addLane->setEnabled(m_comparison.count() < Comparison::kMost && !none);
  const QList<Turn>& turns = m_comparison.lane(0)->turns();
  m_startOver->setVisible(!turns.isEmpty());
  m_strip->setVisible(!turns.isEmpty());
  if (turns.isEmpty()) return;
  const Prompt& last = turns.last().question;
  m_asked->setText(last.text.left(400).simplified());
  m_pictures->setVisible(!last.pictures.isEmpty());
  m_pictures->set(tr("%Ln pictures", nullptr, static_cast<int>(last.pictures.size())),
                  ChipTone::Neutral, QStringLiteral("image"));
  m_system->setVisible(!m_comparison.systemPrompt().isEmpty());
  m_system->set(tr("system prompt"), ChipTone::Neutral, QStringLiteral("terminal"));
}

void PlaygroundPage::refreshEmpty(bool failed) {
  if (failed) {
    m_empty->set(QStringLiteral("play"), tr("The models cannot be shown"), m_names.problem());
    return m_empty->setAction(tr("Try again"), false);
  }
  m_empty->set(QStringLiteral("cloud"), tr("No model to ask yet"),
               tr("Add a provider, or use the demo in Overview. Then ask several models the same "
                  "and see who answers best."));
  m_empty->setAction(tr("Add a provider"), true, QStringLiteral("plus"));
}

void PlaygroundPage::retranslate() {
  setTitle(tr("Playground"));
  m_startOver->setText(tr("New conversation"));
  m_addLane->setText(tr("Lane"));
  m_addLane->setAccessibleName(tr("Add a lane"));
  m_lanes->setAccessibleName(tr("Lanes"));
  refresh();
}

void PlaygroundPage::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  Page::changeEvent(event);
}

}  // namespace sb::ui
