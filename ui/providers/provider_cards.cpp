#include "ui/providers/provider_cards.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/providers/provider_card.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/flow_layout.h"

namespace sb::ui {
namespace {

constexpr int kCardWidth = 320, kMostChips = 5, kAddHeight = 303;

}  // namespace

ProviderCards::ProviderCards(ProvidersData& source, QWidget* parent)
    : QScrollArea(parent),
      m_data(source),
      m_page(new QWidget(this)),
      m_flow(new FlowLayout(m_page, space::k16)) {
  setObjectName(QStringLiteral("providerCards"));
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setFocusPolicy(Qt::NoFocus);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_flow->setContentsMargins(space::k24, space::k24, space::k24, space::k24);
  m_flow->setCardWidth(scaled(kCardWidth));
  makeAddCard();
  setWidget(m_page);
  connect(&m_data, &ProvidersData::providersChanged, this, &ProviderCards::rebuild);
  connect(&m_data, &ProvidersData::figuresChanged, this, &ProviderCards::refreshAll);
  connect(&m_data, &ProvidersData::testChanged, this, &ProviderCards::refreshOne);
  connect(&m_data, &ProvidersData::presetsChanged, this, &ProviderCards::refreshAddCard);
  connect(&m_data, &ProvidersData::serversChanged, this, &ProviderCards::refreshAddCard);
  rebuild();
}

void ProviderCards::makeAddCard() {
  m_add = new Card(m_page);
  m_add->setObjectName(QStringLiteral("addCard"));
  m_add->setState(QStringLiteral("add"));
  m_add->setMinimumHeight(scaled(kAddHeight));
  m_addButton = makeButton(QStringLiteral("addCardButton"), {}, m_add, ButtonRole::Plain,
                           QStringLiteral("plus"));
  m_addText = makeLabel(QStringLiteral("muted"), {}, m_add);
  m_addText->setAlignment(Qt::AlignCenter);
  m_addText->setWordWrap(true);
  m_chipBox = new QWidget(m_add);
  m_chips = new FlowLayout(m_chipBox, space::k8);
  m_add->body()->addStretch(1);
  m_add->body()->addWidget(m_addButton, 0, Qt::AlignHCenter);
  m_add->body()->addWidget(m_addText);
  m_add->body()->addSpacing(space::k4);
  m_add->body()->addWidget(m_chipBox);
  m_add->body()->addStretch(1);
  connect(m_addButton, &QPushButton::clicked, this, [this] { Q_EMIT addRequested({}, 0); });
  refreshAddCard();
}

// Servers that run here first, then well-known presets that are not configured yet.
void ProviderCards::refreshAddCard() {
  m_addButton->setText(tr("Add a provider"));
  const auto offered = std::count_if(m_data.presets().begin(), m_data.presets().end(),
                                     [](const Preset& preset) { return preset.hasAddress(); });
  m_addText->setText(tr("%Ln presets, any OpenAI-compatible address, or a server on this computer.",
                        nullptr, static_cast<int>(offered)));
  while (QLayoutItem* const item = m_chips->takeAt(0)) {
    item->widget()->deleteLater();
    delete item;
  }
  int count = 0;
  const auto addChip = [&](const Preset& preset, int port) {
    if (count == kMostChips) return;
    ++count;
    const QString text = port != 0 ? tr("%1 at :%2").arg(preset.name).arg(port) : preset.name;
    QPushButton* const chip =
        makeSmallButton(QStringLiteral("quick.%1").arg(preset.id), text, m_chipBox,
                        ButtonRole::Plain, port != 0 ? QStringLiteral("laptop") : QString());
    connect(chip, &QPushButton::clicked, this,
            [this, id = preset.id, port] { Q_EMIT addRequested(id, port); });
    m_chips->addWidget(chip);
    chip->show();
  };
  for (const LocalServer& server : m_data.newServers())
    addChip(server.preset, server.port);
  for (const Preset& preset : m_data.presets()) {
    const bool there = std::any_of(m_data.providers().begin(), m_data.providers().end(),
                                   [&](const Provider& p) { return p.kind == preset.id; });
    const bool known =
        preset.kind == QLatin1String("cloud") || preset.kind == QLatin1String("aggregator");
    if (!there && known && !preset.baseUrl.isEmpty()) addChip(preset, 0);
  }
  m_chipBox->updateGeometry();
}

ProviderCard* ProviderCards::makeCard(const QString& id) {
  auto* const card = new ProviderCard(m_data, id, m_page);
  connect(card, &ProviderCard::opened, this, &ProviderCards::opened);
  connect(card, &ProviderCard::addKeyRequested, this, &ProviderCards::addKeyRequested);
  connect(card, &ProviderCard::disableRequested, this, &ProviderCards::disableRequested);
  connect(card, &ProviderCard::removeRequested, this, &ProviderCards::removeRequested);
  connect(card, &ProviderCard::demoOffRequested, this, &ProviderCards::demoOffRequested);
  return card;
}

bool ProviderCards::fits(const Provider& provider) const {
  return m_search.isEmpty() || provider.id.contains(m_search, Qt::CaseInsensitive) ||
         provider.name.contains(m_search, Qt::CaseInsensitive) ||
         provider.baseUrl.contains(m_search, Qt::CaseInsensitive);
}

// Cards stay the same objects, so that the focus stays where it is.
void ProviderCards::rebuild() {
  QStringList order;
  for (const Provider& provider : m_data.providers())
    order.append(provider.id);
  if (order != m_order) {
    while (QLayoutItem* const item = m_flow->takeAt(0))
      delete item;
    for (const QString& gone : std::as_const(m_order))
      if (!order.contains(gone)) m_cards.take(gone)->deleteLater();
    for (const QString& id : std::as_const(order)) {
      if (!m_cards.contains(id)) m_cards.insert(id, makeCard(id));
      m_flow->addWidget(m_cards.value(id));
    }
    m_flow->addWidget(m_add);
    m_order = order;
    refreshAddCard();
    orderFocus();
  }
  refreshAll();
}

// Tab follows reading order, however the cards came to be.
void ProviderCards::orderFocus() {
  QWidget* before = nullptr;
  for (const QString& id : std::as_const(m_order))
    for (QWidget* const next : m_cards.value(id)->focusOrder()) {
      if (before != nullptr) QWidget::setTabOrder(before, next);
      before = next;
    }
  if (before != nullptr) QWidget::setTabOrder(before, m_addButton);
}

void ProviderCards::refreshOne(const QString& id) {
  if (ProviderCard* const card = m_cards.value(id)) card->refresh();
}

void ProviderCards::refreshAll() {
  for (const Provider& provider : m_data.providers()) {
    ProviderCard* const card = m_cards.value(provider.id);
    if (card == nullptr) continue;
    card->setVisible(fits(provider));
    card->refresh();
  }
  m_add->setVisible(m_search.isEmpty());
}

void ProviderCards::setSearch(const QString& text) {
  m_search = text.trimmed();
  refreshAll();
}

int ProviderCards::shownCount() const {
  return static_cast<int>(
      std::count_if(m_data.providers().begin(), m_data.providers().end(),
                    [this](const Provider& provider) { return fits(provider); }));
}

void ProviderCards::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange && m_add != nullptr) refreshAddCard();
  QScrollArea::changeEvent(event);
}

}  // namespace sb::ui
