#include "ui/providers/model_browser.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "ui/providers/model_csv.h"
#include "ui/providers/model_tables.h"
#include "ui/providers/models_model.h"
#include "ui/theme/format.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/csv.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/flow_layout.h"

namespace sb::ui {
namespace {

constexpr int kPage = 1'000, kMost = 50'000;
constexpr qint64 kContexts[] = {32'000, 128'000, 200'000, 1'000'000};
constexpr double kPrices[] = {0.1, 0.5, 1, 3, 10};

QComboBox* makeChoice(const QString& name, QWidget* parent) {
  auto* const choice = new QComboBox(parent);
  choice->setObjectName(name);
  choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  return choice;
}

// The names in place of those that were there, the first of them "any"; the choice stays.
void offer(QComboBox* choice, const QString& any, const std::set<QString>& names) {
  const QSignalBlocker quiet(choice);
  const QString chosen = choice->currentData().toString();
  choice->clear();
  choice->addItem(any, QString());
  for (const QString& name : names)
    choice->addItem(name, name);
  choice->setCurrentIndex(std::max(0, choice->findData(chosen)));
}

QString providerOf(const ProviderModel& model) {
  return model.model.section(QLatin1Char('/'), 0, 0);
}

}  // namespace

ModelBrowser::ModelBrowser(Connection& connection, const ProvidersData& known, QWidget* parent)
    : QWidget(parent),
      m_connection(connection),
      m_data(known),
      m_models(new ModelsModel(this)),
      m_filter(new ModelFilter(this)),
      m_search(new SearchField(QStringLiteral("browserSearch"), {}, this)),
      m_provider(makeChoice(QStringLiteral("browserProvider"), this)),
      m_ability(makeChoice(QStringLiteral("browserAbility"), this)),
      m_context(makeChoice(QStringLiteral("browserContext"), this)),
      m_price(makeChoice(QStringLiteral("browserPrice"), this)),
      m_only(new QCheckBox(this)),
      m_export(makeButton(QStringLiteral("browserExport"), {}, this, ButtonRole::Plain,
                          QStringLiteral("download"))),
      m_count(makeLabel(QStringLiteral("small"), {}, this)),
      m_empty(new EmptyState(this)) {
  setObjectName(QStringLiteral("modelBrowser"));
  m_only->setObjectName(QStringLiteral("browserOnly"));
  m_count->setObjectName(QStringLiteral("browserCount"));
  m_count->setMinimumHeight(m_search->sizeHint().height());
  makeTable();
  auto* const choices = new FlowLayout(nullptr, space::k8);
  for (QWidget* const one : std::initializer_list<QWidget*>{
           m_search, m_provider, m_ability, m_context, m_price, m_only, m_export, m_count})
    choices->addWidget(one);
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(space::k24, space::k16, space::k24, space::k24);
  column->setSpacing(space::k12);
  column->addLayout(choices);
  column->addWidget(m_table, 1);
  column->addWidget(m_empty, 1);
  connectAll();
  retranslate();
}

void ModelBrowser::makeTable() {
  m_filter->setSourceModel(m_models);
  m_table = makeModelTable(QStringLiteral("browserModels"), m_filter, this);
  m_table->installEventFilter(this);
}

void ModelBrowser::connectAll() {
  connect(m_search, &QLineEdit::textChanged, this, &ModelBrowser::narrow);
  for (QComboBox* const choice : {m_provider, m_ability, m_context, m_price})
    connect(choice, &QComboBox::currentIndexChanged, this, &ModelBrowser::narrow);
  connect(m_only, &QCheckBox::clicked, this, [this] { m_onlyChosen = true; });
  connect(m_only, &QCheckBox::toggled, this, &ModelBrowser::takeOnly);
  connect(m_export, &QPushButton::clicked, this, &ModelBrowser::saveCsv);
  connect(m_empty, &EmptyState::acted, this, &ModelBrowser::lead);
  connect(m_table, &QTableView::activated, this, &ModelBrowser::act);
  connect(m_table, &QTableView::customContextMenuRequested, this, &ModelBrowser::showMenu);
  connect(&m_data, &ProvidersData::providersChanged, this, &ModelBrowser::takeProviders);
}

void ModelBrowser::load() {
  if (!std::exchange(m_open, true)) chooseDefault();
  m_problem.clear();
  m_catalogLoaded = false;
  m_loaded = m_models->rowCount() > 0;
  refresh();
  ask(0);
}

void ModelBrowser::forget() {
  m_call.cancel();
  m_open = m_loaded = m_catalogLoaded = false;
  for (QList<ProviderModel>* const list : {&m_coming, &m_own, &m_catalog})
    *list = {};
  m_models->setModels({});
}

// Where nothing is configured, there is nothing but the catalogue to show.
void ModelBrowser::chooseDefault() {
  if (m_onlyChosen) return;
  const QSignalBlocker quiet(m_only);
  m_only->setChecked(!m_providersKnown || !m_kinds.isEmpty());
}

// The models of a new provider's kind are no longer only the catalogue's.
void ModelBrowser::takeProviders() {
  QStringList kinds;
  for (const Provider& provider : m_data.providers())
    kinds.append(provider.kind);
  const bool first = m_data.isLoaded() && !std::exchange(m_providersKnown, true);
  if (kinds == m_kinds && !first) return;
  m_kinds = kinds;
  if (!m_open) return;
  if (first) chooseDefault();
  load();
}

void ModelBrowser::ask(int offset) {
  if (offset == 0) m_coming.clear();
  ModelQuery query;
  query.offset = offset;
  query.limit = kPage;
  m_call = m_connection.client().routes().names(query, this, [this](const Reply<ModelPage>& reply) {
    if (!took(reply, true, &ModelBrowser::ask)) return;
    m_own = std::exchange(m_coming, {});
    if (m_only->isChecked()) return setModels();
    askCatalog(0);
  });
}

void ModelBrowser::askCatalog(int offset) {
  if (offset == 0) m_coming.clear();
  m_call = m_connection.client().providers().catalogModels(
      offset, kPage, this, [this](const Reply<ModelPage>& reply) {
        if (!took(reply, false, &ModelBrowser::askCatalog)) return;
        m_catalog = std::exchange(m_coming, {});
        m_catalogLoaded = true;
        setModels();
      });
}

bool ModelBrowser::took(const Reply<ModelPage>& reply, bool configured,
                        void (ModelBrowser::*next)(int)) {
  m_problem = reply ? QString() : sentenceOf(reply.error());
  if (!reply) return refresh(), false;
  for (const ModelName& one : reply->models)
    if (!one.isRoute)
      m_coming.append({one.name, one.listed.value_or(false), one.facts, configured});
  const int end = reply->offset + static_cast<int>(reply->models.size());
  if (reply->models.isEmpty() || end >= reply->total || end >= kMost) return true;
  (this->*next)(end);
  return false;
}

// Of a preset with a provider only what that one has.
void ModelBrowser::setModels() {
  m_loaded = true;
  QList<ProviderModel> all = m_own;
  for (const ProviderModel& one : std::as_const(m_catalog))
    if (!m_kinds.contains(providerOf(one))) all.append(one);
  m_models->setModels(all);
  offerChoices();
  narrow();
}

void ModelBrowser::takeOnly() {
  if (!m_only->isChecked() && !m_catalogLoaded && m_loaded) {
    m_loaded = false;
    askCatalog(0);
  }
  offerChoices();
  narrow();
}

// What there is to choose from: of what the models can, and whose they are.
void ModelBrowser::offerChoices() {
  std::set<QString> providers, abilities;
  for (const ProviderModel& one : m_models->models()) {
    if (m_only->isChecked() && !one.configured) continue;
    providers.insert(providerOf(one));
    abilities.insert(one.facts.supports.begin(), one.facts.supports.end());
  }
  offer(m_provider, tr("All providers"), providers);
  offer(m_ability, tr("Any capability"), abilities);
}

void ModelBrowser::narrow() {
  ModelWish wish;
  wish.text = m_search->text().trimmed();
  wish.provider = m_provider->currentData().toString();
  wish.configuredOnly = m_only->isChecked();
  wish.ability = m_ability->currentData().toString();
  wish.leastContext = m_context->currentData().toLongLong();
  if (const QVariant price = m_price->currentData(); price.isValid())
    wish.mostInput = price.toDouble();
  m_filter->setWish(wish);
  refresh();
}

void ModelBrowser::refresh() {
  const int seen = m_filter->rowCount();
  m_table->setVisible(seen > 0);
  m_empty->setVisible(seen == 0);
  m_export->setEnabled(seen > 0);
  const auto all = static_cast<int>(m_only->isChecked() ? m_own.size() : m_models->rowCount());
  m_count->setText(all == 0 || !m_problem.isEmpty()
                       ? m_problem
                       : tr("%1 of %Ln models", nullptr, all).arg(QLocale().toString(seen)));
  if (seen == 0) refreshEmpty();
}

void ModelBrowser::refreshEmpty() {
  const bool only = m_only->isChecked();
  m_empty->setAction(only && m_loaded ? tr("Look in the whole catalogue") : QString(), false);
  if (!m_problem.isEmpty()) {
    m_empty->set(QStringLiteral("circle-x"), tr("The models cannot be shown"), m_problem);
    m_empty->setAction(tr("Try again"), false);
  } else if (!m_loaded) {
    m_empty->set(QStringLiteral("loader-circle"), tr("The models are being fetched"), {});
  } else if (only && m_own.isEmpty()) {
    m_empty->set(QStringLiteral("list"), tr("No models known yet"),
                 tr("A test of a provider asks it for its models."));
  } else {
    m_empty->set(QStringLiteral("search"), tr("No model matches"),
                 tr("Choose fewer capabilities, a smaller context or a higher price."));
  }
}

// What the empty list offers.
void ModelBrowser::lead() {
  if (!m_problem.isEmpty()) return load();
  m_onlyChosen = true;
  m_only->setChecked(false);
}

void ModelBrowser::focusSearch() { m_search->setFocus(Qt::ShortcutFocusReason); }

QList<ProviderModel> ModelBrowser::chosen() const {
  QList<ProviderModel> models;
  for (const QModelIndex& row : m_table->selectionModel()->selectedRows())
    models.append(m_models->models()[m_filter->mapToSource(row).row()]);
  return models;
}

QList<ProviderModel> ModelBrowser::shown() const {
  QList<ProviderModel> models;
  for (int row = 0; row < m_filter->rowCount(); ++row)
    models.append(m_models->models()[m_filter->mapToSource(m_filter->index(row, 0)).row()]);
  return models;
}

// The names that apps ask for.
void ModelBrowser::copyNames() {
  QStringList names;
  for (const ProviderModel& one : chosen())
    names.append(one.model);
  if (!names.isEmpty()) QGuiApplication::clipboard()->setText(names.join(QLatin1Char('\n')));
}

void ModelBrowser::copyCsv() {
  if (const QList<ProviderModel> models = chosen(); !models.isEmpty())
    QGuiApplication::clipboard()->setText(QString::fromUtf8(csvOf(models)));
}

void ModelBrowser::saveCsv() {
  const CsvFile file{QStringLiteral("exportModelsDialog"), tr("Export the models"),
                     QStringLiteral("signalbox-models.csv"),
                     [this](const QString& path) { return writeWhole(path, csvOf(shown())); }};
  exportCsv(this, file, [this](const QString& said) { Q_EMIT noticed(said); });
}

std::optional<ProviderModel> ModelBrowser::current() const {
  const int row = m_filter->mapToSource(m_table->currentIndex()).row();
  if (row < 0) return std::nullopt;
  return m_models->models()[row];
}

// Only what the configuration file has can be given a price there.
bool ModelBrowser::isEditable(const QString& id) const {
  const Provider* const provider = m_data.provider(id);
  return provider != nullptr && provider->inFile();
}

void ModelBrowser::act() {
  const std::optional<ProviderModel> model = current();
  if (!model) return;
  if (model->configured) return askPrice();
  Q_EMIT addRequested(providerOf(*model));
}

void ModelBrowser::askPrice() {
  std::optional<ProviderModel> model = current();
  if (!model || !isEditable(providerOf(*model))) return;
  const QString provider = providerOf(*model);
  model->model = model->model.section(QLatin1Char('/'), 1);
  Q_EMIT priceRequested(provider, *model);
}

void ModelBrowser::showMenu(const QPoint& at) {
  const std::optional<ProviderModel> model = current();
  if (!model) return;
  auto* const menu = new QMenu(this);
  menu->setObjectName(QStringLiteral("browserMenu"));
  menu->setAttribute(Qt::WA_DeleteOnClose);
  QAction* const copy = menu->addAction(themedIcon(QStringLiteral("copy"), Tone::Muted), tr("Copy"),
                                        this, &ModelBrowser::copyNames);
  copy->setShortcut(QKeySequence::Copy);
  menu->addAction(themedIcon(QStringLiteral("table"), Tone::Muted), tr("Copy as CSV"), this,
                  &ModelBrowser::copyCsv);
  menu->addSeparator();
  if (model->configured) {
    QAction* const price = menu->addAction(themedIcon(QStringLiteral("dollar-sign"), Tone::Muted),
                                           tr("Price…"), this, &ModelBrowser::askPrice);
    price->setEnabled(isEditable(providerOf(*model)));
    menu->addAction(themedIcon(QStringLiteral("cloud"), Tone::Muted), tr("Open its provider"), this,
                    [this, provider = providerOf(*model)] { Q_EMIT providerRequested(provider); });
  } else {
    menu->addAction(themedIcon(QStringLiteral("plus"), Tone::Muted), tr("Add this provider…"), this,
                    &ModelBrowser::act);
  }
  menu->popup(m_table->viewport()->mapToGlobal(at));
}

bool ModelBrowser::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_table && event->type() == QEvent::KeyPress &&
      static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) {
    copyNames();
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

void ModelBrowser::retranslate() {
  m_search->setPlaceholder(tr("Search models"));
  m_only->setText(tr("Configured only"));
  m_only->setToolTip(tr("Only models of providers that were added"));
  m_export->setText(tr("Export…"));
  m_export->setToolTip(tr("What is shown, as CSV"));
  nameChoice(m_provider, tr("Provider"));
  nameChoice(m_ability, tr("Capability"));
  nameChoice(m_context, tr("Context"));
  nameChoice(m_price, tr("Price"));
  const QSignalBlocker quietContext(m_context), quietPrice(m_price);
  const int context = std::max(0, m_context->currentIndex());
  const int price = std::max(0, m_price->currentIndex());
  m_context->clear();
  m_context->addItem(tr("Any context"));
  for (const qint64 tokens : kContexts)
    m_context->addItem(tr("From %1 tokens").arg(compactNumber(tokens)), tokens);
  m_context->setCurrentIndex(context);
  m_price->clear();
  m_price->addItem(tr("Any price"));
  for (const double usd : kPrices)
    m_price->addItem(tr("Up to %1 / M in").arg(money(std::llround(usd * 1e9))), usd);
  m_price->setCurrentIndex(price);
  m_table->setAccessibleName(tr("Models"));
  m_models->retranslate();
  setModelWidths(m_table, {0, 72, 112, 80, 80, 176, 140});
  offerChoices();
  refresh();
}

void ModelBrowser::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace sb::ui
