#include "ui/providers/providers_page.h"

#include <QEvent>
#include <QPointer>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/providers/add_dialog.h"
#include "ui/providers/key_dialog.h"
#include "ui/providers/model_browser.h"
#include "ui/providers/price_dialog.h"
#include "ui/providers/provider_cards.h"
#include "ui/providers/provider_detail.h"
#include "ui/providers/provider_words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/band.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/skeleton.h"

namespace sb::ui {
namespace {

QWidget* makeLoading(QWidget* parent) {
  auto* const frame = new QWidget(parent);
  auto* const column = new QVBoxLayout(frame);
  column->setContentsMargins(space::k24, space::k24, space::k24, space::k24);
  column->addWidget(new Skeleton(frame, Skeleton::Shape::Cards));
  return frame;
}

// What is removed takes its secrets along, unless a person wants to keep them.
void rememberSecrets(Question& question, const QList<ProviderKey>& keys) {
  bool vault = false, keychain = false;
  for (const ProviderKey& key : keys) {
    vault = vault || key.secret.startsWith(QLatin1String("vault:"));
    keychain = keychain || key.secret.startsWith(QLatin1String("keychain:"));
  }
  if (!vault && !keychain) return;
  question.rememberAtFirst = true;
  question.remember =
      vault && keychain ? ProvidersPage::tr("Also delete the secrets where they are kept, for good")
      : vault ? ProvidersPage::tr("Also delete the secret from the encrypted file, for good")
              : ProvidersPage::tr("Also delete the secret from the system's keychain, for good");
}

}  // namespace

ProvidersPage::ProvidersPage(Connection& connection)
    : Page(QStringLiteral("providers")),
      m_data(connection),
      m_edits(connection.client()),
      m_search(new SearchField(QStringLiteral("providerSearch"), {}, this)),
      m_browse(makeButton(QStringLiteral("browseModels"), {}, this, ButtonRole::Plain,
                          QStringLiteral("list"))),
      m_add(makeButton(QStringLiteral("addProvider"), {}, this, ButtonRole::Primary,
                       QStringLiteral("plus"))),
      m_stack(new QStackedWidget(this)),
      m_empty(new EmptyState(m_stack)),
      m_cards(new ProviderCards(m_data, m_stack)),
      m_detail(new ProviderDetail(m_data, m_stack)),
      m_models(new ModelBrowser(connection, m_data, m_stack)) {
  setFlush();
  addAction(m_search);
  addAction(m_browse);
  addAction(m_add);
  m_loading = makeLoading(m_stack);
  for (QWidget* const page :
       {m_loading, static_cast<QWidget*>(m_empty), static_cast<QWidget*>(m_cards),
        static_cast<QWidget*>(m_detail), static_cast<QWidget*>(m_models)})
    m_stack->addWidget(page);
  body()->addWidget(m_stack);
  connectAll();
  retranslate();
}

void ProvidersPage::connectAll() {
  connect(&m_data, &ProvidersData::providersChanged, this, &ProvidersPage::refresh);
  connect(&m_data, &ProvidersData::serversChanged, this, &ProvidersPage::refresh);
  connect(&m_edits, &ProviderEdits::failed, this, [this](const QString& problem) {
    told({problem, {}}, {});
  });
  connect(m_add, &QPushButton::clicked, this, [this] { showAdd(); });
  connect(m_browse, &QPushButton::clicked, this, &ProvidersPage::showModels);
  connect(m_empty, &EmptyState::acted, this, [this] {
    if (m_data.error().code.isEmpty())
      showAdd();
    else
      m_data.refresh();
  });
  connect(band(), &Band::acted, &m_data, &ProvidersData::refresh);
  connect(this, &Page::backRequested, this, &ProvidersPage::showCards);
  connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
    m_cards->setSearch(text);
    refresh();
  });
  connect(m_cards, &ProviderCards::addRequested, this, &ProvidersPage::showAdd);
  connect(m_cards, &ProviderCards::opened, this, &ProvidersPage::openProvider);
  connect(m_cards, &ProviderCards::addKeyRequested, this,
          [this](const QString& id) { showKey(id, {}); });
  connect(m_cards, &ProviderCards::disableRequested, this, &ProvidersPage::setDisabled);
  connect(m_cards, &ProviderCards::removeRequested, this, &ProvidersPage::removeProvider);
  connect(m_cards, &ProviderCards::demoOffRequested, this, &ProvidersPage::switchDemoOff);
  connect(m_detail, &ProviderDetail::addKeyRequested, this,
          [this](const QString& id) { showKey(id, {}); });
  connect(m_detail, &ProviderDetail::editKeyRequested, this, &ProvidersPage::showKey);
  connect(m_detail, &ProviderDetail::priceRequested, this, &ProvidersPage::showPrice);
  connect(m_models, &ModelBrowser::priceRequested, this, &ProvidersPage::showPrice);
  connect(m_models, &ModelBrowser::providerRequested, this, &ProvidersPage::openProvider);
  connect(m_models, &ModelBrowser::addRequested, this,
          [this](const QString& preset) { showAdd(preset); });
  connect(m_models, &ModelBrowser::noticed, this,
          [this](const QString& said) { Q_EMIT noticed(said, {}); });
  connect(m_detail, &ProviderDetail::disableKeyRequested, this, &ProvidersPage::setKeyDisabled);
  connect(m_detail, &ProviderDetail::removeKeyRequested, this, &ProvidersPage::removeKey);
}

void ProvidersPage::setActive(bool active) { m_data.setActive(active); }

void ProvidersPage::refresh() {
  if (!m_wanted.isEmpty() && m_data.provider(m_wanted) != nullptr)
    m_opened = std::exchange(m_wanted, QString());
  const Provider* const opened = m_data.provider(m_opened);
  if (opened == nullptr) m_opened.clear();
  const QString& failure = m_data.error().code;
  const bool none = m_data.providers().isEmpty();
  const bool nothingFound = !none && m_cards->shownCount() == 0;
  QWidget* page = m_cards;
  if (!m_data.isLoaded() && failure.isEmpty())
    page = m_loading;
  else if (opened != nullptr)
    page = m_detail;
  else if (m_browsing)
    page = m_models;
  else if (none || nothingFound)
    page = m_empty;
  if (!m_data.isLoaded() && !failure.isEmpty()) {
    m_empty->set(QStringLiteral("cloud"), tr("The providers cannot be shown"),
                 sentenceOf(m_data.error()));
    m_empty->setAction(tr("Try again"), false);
  } else if (nothingFound) {
    m_empty->set(QStringLiteral("search"), tr("No providers match"),
                 tr("The search looks at names and addresses."));
    m_empty->setAction({});
  } else if (none) {
    m_empty->set(QStringLiteral("cloud"), tr("No provider yet"),
                 tr("Add one with its key, or a model server that runs on this computer. Your apps "
                    "then reach its models through Signalbox."));
    m_empty->setAction(tr("Add a provider"), false, QStringLiteral("plus"));
  }
  m_stack->setCurrentWidget(page);
  const bool cards = opened == nullptr && page != m_models;
  m_search->setVisible(cards && !none);
  m_browse->setVisible(cards && m_data.isLoaded());
  m_add->setVisible(cards);
  setCrumb(opened != nullptr ? opened->title() : page == m_models ? tr("Models") : QString());
  if (opened != nullptr) {
    m_detail->open(m_opened);
    m_detail->refresh();
  }
  const bool old = m_data.isLoaded() && !failure.isEmpty() && !m_data.error().isGone();
  if (old)
    band()->set(Band::Kind::Error, tr("What you see may be out of date."),
                sentenceOf(m_data.error()), tr("Try again"));
  else
    band()->hide();
}

void ProvidersPage::openProvider(const QString& id) {
  leaveModels();
  m_wanted = id;
  refresh();
}

void ProvidersPage::showModels() {
  m_opened.clear();
  m_wanted.clear();
  m_browsing = true;
  m_models->load();
  refresh();
  m_models->focusSearch();
}

void ProvidersPage::leaveModels() {
  m_browsing = false;
  m_models->forget();
}

void ProvidersPage::showCards() {
  leaveModels();
  m_opened.clear();
  m_wanted.clear();
  refresh();
}

bool ProvidersPage::focusSearch() {
  if (m_stack->currentWidget() == m_detail)
    m_detail->focusSearch();
  else if (m_stack->currentWidget() == m_models)
    m_models->focusSearch();
  else
    m_search->setFocus(Qt::ShortcutFocusReason);
  return true;
}

void ProvidersPage::testAll() {
  for (const Provider& provider : m_data.providers())
    if (!provider.disabled) m_data.test(provider.id);
}

void ProvidersPage::showAdd(const QString& presetId, int port) {
  m_data.lookForServers();
  auto* const dialog = new AddDialog(m_data, m_edits, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &AddDialog::added, this, [this](const QString&, const QString& name) {
    Q_EMIT noticed(tr("%1 added.").arg(name), {});
  });
  connect(dialog, &QDialog::finished, this, [this] {
    m_data.refresh();
    if (m_browsing) m_models->load();
  });
  if (!presetId.isEmpty()) dialog->choose(presetId, port);
  dialog->open();
}

const Provider* ProvidersPage::editable(const QString& id) {
  const Provider* const provider = m_data.provider(id);
  if (provider == nullptr) return nullptr;
  if (provider->inFile()) return provider;
  Q_EMIT noticed(
      tr("%1 is not from the configuration file and cannot be changed here.").arg(provider->name),
      {});
  return nullptr;
}

void ProvidersPage::told(const Outcome& outcome, const QString& text) {
  Q_EMIT noticed(outcome.problem.isEmpty() ? text : outcome.problem, outcome.undo);
  m_data.refresh();
}

void ProvidersPage::showKey(const QString& id, const QString& key) {
  const Provider* const provider = editable(id);
  if (provider == nullptr) return;
  auto* const dialog = new KeyDialog(m_data, m_edits, *provider, key, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &KeyDialog::saved, this, [this](const QString& changed, const QString& name) {
    told({}, tr("Key %1 saved.").arg(name));
    m_data.test(changed, name);
  });
  dialog->open();
}

void ProvidersPage::showPrice(const QString& id, const ProviderModel& model) {
  auto* const dialog = new PriceDialog(m_data, id, model, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &PriceDialog::saved, this, [this](const QString& changed) {
    told({}, tr("Price of %1 saved.").arg(changed));
    if (m_browsing)
      m_models->load();
    else
      m_detail->askModels();
  });
  dialog->open();
}

void ProvidersPage::setDisabled(const QString& id, bool disabled) {
  const Provider* const provider = editable(id);
  if (provider == nullptr) return;
  const QString text =
      (disabled ? tr("%1 is off: no requests go there.") : tr("%1 is on.")).arg(provider->name);
  m_edits.setDisabled(*provider, disabled,
                      [this, text](const Outcome& outcome) { told(outcome, text); });
}

void ProvidersPage::switchDemoOff() {
  const auto switched = [this](bool on, const std::function<void()>& undo) {
    m_data.client().status().switchDemo(on, this, [=, this](const Reply<GatewayStatus>& reply) {
      if (!reply) return told({sentenceOf(reply.error()), {}}, {});
      told({{}, undo}, on ? tr("The demo is on.") : tr("The demo is off."));
    });
  };
  switched(false, [switched] { switched(true, {}); });
}

void ProvidersPage::removeProvider(const QString& id) {
  const Provider* const provider = editable(id);
  if (provider == nullptr) return;
  Question question;
  question.title = tr("Remove provider “%1”?").arg(id);
  question.text =
      tr("Requests for its models will get an error. A route that still names it has to be changed "
         "first.");
  question.accept = tr("Remove %1").arg(id);
  rememberSecrets(question, provider->keys);
  ask(this, question, [this, gone = *provider](const Answer& answer) {
    if (!answer.accepted) return;
    m_edits.remove(gone, answer.remembered, [this, id = gone.id](const Outcome& outcome) {
      if (outcome.problem.isEmpty()) m_data.forgetTest(id);
      told(outcome, tr("Provider %1 removed.").arg(id));
    });
  });
}

void ProvidersPage::removeKey(const QString& id, const QString& key) {
  const Provider* const provider = editable(id);
  if (provider == nullptr) return;
  const auto named = std::find_if(provider->keys.begin(), provider->keys.end(),
                                  [&key](const ProviderKey& one) { return one.name == key; });
  if (named == provider->keys.end()) return;
  Question question;
  question.title = tr("Remove key “%1” of %2?").arg(key, provider->name);
  question.text = provider->keys.size() > 1
                      ? tr("Requests will use the provider's other keys.")
                      : tr("It is the only key: requests will be sent without one.");
  question.accept = tr("Remove key");
  rememberSecrets(question, {*named});
  ask(this, question, [this, whose = *provider, key](const Answer& answer) {
    if (!answer.accepted) return;
    m_edits.removeKey(whose, key, answer.remembered, [this, key](const Outcome& outcome) {
      told(outcome, tr("Key %1 removed.").arg(key));
    });
  });
}

void ProvidersPage::setKeyDisabled(const QString& id, const QString& key, bool disabled) {
  const Provider* const provider = editable(id);
  if (provider == nullptr) return;
  const QString text = (disabled ? tr("Key %1 is off.") : tr("Key %1 is on.")).arg(key);
  m_edits.setKeyDisabled(*provider, key, disabled,
                         [this, text](const Outcome& outcome) { told(outcome, text); });
}

void ProvidersPage::retranslate() {
  setTitle(tr("Providers"));
  m_search->setPlaceholder(tr("Search providers"));
  m_browse->setText(tr("All models"));
  m_add->setText(tr("Add provider"));
  refresh();
}

void ProvidersPage::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  Page::changeEvent(event);
}

}  // namespace sb::ui
