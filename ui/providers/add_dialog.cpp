#include "ui/providers/add_dialog.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QPointer>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/providers/preset_model.h"
#include "ui/providers/provider_form.h"
#include "ui/providers/trial_panel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/fields.h"

namespace sb::ui {
namespace {

constexpr int kWidth = 912, kHeight = 632, kListWidth = 288;

}  // namespace

AddDialog::AddDialog(ProvidersData& source, ProviderEdits& edits, QWidget* parent)
    : Dialog(QStringLiteral("addProviderDialog"), tr("Add a provider"), parent),
      m_data(source),
      m_edits(edits),
      m_model(new PresetModel(this)) {
  auto* const row = new QHBoxLayout;
  row->setSpacing(0);
  row->addWidget(makeList());
  auto* const line = new QFrame(this);
  line->setProperty("role", QStringLiteral("line-vertical"));
  row->addWidget(line);
  row->addWidget(makeRight(), 1);
  body()->setContentsMargins(0, 0, 0, 0);
  body()->addLayout(row);
  makeFoot();
  resize(scaled(kWidth), scaled(kHeight));
  connect(&m_data, &ProvidersData::presetsChanged, this, &AddDialog::fill);
  connect(&m_data, &ProvidersData::serversChanged, this, &AddDialog::fill);
  connect(&m_data, &ProvidersData::testChanged, this, &AddDialog::refresh);
  connect(&m_data, &ProvidersData::vaultChanged, m_form,
          [this] { m_form->setPlaces(m_data.vault()); });
  connect(this, &QDialog::finished, m_form, &ProviderForm::wipe);
  m_form->setPlaces(m_data.vault());
  m_data.askVault();
  fill();
  refresh();
  m_search->setFocus();
}

QWidget* AddDialog::makeList() {
  auto* const left = new QFrame(this);
  left->setProperty("role", QStringLiteral("panel"));
  // Large text leaves the fields what they need.
  left->setFixedWidth(std::min(scaled(kListWidth), screen()->availableSize().width() / 3));
  m_search = new SearchField(QStringLiteral("presetSearch"), {}, left);
  m_list = new QListView(left);
  m_list->setObjectName(QStringLiteral("presetList"));
  m_list->setAccessibleName(tr("Presets"));
  m_list->setModel(m_model);
  m_list->setItemDelegate(new PresetDelegate(m_list));
  m_list->setMouseTracking(true);
  m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_list->setUniformItemSizes(false);
  m_custom = makeButton(QStringLiteral("customAddress"), tr("Any other address"), left,
                        ButtonRole::Flat, QStringLiteral("link"));
  auto* const column = new QVBoxLayout(left);
  column->setContentsMargins(space::k8, space::k12, space::k8, space::k8);
  column->setSpacing(space::k8);
  column->addWidget(m_search);
  column->addWidget(m_list, 1);
  column->addWidget(makeLine(left));
  column->addWidget(m_custom, 0, Qt::AlignLeading);
  m_search->installEventFilter(this);
  m_list->installEventFilter(this);
  connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
    m_model->setSearch(text);
    m_list->setCurrentIndex(m_model->index(m_model->firstOffer(), 0));
  });
  connect(m_custom, &QPushButton::clicked, this, &AddDialog::chooseCustom);
  connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
          [this](const QModelIndex& index) { take(index); });
  return left;
}

QWidget* AddDialog::makeRight() {
  auto* const area = new QScrollArea(this);
  area->setWidgetResizable(true);
  area->setFrameShape(QFrame::NoFrame);
  area->setFocusPolicy(Qt::NoFocus);
  area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* const page = new QWidget(area);
  auto* const column = new QVBoxLayout(page);
  column->setContentsMargins(space::k24, space::k24, space::k24, space::k24);
  column->setSpacing(space::k16);
  m_form = new ProviderForm(m_data.client(), page);
  m_panel = new TrialPanel(page);
  column->addWidget(m_form);
  column->addWidget(m_panel);
  column->addStretch(1);
  area->setWidget(page);
  // What the test found is below the fields: it is what counts once it is there.
  QScrollBar* const bar = area->verticalScrollBar();
  connect(bar, &QScrollBar::rangeChanged, this, [this, bar](int, int most) {
    if (!m_addedId.isEmpty()) bar->setValue(most);
  });
  connect(m_form, &ProviderForm::submitted, this, &AddDialog::submit);
  connect(m_form, &ProviderForm::edited, this, [this] {
    if (m_addedId.isEmpty() || !isVisible() || std::exchange(m_edited, true)) return;
    m_data.stopTest(m_addedId);
    refresh();
  });
  connect(m_panel, &TrialPanel::againRequested, this, [this] {
    if (works())
      m_data.test(m_addedId);
    else
      submit();
  });
  connect(m_panel, &TrialPanel::stopRequested, this, [this] { m_data.stopTest(m_addedId); });
  return area;
}

void AddDialog::makeFoot() {
  m_note = makeLabel(QStringLiteral("small"), {}, this);
  foot()->insertWidget(0, m_note);
  m_remove = addButton(
      makeButton(QStringLiteral("addRemove"), tr("Remove it again"), this, ButtonRole::Danger));
  m_cancel = addButton(makeButton(QStringLiteral("addCancel"), tr("Cancel"), this));
  m_add = addButton(makeButton(QStringLiteral("addSubmit"), {}, this, ButtonRole::Primary));
  m_add->setDefault(true);
  connect(m_cancel, &QPushButton::clicked, this, &AddDialog::leave);
  connect(m_add, &QPushButton::clicked, this, [this] {
    if (works())
      leave();
    else
      submit();
  });
  connect(m_remove, &QPushButton::clicked, this, &AddDialog::takeOut);
}

// What cannot be taken out stays, and so does the dialog that says so.
void AddDialog::takeOut() {
  Provider gone;
  gone.id = m_addedId;
  if (const Provider* const known = m_data.provider(m_addedId)) gone = *known;
  m_remove->setEnabled(false);
  m_edits.remove(gone, true, [self = QPointer<AddDialog>(this)](const Outcome& outcome) {
    if (!self) return;
    self->m_remove->setEnabled(true);
    if (!outcome.problem.isEmpty()) return self->m_form->showProblem(outcome.problem);
    self->m_data.forgetTest(self->m_addedId);
    self->reject();
  });
}

// In the search the arrows move in the list; Enter leads on to the fields.
bool AddDialog::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::KeyPress) return Dialog::eventFilter(watched, event);
  const auto* const key = static_cast<QKeyEvent*>(event);
  if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
    m_form->focusFirst();
    return true;
  }
  if (watched == m_search && (key->key() == Qt::Key_Down || key->key() == Qt::Key_Up)) {
    QKeyEvent copy(event->type(), key->key(), key->modifiers());
    QCoreApplication::sendEvent(m_list, &copy);
    return true;
  }
  return Dialog::eventFilter(watched, event);
}

void AddDialog::fill() {
  const auto before = m_model->offer(m_list->currentIndex());
  m_model->setPresets(m_data.presets());
  m_model->setServers(m_data.newServers());
  m_search->setPlaceholder(tr("Search %Ln presets", nullptr, m_model->presetCount()));
  if (m_saving || !m_addedId.isEmpty()) return;
  if (!m_wantedPreset.isEmpty() && m_model->rowOf(m_wantedPreset, m_wantedPort) >= 0)
    return choose(std::exchange(m_wantedPreset, {}), m_wantedPort);
  int row = before ? m_model->rowOf(before->preset.id, before->port) : -1;
  if (row < 0) row = m_model->firstOffer();
  m_list->setCurrentIndex(m_model->index(row, 0));
}

void AddDialog::choose(const QString& presetId, int port) {
  const int row = m_model->rowOf(presetId, port);
  if (row < 0) {
    m_wantedPreset = presetId;
    m_wantedPort = port;
  }
  if (row >= 0) m_list->setCurrentIndex(m_model->index(row, 0));
  m_form->focusFirst();
}

void AddDialog::chooseCustom() {
  const Preset* const preset = m_data.preset(QStringLiteral("openai_compatible"));
  if (preset == nullptr || !m_addedId.isEmpty()) return;
  m_list->clearSelection();
  m_list->setCurrentIndex({});
  takeOffer({*preset, 0, {}});
  m_form->focusFirst();
}

void AddDialog::take(const QModelIndex& index) {
  const auto offer = m_model->offer(index);
  // What was added is finished first.
  if (offer && m_addedId.isEmpty()) takeOffer(*offer);
}

void AddDialog::takeOffer(const Offer& offer) {
  QStringList taken;
  for (const Provider& provider : m_data.providers())
    taken.append(provider.id);
  m_kindName = offer.preset.name;
  m_form->setOffer(offer, taken);
  refresh();
}

bool AddDialog::works() const {
  const TestState state = m_data.testOf(m_addedId);
  return !m_addedId.isEmpty() && !m_edited && state.trial && state.trial->ok && !state.running;
}

void AddDialog::submit() {
  if (m_saving || works() || (!m_addedId.isEmpty() && m_data.testOf(m_addedId).running)) return;
  const auto provider = m_form->read();
  if (!provider) return;
  m_saving = true;
  refresh();
  m_edits.add(*provider, !m_addedId.isEmpty(),
              [self = QPointer<AddDialog>(this), given = *provider](const Outcome& outcome) {
                if (self) self->saved(given, outcome);
              });
}

void AddDialog::saved(const NewProvider& provider, const Outcome& outcome) {
  m_saving = false;
  if (!outcome.problem.isEmpty()) {
    if (outcome.keychainRefused)
      m_form->keychainRefused(outcome.problem);
    else
      m_form->showProblem(outcome.problem);
    return refresh();
  }
  m_addedId = provider.id;
  m_title = provider.id == provider.kind ? m_kindName : provider.id;
  m_edited = false;
  m_form->setAdded(true);
  m_search->setEnabled(false);
  m_list->setEnabled(false);
  m_custom->setEnabled(false);
  m_data.refresh();
  m_data.forgetTest(m_addedId);
  m_data.test(m_addedId);
  refresh();
}

void AddDialog::refresh() {
  if (m_add == nullptr) return;
  const bool added = !m_addedId.isEmpty();
  const TestState state = m_data.testOf(m_addedId);
  // What a test found is not said of fields that were changed since.
  m_panel->setState(added && !m_edited ? state : TestState());
  m_add->setText(works() ? tr("Done") : added ? tr("Save and test again") : tr("Add and test"));
  m_add->setEnabled(!m_saving && !state.running);
  m_cancel->setText(added ? tr("Keep it anyway") : tr("Cancel"));
  m_cancel->setVisible(!works());
  m_remove->setVisible(added && !works() && !state.running);
  m_note->setText(
      m_saving ? tr("Saving…")
      : added  ? tr("%1 is in the configuration.").arg(m_addedId)
               : tr("It is saved first, then tested with one request for its list of models."));
  if (works()) m_add->setFocus();
}

void AddDialog::leave() {
  if (!m_addedId.isEmpty()) Q_EMIT added(m_addedId, m_title);
  accept();
}

}  // namespace sb::ui
