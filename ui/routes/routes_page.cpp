#include "ui/routes/routes_page.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <algorithm>

#include "ui/routes/dry_run_panel.h"
#include "ui/routes/inspector.h"
#include "ui/routes/name_dialog.h"
#include "ui/routes/route_list.h"
#include "ui/routes/yaml_view.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/skeleton.h"

namespace sb::ui {
namespace {

constexpr int kListWidth = 176, kSideWidth = 268;

const QString kCanvas = QStringLiteral("canvas"), kYaml = QStringLiteral("yaml"),
              kScreen = QStringLiteral("routes"), kCurrent = QStringLiteral("current");

QFrame* upright(QWidget* parent) {
  auto* const line = new QFrame(parent);
  line->setProperty("role", QStringLiteral("line-vertical"));
  return line;
}

QWidget* scrolling(QWidget* content, QWidget* parent) {
  auto* const area = new QScrollArea(parent);
  area->setWidgetResizable(true);
  area->setFrameShape(QFrame::NoFrame);
  area->setFocusPolicy(Qt::NoFocus);
  area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  area->setWidget(content);
  return area;
}

}  // namespace

RoutesPage::RoutesPage(Connection& connection, Preferences& preferences)
    : Page(kScreen),
      m_preferences(preferences),
      m_connection(connection),
      m_data(connection, preferences),
      m_chip(new Chip({}, ChipTone::Accent, {}, this)),
      m_name(new ElidedLabel(this)),
      m_discard(makeButton(QStringLiteral("discard"), {}, this, ButtonRole::FlatMuted)),
      m_dry(makeButton(QStringLiteral("dryRun"), {}, this, ButtonRole::Plain,
                       QStringLiteral("play"))),
      m_publish(makeButton(QStringLiteral("publish"), {}, this, ButtonRole::Primary,
                           QStringLiteral("arrow-up"))),
      m_stack(new QStackedWidget(this)),
      m_empty(new EmptyState(this)),
      m_list(new RouteList(m_data.drafts(), this)),
      m_canvas(new Canvas(m_data, this)),
      m_yaml(new YamlView(connection.client().config(), preferences, this)),
      m_inspector(new Inspector(m_data, this)),
      m_dryRun(new DryRunPanel(m_data, this)) {
  setFlush();
  makeHead();
  m_stack->addWidget(new Skeleton(m_stack));
  m_stack->addWidget(m_empty);
  m_stack->addWidget(makeBody());
  body()->addWidget(m_stack);
  connectAll();
  connectParts();
  retranslate();
}

void RoutesPage::makeHead() {
  addTab(kCanvas, {});
  addTab(kYaml, {});
  setStyleProperty(m_name, "role", QStringLiteral("page"));
  m_name->setObjectName(QStringLiteral("currentRoute"));
  addBesideTitle(m_name);
  m_chip->setObjectName(QStringLiteral("draftChip"));
  addAction(m_chip);
  addAction(m_discard);
  addAction(m_dry);
  addAction(m_publish);
}

QWidget* RoutesPage::makeBody() {
  auto* const frame = new QWidget(m_stack);
  auto* const row = new QHBoxLayout(frame);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  m_centre = new QStackedWidget(frame);
  m_centre->addWidget(m_canvas);
  m_centre->addWidget(m_yaml);
  m_side = new QStackedWidget(frame);
  m_side->addWidget(scrolling(m_inspector, m_side));
  m_side->addWidget(scrolling(m_dryRun, m_side));
  row->addWidget(m_list);
  row->addWidget(upright(frame));
  row->addWidget(m_centre, 1);
  m_sideLine = upright(frame);
  row->addWidget(m_sideLine);
  row->addWidget(m_side);
  return frame;
}

void RoutesPage::connectAll() {
  connect(&m_data, &RoutesData::changed, this, &RoutesPage::refresh);
  connect(&m_data, &RoutesData::busyChanged, this, &RoutesPage::refreshHead);
  connect(&m_data, &RoutesData::published, this, &RoutesPage::takePublished);
  connect(&m_data, &RoutesData::refused, this, &RoutesPage::takeRefused);
  connect(&m_data, &RoutesData::removed, this, [this](const Route& route) {
    Q_EMIT noticed(tr("Route “%1” was deleted.").arg(route.name),
                   [this, route] { m_data.putBack(route); });
  });
  connect(&m_connection, &Connection::stateChanged, this, [this] {
    readText();
    refresh();
  });
  connect(&m_connection, &Connection::configChanged, this, &RoutesPage::readText);
  connect(m_discard, &QPushButton::clicked, this, &RoutesPage::discard);
  connect(m_publish, &QPushButton::clicked, this, &RoutesPage::publish);
  connect(m_dry, &QPushButton::clicked, this, [this] {
    showTab(kCanvas);
    showDryRun(true);
    m_dryRun->run();
  });
  connect(m_empty, &EmptyState::acted, this, [this] {
    if (m_data.isLoaded())
      askForNew();
    else
      setActive(true);
  });
  connect(band(), &Band::acted, this, [this] {
    const std::function<void()> run = m_bandRun;
    if (run) run();
  });
  connect(this, &Page::tabChosen, this, &RoutesPage::showTab);
}

void RoutesPage::connectParts() {
  connect(m_list, &RouteList::chosen, this, &RoutesPage::choose);
  connect(m_list, &RouteList::newRequested, this, &RoutesPage::askForNew);
  connect(m_list, &RouteList::renameRequested, this, &RoutesPage::askForName);
  connect(m_list, &RouteList::removeRequested, this, &RoutesPage::askToRemove);
  connect(m_canvas, &Canvas::edited, this, &RoutesPage::edit);
  connect(m_canvas, &Canvas::nodeChosen, this, [this] {
    showDryRun(false);
    showRow();
  });
  connect(m_canvas, &Canvas::removed, this, &RoutesPage::offerNodeBack);
  connect(m_inspector, &Inspector::edited, this, &RoutesPage::edit);
  connect(m_inspector, &Inspector::yamlRequested, this, [this] { showTab(kYaml); });
  connect(m_inspector, &Inspector::renameRequested, this, [this] { askForName(m_key); });
  connect(m_inspector, &Inspector::removeRequested, this, [this] {
    if (!m_canvas->chosen()) return askToRemove(m_key);
    m_canvas->remove(*m_canvas->chosen());
  });
  connect(m_dryRun, &DryRunPanel::closed, this, [this] { showDryRun(false); });
  connect(m_dryRun, &DryRunPanel::litChanged, m_canvas, &Canvas::setLit);
  connect(m_yaml, &YamlView::changed, this, &RoutesPage::refreshHead);
  connect(&m_yaml->draft(), &ConfigDraft::published, this, [this](const Saved& saved) {
    takePublished({}, saved);
    m_data.refresh();
  });
  connect(&m_yaml->draft(), &ConfigDraft::failed, this,
          [this](const ApiError& error) { takeRefused({}, error); });
}

void RoutesPage::setActive(bool active) {
  m_active = active;
  m_data.setActive(active);
  readText();
  if (active) refresh();
}

void RoutesPage::readText() {
  if (m_active && m_connection.isConnected()) m_yaml->load();
}

bool RoutesPage::hasDrafts() const {
  return m_data.drafts().drafts() > 0 || m_yaml->draft().isChanged();
}

bool RoutesPage::onYaml() const { return currentTab() == kYaml; }

void RoutesPage::showTab(const QString& id) {
  setCurrentTab(id);
  m_centre->setCurrentIndex(onYaml() ? 1 : 0);
  m_side->setVisible(!onYaml());
  m_sideLine->setVisible(!onYaml());
  m_trouble = {};
  if (onYaml()) {
    readText();
    if (row() != nullptr) m_yaml->showRoute(row()->base.name);
  }
  refresh();
}

void RoutesPage::showDryRun(bool shown) {
  m_side->setCurrentIndex(shown ? 1 : 0);
  if (!shown) m_canvas->setLit({});
}

void RoutesPage::choose(const QString& key) {
  m_key = key;
  m_trouble = {};
  showDryRun(false);
  if (row() != nullptr) m_preferences.setOf(kScreen, kCurrent, row()->now.name);
  if (onYaml() && row() != nullptr) m_yaml->showRoute(row()->base.name);
  refresh();
}

void RoutesPage::openRoute(const QString& name) {
  m_preferences.setOf(kScreen, kCurrent, name);
  const RouteRow* const found = m_data.drafts().findName(name);
  if (found != nullptr) choose(found->key);
}

void RoutesPage::chooseWhatIsThere() {
  if (row() != nullptr || m_data.drafts().rows().isEmpty()) return;
  const QString last = m_preferences.of(kScreen, kCurrent).toString();
  const RouteRow* const found = m_data.drafts().findName(last);
  m_key = found != nullptr ? found->key : m_data.drafts().rows().first().key;
}

void RoutesPage::refresh() {
  chooseWhatIsThere();
  m_list->setCurrent(m_key);
  showRow();
  refreshEmpty();
  refreshHead();
}

void RoutesPage::showRow() {
  const RouteRow* const found = row();
  if (found == nullptr) return;
  const RouteRow shown = *found;
  m_canvas->show(shown);
  m_inspector->show(shown, m_canvas->chosen());
  m_dryRun->show(shown);
  m_canvas->widget()->setEnabled(shown.now.inFile);
  m_inspector->setEnabled(shown.now.inFile);
}

void RoutesPage::refreshEmpty() {
  const bool any = !m_data.drafts().rows().isEmpty() || onYaml();
  const bool gone = !m_data.isLoaded() && !m_connection.isConnected();
  const bool failed = !m_data.isLoaded() && !m_data.problem().isEmpty();
  if (gone || failed)
    m_empty->set(QStringLiteral("routes"),
                 gone ? tr("No routes to show") : tr("The routes cannot be shown"),
                 gone ? tr("They appear here when the gateway answers.") : m_data.problem());
  else
    m_empty->set(QStringLiteral("routes"), tr("No routes yet"),
                 tr("A route is a model name of your own. Apps ask for it, and Signalbox decides "
                    "which model answers. Requests that name a model directly work without one."));
  if (failed)
    m_empty->setAction(tr("Try again"), false);
  else
    m_empty->setAction(gone ? QString() : tr("New route"), true, QStringLiteral("plus"));
  const bool waiting = !m_data.isLoaded() && !gone && !failed;
  m_stack->setCurrentIndex(any ? 2 : waiting ? 0 : 1);
}

void RoutesPage::refreshHead() {
  const RouteRow* const found = row();
  const ConfigDraft& text = m_yaml->draft();
  const bool draft = onYaml() ? text.isChanged() : found != nullptr && found->isDraft;
  const bool outdated = onYaml() ? text.isOutdated() : found != nullptr && found->isOutdated;
  const bool wrong = onYaml() && !text.problems().isEmpty();
  const bool busy = onYaml() ? text.isBusy() : m_data.isBusy();
  const int changes = onYaml() ? m_yaml->changes() : draft ? found->changes() : 0;
  // The name keeps its own direction, the mark stands between it and the title.
  const QString name = found != nullptr ? found->now.name : QString();
  m_name->setText(name.isEmpty() || onYaml() ? QString()
                  : isRightToLeft()          ? name + QStringLiteral(" ‹")
                                             : QStringLiteral("› ") + name);
  m_chip->set(tr("Draft, %Ln changes", nullptr, changes), ChipTone::Accent,
              QStringLiteral("pencil"));
  m_chip->setVisible(draft);
  const bool any = m_stack->currentIndex() == 2;
  m_discard->setVisible(draft);
  m_publish->setVisible(any);
  const bool publishable = draft && !outdated && !wrong && !busy && m_connection.isConnected();
  // A focus that falls to the next field would take what is typed as a search.
  if (!publishable && m_publish->hasFocus()) m_stack->setFocus(Qt::OtherFocusReason);
  m_publish->setEnabled(publishable);
  m_dry->setVisible(any && !onYaml());
  m_dry->setEnabled(m_connection.isConnected());
  const int drafts = m_data.drafts().drafts();
  m_yaml->setNote(
      drafts == 0 ? QString()
                  : tr("%Ln drafts on the canvas are not in this text until they are published.",
                       nullptr, drafts));
  refreshBand();
  Q_EMIT draftsChanged(hasDrafts());
}

void RoutesPage::say(Band::Kind kind, const QString& title, const QString& text,
                     const QString& action, const std::function<void()>& run) {
  m_bandRun = run;
  band()->set(kind, title, text, action);
}

void RoutesPage::refreshBand() {
  const RouteRow* const found = row();
  const QString text = tr("Keep yours to replace that version, or discard yours to see it.");
  if (!m_trouble.title.isEmpty())
    return say(Band::Kind::Error, m_trouble.title, m_trouble.text, m_trouble.action, m_trouble.run);
  if (onYaml() && m_yaml->draft().isOutdated())
    return say(Band::Kind::Warning, tr("The file was changed elsewhere."), text, tr("Keep mine"),
               [this] { m_yaml->draft().keepMine(); });
  if (!onYaml() && found != nullptr && found->isOutdated)
    return say(Band::Kind::Warning,
               found->isGone ? tr("“%1” was deleted elsewhere.").arg(found->base.name)
                             : tr("“%1” was changed elsewhere.").arg(found->base.name),
               text, tr("Keep mine"), [this] { m_data.drafts().keepMine(m_key); });
  if (m_data.isLoaded() && !m_data.problem().isEmpty() && m_connection.isConnected())
    return say(Band::Kind::Error, tr("The routes could not be read."), m_data.problem(),
               tr("Try again"), [this] { m_data.refresh(); });
  band()->hide();
}

void RoutesPage::edit(const Route& route) {
  m_trouble = {};
  m_data.drafts().change(m_key, route);
}

// As it was; behind all others if the route was changed since.
void RoutesPage::offerNodeBack(const QJsonObject& node, const QJsonObject& before) {
  if (row() == nullptr) return;
  const QJsonObject after = row()->now.flow;
  const QString target = node.value(QLatin1String("target")).toString();
  const QString text =
      target.isEmpty() ? tr("A fallback was removed.") : tr("“%1” was removed.").arg(target);
  Q_EMIT noticed(text, [this, key = m_key, node, before, after] {
    const RouteRow* const found = m_data.drafts().find(key);
    if (found == nullptr) return;
    Route route = found->now;
    route.flow = route.flow == after ? before : withAdded(route.flow, node);
    m_data.drafts().change(key, route);
  });
}

void RoutesPage::askForNew() {
  auto* const dialog = new NameDialog(m_data, nullptr, this);
  connect(dialog, &NameDialog::named, this, [this](const QString& name, const QString& target) {
    Route route;
    route.name = name;
    route.flow = targetNode(target);
    choose(m_data.drafts().add(route));
    showTab(kCanvas);
    m_canvas->focusFirst();
  });
  dialog->open();
}

void RoutesPage::askForName(const QString& key) {
  const RouteRow* const found = m_data.drafts().find(key);
  if (found == nullptr || !found->now.inFile) return;
  auto* const dialog = new NameDialog(m_data, found, this);
  connect(dialog, &NameDialog::named, this, [this, key](const QString& name) {
    const RouteRow* const present = m_data.drafts().find(key);
    if (present == nullptr) return;
    Route route = present->now;
    route.name = name;
    m_data.drafts().change(key, route);
  });
  dialog->open();
}

void RoutesPage::askToRemove(const QString& key) {
  const RouteRow* const found = m_data.drafts().find(key);
  if (found == nullptr || !found->now.inFile) return;
  Question question;
  question.title = tr("Delete route “%1”?").arg(found->now.name);
  question.text = found->isNew ? tr("It is a draft that was never published.")
                               : tr("Apps that ask for it will get an error.");
  question.accept = tr("Delete route");
  ask(this, question, [this, key](const Answer& answer) {
    if (answer.accepted) m_data.remove(key);
  });
}

void RoutesPage::discard() {
  m_trouble = {};
  if (onYaml()) {
    const QString mine = m_yaml->draft().text();
    m_yaml->draft().discard();
    return Q_EMIT noticed(tr("The changes to the text were discarded."),
                          [this, mine] { m_yaml->draft().setText(mine); });
  }
  const RouteRow* const found = row();
  if (found == nullptr) return;
  const Route mine = found->now;
  const bool wasNew = found->isNew;
  const QString key = m_key;
  m_data.drafts().discard(key);
  Q_EMIT noticed(tr("The draft of “%1” was discarded.").arg(mine.name), [this, mine, wasNew, key] {
    if (wasNew) return choose(m_data.drafts().add(mine));
    m_data.drafts().change(key, mine);
  });
}

void RoutesPage::publish() {
  m_trouble = {};
  if (onYaml())
    m_yaml->draft().publish();
  else
    m_data.publish(m_key);
  refreshHead();
}

void RoutesPage::takePublished(const QString& name, const Saved& saved) {
  if (!name.isEmpty()) m_key = name;
  const QString text = name.isEmpty() ? tr("The configuration is published.")
                                      : tr("Route “%1” is published.").arg(name);
  Q_EMIT noticed(text, {});
  if (!saved.warnings.isEmpty())
    m_trouble = {tr("Published, with a warning."), saved.warnings.first(), {}, {}};
  refresh();
  if (!name.isEmpty()) readText();
}

void RoutesPage::takeRefused(const QString& name, const ApiError& error) {
  // Nothing was published: the text could not be fetched, and neither could the routes.
  if (name.isEmpty() && !m_data.isLoaded()) return;
  m_trouble.title =
      name.isEmpty() ? tr("The text was not published.") : tr("“%1” was not changed.").arg(name);
  m_trouble.text = sentenceOf(error);
  m_trouble.action.clear();
  m_trouble.run = {};
  if (error.isConflict()) {
    // The text's own conflict has a band of its own.
    if (name.isEmpty()) m_trouble = {};
    m_trouble.action = tr("Read it again");
    m_trouble.run = [this] {
      m_trouble = {};
      m_data.readFileAgain();
    };
  }
  refresh();
}

void RoutesPage::focusSearch() { m_list->focusSearch(); }

void RoutesPage::retranslate() {
  setTitle(tr("Routes"));
  setTabText(kCanvas, tr("Canvas"));
  setTabText(kYaml, QStringLiteral("YAML"));
  m_discard->setText(tr("Discard"));
  m_dry->setText(tr("Dry run"));
  m_publish->setText(tr("Publish"));
  refresh();
}

// The canvas keeps two fifths of a narrow page.
void RoutesPage::resizeEvent(QResizeEvent* event) {
  Page::resizeEvent(event);
  m_list->setFixedWidth(std::min(scaled(kListWidth), width() / 5));
  m_side->setFixedWidth(std::min(scaled(kSideWidth), width() * 3 / 10));
}

void RoutesPage::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange && m_side != nullptr) retranslate();
  Page::changeEvent(event);
}

}  // namespace sb::ui
