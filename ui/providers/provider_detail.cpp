#include "ui/providers/provider_detail.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QEvent>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/providers/keys_model.h"
#include "ui/providers/model_tables.h"
#include "ui/providers/models_model.h"
#include "ui/providers/trial_panel.h"
#include "ui/theme/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/delegates.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/fitting_area.h"

namespace sb::ui {
namespace {

constexpr int kUpperHeight = 260, kFactsWidth = 420, kModelsHeight = 200;
constexpr int kBesideWidth = 880;  // what keys and connection need beside each other

}  // namespace

ProviderDetail::ProviderDetail(ProvidersData& source, QWidget* parent)
    : QWidget(parent),
      m_data(source),
      m_keys(new ProviderKeysModel(this)),
      m_models(new ModelsModel(this)),
      m_filtered(new QSortFilterProxyModel(this)) {
  m_filtered->setSourceModel(m_models);
  m_filtered->setSortRole(ModelsModel::kSortRole);
  m_filtered->setSortCaseSensitivity(Qt::CaseInsensitive);
  m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
  auto* const content = new QWidget(this);
  m_upper = new QBoxLayout(QBoxLayout::LeftToRight);
  m_upper->setSpacing(space::k16);
  m_upper->addWidget(makeKeys(), 1);
  m_upper->addWidget(makeFacts());
  auto* const column = new QVBoxLayout(content);
  column->setContentsMargins(space::k24, space::k16, space::k24, space::k24);
  column->setSpacing(space::k16);
  column->addLayout(m_upper);
  column->addWidget(makeModels(), 1);
  auto* const all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->addWidget(new FittingArea(content, this));
  connect(&m_data, &ProvidersData::testChanged, this, &ProviderDetail::refresh);
  connect(&m_data, &ProvidersData::vaultChanged, this, &ProviderDetail::refresh);
  retranslate();
}

QWidget* ProviderDetail::makeKeys() {
  m_keyCard = new Card(QString(), this);
  m_keyCard->setMinimumHeight(scaled(kUpperHeight));
  m_keyTable = makeRowTable(QStringLiteral("providerKeys"), m_keys, m_keyCard);
  m_keyTable->setSelectionMode(QAbstractItemView::SingleSelection);
  m_keyTable->setItemDelegateForColumn(ProviderKeysModel::Weight, new NumberDelegate(m_keyTable));
  m_keyTable->setItemDelegateForColumn(ProviderKeysModel::State, new StatusDelegate(m_keyTable));
  m_noKeys = makeLabel(QStringLiteral("muted"), {}, m_keyCard);
  m_noKeys->setAlignment(Qt::AlignCenter);
  m_noKeys->setWordWrap(true);
  m_place = makeLabel(QStringLiteral("small"), {}, m_keyCard);
  m_place->setObjectName(QStringLiteral("chosenKeyPlace"));
  m_place->setWordWrap(true);
  m_unlock = makeSmallButton(QStringLiteral("unlockKeychain"), {}, m_keyCard);
  auto* const where = new QHBoxLayout;
  where->setContentsMargins(space::k16, space::k8, space::k16, space::k8);
  where->setSpacing(space::k8);
  where->addWidget(m_place, 1);
  where->addWidget(m_unlock);
  m_addKey = makeSmallButton(QStringLiteral("addKey"), {}, m_keyCard, ButtonRole::Plain,
                             QStringLiteral("plus"));
  m_editKey = makeSmallButton(QStringLiteral("editKey"), {}, m_keyCard);
  m_testKey = makeSmallButton(QStringLiteral("testKey"), {}, m_keyCard);
  m_removeKey = makeSmallButton(QStringLiteral("removeKey"), {}, m_keyCard, ButtonRole::Danger);
  auto* const foot = new QHBoxLayout;
  foot->setContentsMargins(space::k16, space::k8, space::k16, space::k8);
  foot->setSpacing(space::k8);
  for (QPushButton* const button : {m_addKey, m_editKey, m_testKey})
    foot->addWidget(button);
  foot->addStretch(1);
  foot->addWidget(m_removeKey);
  m_keyCard->body()->setContentsMargins(0, 0, 0, 0);
  m_keyCard->body()->setSpacing(0);
  m_keyCard->body()->addWidget(m_keyTable, 1);
  m_keyCard->body()->addWidget(m_noKeys, 1);
  m_keyCard->body()->addLayout(where);
  m_keyCard->body()->addWidget(makeLine(m_keyCard, true));
  m_keyCard->body()->addLayout(foot);
  m_keyTable->installEventFilter(this);
  const auto edit = [this] {
    if (!currentKey().isEmpty()) Q_EMIT editKeyRequested(m_id, currentKey());
  };
  connect(m_addKey, &QPushButton::clicked, this, [this] { Q_EMIT addKeyRequested(m_id); });
  connect(m_unlock, &QPushButton::clicked, &m_data, &ProvidersData::unlockKeychain);
  connect(m_editKey, &QPushButton::clicked, this, edit);
  connect(m_keyTable, &QTableView::activated, this, edit);
  connect(m_testKey, &QPushButton::clicked, this, [this] { m_data.test(m_id, currentKey()); });
  connect(m_removeKey, &QPushButton::clicked, this,
          [this] { Q_EMIT removeKeyRequested(m_id, currentKey()); });
  connect(m_keyTable, &QTableView::customContextMenuRequested, this, &ProviderDetail::showKeyMenu);
  connect(m_keyTable->selectionModel(), &QItemSelectionModel::currentChanged, this,
          &ProviderDetail::refreshKeyButtons);
  return m_keyCard;
}

QWidget* ProviderDetail::makeFacts() {
  m_factCard = new Card(QString(), this);
  m_test = makeSmallButton(QStringLiteral("testProvider"), {}, m_factCard);
  m_factCard->addAction(m_test);
  auto* const grid = new QGridLayout;
  grid->setHorizontalSpacing(space::k12);
  grid->setVerticalSpacing(space::k4);
  grid->setColumnStretch(1, 1);
  for (int i = 0; i < 3; ++i) {
    m_factLabels[i] = makeLabel(QStringLiteral("small"), {}, m_factCard);
    m_facts[i] = new ElidedLabel({}, Qt::ElideMiddle, m_factCard);
    m_facts[i]->setProperty("role", QStringLiteral("mono"));
    grid->addWidget(m_factLabels[i], i, 0);
    grid->addWidget(m_facts[i], i, 1);
  }
  m_trial = new TrialPanel(m_factCard);
  m_factCard->body()->addLayout(grid);
  m_factCard->body()->addSpacing(space::k4);
  m_factCard->body()->addWidget(m_trial);
  m_factCard->body()->addStretch(1);
  connect(m_test, &QPushButton::clicked, this, [this] { m_data.test(m_id); });
  connect(m_trial, &TrialPanel::againRequested, this, [this] { m_data.test(m_id); });
  connect(m_trial, &TrialPanel::stopRequested, this, [this] { m_data.stopTest(m_id); });
  return m_factCard;
}

QWidget* ProviderDetail::makeModels() {
  m_modelCard = new Card(QString(), this);
  m_modelCard->setMinimumHeight(scaled(kModelsHeight));
  m_search = new SearchField(QStringLiteral("modelSearch"), {}, m_modelCard);
  m_search->setProperty("measure", QStringLiteral("small"));
  m_price = makeSmallButton(QStringLiteral("modelPrice"), {}, m_modelCard);
  m_modelCard->addAction(m_price);
  m_modelCard->addAction(m_search);
  m_modelTable = makeModelTable(QStringLiteral("providerModels"), m_filtered, m_modelCard);
  m_noModels = new EmptyState(m_modelCard);
  m_modelCard->body()->setContentsMargins(0, 0, 0, 0);
  m_modelCard->body()->addWidget(m_modelTable, 1);
  m_modelCard->body()->addWidget(m_noModels, 1);
  m_modelTable->installEventFilter(this);
  connect(m_search, &QLineEdit::textChanged, m_filtered,
          &QSortFilterProxyModel::setFilterFixedString);
  connect(m_noModels, &EmptyState::acted, this, [this] { m_data.test(m_id); });
  connect(m_modelTable, &QTableView::customContextMenuRequested, this,
          &ProviderDetail::showModelMenu);
  connect(m_modelTable, &QTableView::activated, this, &ProviderDetail::askPrice);
  connect(m_price, &QPushButton::clicked, this, &ProviderDetail::askPrice);
  connect(m_modelTable->selectionModel(), &QItemSelectionModel::currentChanged, this,
          &ProviderDetail::refreshKeyButtons);
  return m_modelCard;
}

void ProviderDetail::showModelMenu(const QPoint& at) {
  QMenu menu;
  menu.addAction(themedIcon(QStringLiteral("copy")), tr("Copy"), this, &ProviderDetail::copyModels);
  QAction* const price = menu.addAction(themedIcon(QStringLiteral("dollar-sign")), tr("Price…"),
                                        this, &ProviderDetail::askPrice);
  price->setEnabled(m_price->isEnabled());
  menu.exec(m_modelTable->viewport()->mapToGlobal(at));
}

void ProviderDetail::askPrice() {
  const int row = m_filtered->mapToSource(m_modelTable->currentIndex()).row();
  if (row >= 0 && m_price->isEnabled()) Q_EMIT priceRequested(m_id, m_models->models()[row]);
}

void ProviderDetail::open(const QString& id) {
  if (id == m_id) return;
  m_id = id;
  m_modelsKnown = -1;
  m_modelsProblem.clear();
  m_models->setModels({});
  m_keys->setKeys({});
  m_search->clear();
  refresh();
}

QString ProviderDetail::currentKey() const {
  const int row = m_keyTable->currentIndex().row();
  return row >= 0 && row < m_keys->keys().size() ? m_keys->keys()[row].name : QString();
}

void ProviderDetail::focusSearch() { m_search->setFocus(Qt::ShortcutFocusReason); }

void ProviderDetail::refresh() {
  const Provider* const provider = m_data.provider(m_id);
  if (provider == nullptr) return;
  m_keys->setVaultFile(m_data.vault().file);
  m_keys->setKeys(provider->keys);
  if (!m_keyTable->currentIndex().isValid() && !provider->keys.isEmpty())
    m_keyTable->setCurrentIndex(m_keys->index(0, 0));
  m_keyTable->setVisible(!provider->keys.isEmpty());
  m_noKeys->setVisible(provider->keys.isEmpty());
  m_noKeys->setText(provider->problem.isEmpty() ? tr("No key: requests are sent without one.")
                                                : provider->problem);
  const QString chat = questionsUrl(provider->urls).toString();
  const QString texts[] = {chat.isEmpty() ? provider->baseUrl : chat, provider->id,
                           provider->proxy.isEmpty() ? tr("direct") : provider->proxy};
  for (int i = 0; i < 3; ++i)
    m_facts[i]->setText(texts[i]);
  const TestState state = m_data.testOf(m_id);
  const bool shown = state.running || state.trial || !state.problem.isEmpty();
  m_trial->setState(state);
  m_test->setVisible(!shown);
  refreshKeyButtons();
  if (m_modelsKnown != provider->models) askModels();
}

void ProviderDetail::refreshKeyButtons() {
  const Provider* const provider = m_data.provider(m_id);
  const bool mine = provider != nullptr && provider->inFile();
  const bool chosen = !currentKey().isEmpty();
  m_addKey->setEnabled(mine);
  m_editKey->setEnabled(mine && chosen);
  m_removeKey->setEnabled(mine && chosen);
  m_price->setEnabled(mine && m_modelTable->currentIndex().isValid());
  m_testKey->setEnabled(chosen && !m_data.testOf(m_id).running);
  refreshPlace();
}

// Where the chosen key's secret is; where one waits, why.
void ProviderDetail::refreshPlace() {
  const int row = m_keyTable->currentIndex().row();
  const QList<ProviderKey>& keys = m_keys->keys();
  const auto waits = std::find_if(keys.begin(), keys.end(), [](const ProviderKey& key) {
    return key.state == KeyState::Waiting;
  });
  const bool waiting = waits != keys.end();
  QString text;
  if (waiting)
    text = sentenceOfWaiting(*waits);
  else if (row >= 0 && row < keys.size())
    text = placeSentence(keys[row], m_data.vault().file);
  m_place->setText(text);
  m_place->setVisible(!text.isEmpty());
  setStyleProperty(m_place, "tone", waiting ? QStringLiteral("warn") : QString());
  m_unlock->setVisible(waiting && waits->secret.startsWith(QLatin1String("keychain:")));
}

void ProviderDetail::askModels() {
  const Provider* const provider = m_data.provider(m_id);
  if (provider == nullptr) return;
  m_modelsKnown = provider->models;
  m_callModels = m_data.client().providers().models(
      m_id, this, [this](const Reply<QList<ProviderModel>>& reply) { showModels(reply); });
}

void ProviderDetail::showModels(const Reply<QList<ProviderModel>>& reply) {
  if (reply) m_models->setModels(*reply);
  m_modelsProblem = reply ? QString() : sentenceOf(reply.error());
  const bool none = m_models->rowCount() == 0;
  m_modelTable->setVisible(!none);
  m_noModels->setVisible(none);
  m_search->setVisible(!none);
  m_price->setVisible(!none);
  m_noModels->set(QStringLiteral("list"), tr("No models known yet"),
                  m_modelsProblem.isEmpty()
                      ? tr("A test asks the provider for its models; then apps can use them.")
                      : m_modelsProblem);
  m_noModels->setAction(tr("Test"), false);
  m_modelCard->setNote(none ? QString() : tr("%Ln known", nullptr, m_models->rowCount()));
}

void ProviderDetail::showKeyMenu(const QPoint& at) {
  const QString name = currentKey();
  const Provider* const provider = m_data.provider(m_id);
  if (name.isEmpty() || provider == nullptr) return;
  const ProviderKey key = m_keys->keys()[m_keyTable->currentIndex().row()];
  const bool off = key.state == KeyState::Disabled;
  QMenu menu;
  QAction* const edit = menu.addAction(themedIcon(QStringLiteral("pencil")), m_editKey->text());
  QAction* const test = menu.addAction(themedIcon(QStringLiteral("play")), m_testKey->text());
  QAction* const turn =
      menu.addAction(themedIcon(QStringLiteral("power")), off ? tr("Turn on") : tr("Turn off"));
  menu.addSeparator();
  QAction* const remove =
      menu.addAction(themedIcon(QStringLiteral("trash-2")), m_removeKey->text());
  for (QAction* const action : {edit, turn, remove})
    action->setEnabled(provider->inFile());
  QAction* const chosen = menu.exec(m_keyTable->viewport()->mapToGlobal(at));
  if (chosen == edit) Q_EMIT editKeyRequested(m_id, name);
  if (chosen == test) m_data.test(m_id, name);
  if (chosen == turn && turn != nullptr) Q_EMIT disableKeyRequested(m_id, name, !off);
  if (chosen == remove) Q_EMIT removeKeyRequested(m_id, name);
}

void ProviderDetail::copyModels() {
  QStringList names;
  for (const QModelIndex& row : m_modelTable->selectionModel()->selectedRows())
    names.append(m_id + QLatin1Char('/') + row.data().toString());
  if (!names.isEmpty()) QGuiApplication::clipboard()->setText(names.join(QLatin1Char('\n')));
}

bool ProviderDetail::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::KeyPress) {
    const auto* const key = static_cast<QKeyEvent*>(event);
    if (watched == m_modelTable && key->matches(QKeySequence::Copy)) {
      copyModels();
      return true;
    }
    if (watched == m_keyTable && key->key() == Qt::Key_Delete && m_removeKey->isEnabled()) {
      m_removeKey->click();
      return true;
    }
  }
  return QWidget::eventFilter(watched, event);
}

void ProviderDetail::retranslate() {
  m_keyCard->setTitle(tr("Keys"));
  m_keyTable->setAccessibleName(tr("Keys"));
  m_factCard->setTitle(tr("Connection"));
  m_modelCard->setTitle(tr("Models"));
  m_modelTable->setAccessibleName(tr("Models"));
  m_search->setPlaceholder(tr("Search models"));
  m_price->setText(tr("Price…"));
  m_addKey->setText(tr("Add key"));
  m_editKey->setText(tr("Edit…"));
  m_testKey->setText(tr("Test this key"));
  m_unlock->setText(tr("Try again"));
  m_removeKey->setText(tr("Remove…"));
  m_test->setText(tr("Test"));
  const QString labels[] = {tr("Requests go to"), tr("Name in routes"), tr("Proxy")};
  for (int i = 0; i < 3; ++i)
    m_factLabels[i]->setText(labels[i]);
  m_keys->retranslate();
  m_models->retranslate();
  setRowWidths(m_keyTable, {112, 80, 0, 72, 184});
  setModelWidths(m_modelTable, {0, 80, 128, 88, 88, 208, 150});
  refresh();
}

// Where there is too little width, the connection stands below the keys.
void ProviderDetail::arrange() {
  const bool beside = width() >= scaled(kBesideWidth);
  m_upper->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
  m_factCard->setMinimumWidth(beside ? scaled(kFactsWidth) : 0);
  m_factCard->setMaximumWidth(beside ? scaled(kFactsWidth) : QWIDGETSIZE_MAX);
}

void ProviderDetail::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
}

void ProviderDetail::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace sb::ui
