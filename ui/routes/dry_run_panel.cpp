#include "ui/routes/dry_run_panel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QSet>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/theme/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/text_edit.h"

namespace sb::ui {
namespace {

constexpr int kRequestHeight = 96, kIcon = 16, kNext = 4;
constexpr qsizetype kLongestRequest = 2'000'000, kMostPrompt = 300;

// What is wrong with a draft, in the gateway's words; everything else in ours.
QString problemOf(const ApiError& error) {
  if (error.configProblems.isEmpty()) return sentenceOf(error);
  return DryRunPanel::tr("The draft cannot be published as it is: %1")
      .arg(error.configProblems.first().what);
}

}  // namespace

QHash<QString, LitNode> litNodes(const Route& shown, const DryRun& run) {
  QHash<QString, LitNode> lit;
  QSet<QString> passedOver;
  qsizetype attempt = 0;
  bool answered = false;
  for (const DryRunStep& step : run.path) {
    if (step.kind == QLatin1String("copy")) {
      lit.insert(step.node, {Lit::Passed, DryRunPanel::tr("gets a copy")});
      continue;
    }
    if (step.kind != QLatin1String("target")) {
      if (!answered) lit.insert(step.node, {Lit::Passed, {}});
      continue;
    }
    if (step.chose.isEmpty()) {  // no attempt: traffic goes past it for now
      if (!answered) lit.insert(step.node, {Lit::Obstacle, step.why});
      passedOver.insert(step.node);
      continue;
    }
    const QString obstacle = run.obstacles.value(attempt++);
    // A retry of the same; who was passed over may be the last resort.
    if (answered || (lit.contains(step.node) && !passedOver.contains(step.node))) continue;
    answered = obstacle.isEmpty();
    lit.insert(step.node, answered ? LitNode{Lit::Answers, DryRunPanel::tr("answers")}
                                   : LitNode{Lit::Obstacle, obstacle});
  }
  QHash<QString, LitNode> here;
  for (const FlowNode& node : nodesOf(shown.flow))
    here[node.id] = lit.value(node.id, {Lit::NotReached, DryRunPanel::tr("not reached")});
  return here;
}

DryRunPanel::DryRunPanel(RoutesData& source, QWidget* parent)
    : QFrame(parent),
      m_data(source),
      m_title(makeLabel(QStringLiteral("strong"), {}, this)),
      m_close(makeIconButton(QStringLiteral("closeDryRun"), QStringLiteral("x"), {}, this)),
      m_label(makeLabel(QStringLiteral("label"), {}, this)),
      m_request(new TextEdit(this)),
      m_run(makeButton(QStringLiteral("runDry"), {}, this, ButtonRole::Plain,
                       QStringLiteral("play"))),
      m_note(makeLabel(QStringLiteral("small"), {}, this)),
      m_problem(makeLabel(QStringLiteral("small"), {}, this)),
      m_column(nullptr) {
  setObjectName(QStringLiteral("dryRunPanel"));
  auto* const all = new QVBoxLayout(this);
  all->setContentsMargins(space::k16, space::k8, space::k16, space::k16);
  all->setSpacing(space::k8);
  auto* const head = new QHBoxLayout;
  head->addWidget(m_title, 1);
  head->addWidget(m_close);
  all->addLayout(head);
  all->addWidget(m_label);
  m_request->setObjectName(QStringLiteral("dryRequest"));
  m_request->setProperty("role", QStringLiteral("mono"));
  m_request->setFixedHeight(scaled(kRequestHeight));
  m_request->setTabChangesFocus(true);
  m_request->setLongest(kLongestRequest);
  all->addWidget(m_request);
  all->addWidget(m_run, 0, Qt::AlignLeading);
  for (QLabel* label : {m_note, m_problem}) {
    label->setWordWrap(true);
    all->addWidget(label);
  }
  m_problem->setObjectName(QStringLiteral("dryProblem"));
  setStyleProperty(m_problem, "tone", QStringLiteral("error"));
  m_problem->hide();
  m_column = new QVBoxLayout;
  m_column->setSpacing(0);
  all->addLayout(m_column);
  all->addStretch(1);
  connect(m_close, &QToolButton::clicked, this, &DryRunPanel::closed);
  connect(m_run, &QPushButton::clicked, this, &DryRunPanel::run);
  connect(m_request, &TextEdit::pasteRefused, this, &DryRunPanel::complain);
  retranslate();
}

void DryRunPanel::retranslate() {
  m_title->setText(tr("Dry run"));
  setAccessibleName(tr("Dry run"));
  setTip(m_close, tr("Close the dry run"));
  m_label->setText(tr("Request, as JSON (optional)"));
  m_request->setAccessibleName(tr("Request, as JSON (optional)"));
  m_request->setPlaceholderText(QStringLiteral("{ \"messages\": [ … ] }"));
  m_run->setText(tr("Run"));
  refreshNote();
}

void DryRunPanel::show(const RouteRow& row) {
  const bool other = row.key != m_row.key || !sameRoute(row.now, m_row.now);
  m_row = row;
  if (other) forget();
  refreshNote();
}

void DryRunPanel::refreshNote() {
  if (m_row.isDraft || m_row.isNew || m_row.isGone)
    m_note->setText(tr("Runs the draft without publishing it. Nothing is sent to a provider."));
  else
    m_note->setText(tr("Nothing is sent to a provider."));
}

void DryRunPanel::forget() {
  delete m_steps;
  m_steps = nullptr;
  complain({});
  Q_EMIT litChanged({});
}

void DryRunPanel::complain(const QString& problem) {
  m_problem->setText(problem);
  m_problem->setVisible(!problem.isEmpty());
}

void DryRunPanel::run() {
  forget();
  const QString text = m_request->toPlainText().trimmed();
  const QJsonDocument request = QJsonDocument::fromJson(text.toUtf8());
  if (!text.isEmpty() && !request.isObject())
    return complain(tr(
        "This is not a JSON object. Paste the body that the app sends, or leave the field empty."));
  m_data.dryRun(m_row, request.object(), [this](const Reply<DryRun>& reply) { take(reply); });
}

void DryRunPanel::take(const Reply<DryRun>& reply) {
  forget();
  if (!reply) return complain(problemOf(reply.error()));
  showWay(*reply);
  Q_EMIT litChanged(litNodes(m_row.now, *reply));
}

void DryRunPanel::showWay(const DryRun& run) {
  m_steps = new QWidget(this);
  auto* const column = new QVBoxLayout(m_steps);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::k8);
  column->addWidget(makeLine(m_steps));
  addSteps(run);
  column->addWidget(makeLine(m_steps));
  const bool asked = !m_request->toPlainText().trimmed().isEmpty();
  auto* const cost = new QHBoxLayout;
  cost->addWidget(makeLabel(QStringLiteral("muted"), tr("Estimated cost"), m_steps), 1);
  const QString unknown = asked ? tr("unpriced") : tr("needs a request");
  auto* const figure = makeLabel(asked ? QStringLiteral("strong") : QStringLiteral("small"),
                                 run.estimate ? money(*run.estimate) : unknown, m_steps);
  figure->setObjectName(QStringLiteral("dryCost"));
  cost->addWidget(figure);
  column->addLayout(cost);
  m_column->addWidget(m_steps);
  setAccessibleDescription(tr("%Ln attempts", nullptr, static_cast<int>(run.attempts.size())));
}

// Those that traffic goes past and that were not asked before the one that answers.
bool DryRunPanel::addPassedOver(const DryRun& run, qsizetype answers) {
  QHash<QString, QString> names;
  for (const FlowNode& node : nodesOf(m_row.now.flow))
    names.insert(node.id, node.target);
  qsizetype attempt = 0;
  bool any = false;
  for (const DryRunStep& step : run.path) {
    if (step.kind != QLatin1String("target")) continue;
    if (!step.chose.isEmpty() && attempt++ >= answers) break;
    if (!step.chose.isEmpty()) continue;
    addStep(QStringLiteral("circle-x"), Tone::Warn, tr("%1 is skipped").arg(names.value(step.node)),
            step.why);
    any = true;
  }
  return any;
}

// Those before the one that answers, that one, and who would come next.
void DryRunPanel::addSteps(const DryRun& run) {
  qsizetype place = 0;
  for (; place < run.attempts.size() && !run.obstacles[place].isEmpty(); ++place)
    addStep(QStringLiteral("circle-x"), Tone::Warn, tr("%1 is skipped").arg(run.attempts[place]),
            run.obstacles[place]);
  const bool passed = addPassedOver(run, place);
  if (place == run.attempts.size())
    return addStep(QStringLiteral("circle-alert"), Tone::Error, tr("No model would answer"),
                   tr("Add a model that can be called, or fix a provider."));
  addStep(QStringLiteral("circle-check"), Tone::Accent, tr("%1 answers").arg(run.attempts[place]),
          place == 0 && !passed ? tr("First in order, and it can be called.")
                                : tr("The first that can be called now."));
  addPrompt(run.prompts.value(place));
  for (qsizetype next = place + 1; next < std::min(run.attempts.size(), place + kNext); ++next)
    addStep(QStringLiteral("circle"), Tone::Muted, run.attempts[next],
            run.attempts[next] == run.attempts[next - 1] ? tr("Called again if that fails.")
                                                         : tr("Next, if that fails."));
  for (qsizetype copy = 0; copy < std::min(run.copies.size(), qsizetype{kNext}); ++copy)
    addStep(QStringLiteral("copy"), Tone::Muted, run.copies[copy],
            tr("Gets a copy, whose answer nobody sees."));
}

void DryRunPanel::addPrompt(const DryRunPrompt& prompt) {
  if (!prompt.changes()) return;
  const QString around = prompt.before.isEmpty() ? prompt.after
                         : prompt.after.isEmpty()
                             ? prompt.before
                             : prompt.before + QStringLiteral(" … ") + prompt.after;
  addStep(
      QStringLiteral("pencil"), Tone::Muted,
      prompt.replaces ? tr("The system prompt is replaced") : tr("The system prompt is added to"),
      around.left(kMostPrompt));
}

void DryRunPanel::addStep(const QString& iconName, Tone tone, const QString& title,
                          const QString& why) {
  auto* const row = new QHBoxLayout;
  row->setSpacing(space::k8);
  auto* const icon = new QLabel(m_steps);
  icon->setPixmap(themedIcon(iconName, tone).pixmap(scaled(kIcon), scaled(kIcon)));
  row->addWidget(icon, 0, Qt::AlignTop);
  auto* const texts = new QVBoxLayout;
  texts->setSpacing(2);
  auto* const upper = makeLabel(QStringLiteral("medium"), title, m_steps);
  auto* const lower = makeLabel(QStringLiteral("small"), why, m_steps);
  for (QLabel* label : {upper, lower}) {
    label->setWordWrap(true);
    texts->addWidget(label);
  }
  row->addLayout(texts, 1);
  static_cast<QVBoxLayout*>(m_steps->layout())->addLayout(row);
}

void DryRunPanel::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) return Q_EMIT closed();
  QFrame::keyPressEvent(event);
}

void DryRunPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange && m_column != nullptr) retranslate();
  QFrame::changeEvent(event);
}

}  // namespace sb::ui
