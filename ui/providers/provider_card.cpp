#include "ui/providers/provider_card.h"

#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/providers/provider_words.h"
#include "ui/theme/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/sparkline.h"
#include "ui/widgets/spinner.h"
#include "ui/widgets/tile.h"

namespace sb::ui {
namespace {

constexpr int kKeysHeight = 70, kKeyRow = 27, kSparkHeight = 48, kMostKeys = 2;
constexpr int kFigures = 4;

QLabel* iconLabel(const QString& name, const QColor& color, int size, QWidget* parent) {
  auto* const label = new QLabel(parent);
  label->setPixmap(iconPixmap(name, color, scaled(size), parent->devicePixelRatioF()));
  label->setFixedSize(scaled(size), scaled(size));
  return label;
}

// The one that the gateway brings itself while the demo is on.
bool isDemo(const Provider& provider) {
  return provider.kind == QLatin1String("demo") && !provider.inFile();
}

QString weightText(double weight) {
  return ProviderCard::tr("weight %1").arg(QLocale().toString(weight, 'g', 4));
}

}  // namespace

ProviderCard::ProviderCard(ProvidersData& source, const QString& id, QWidget* parent)
    : Card(parent),
      m_data(source),
      m_id(id),
      m_tile(new Tile(this, Tile::Size::Large)),
      m_name(new ElidedLabel(this)),
      m_address(new ElidedLabel({}, Qt::ElideMiddle, this)),
      m_state(new Chip({}, ChipTone::Neutral, {}, this)),
      m_keyPlace(new QVBoxLayout) {
  setObjectName(QStringLiteral("provider.%1").arg(id));
  m_name->setProperty("role", QStringLiteral("title"));
  m_address->setProperty("role", QStringLiteral("mono-muted"));
  body()->setContentsMargins(0, 0, 0, 0);
  body()->setSpacing(0);
  m_keyPlace->setContentsMargins(space::k16, space::k8, space::k16, space::k8);
  body()->addWidget(makeTop());
  body()->addWidget(makeLine(this, true));
  body()->addLayout(m_keyPlace);
  body()->addWidget(makeLine(this, true));
  body()->addWidget(makeFigures());
  m_spark = new Sparkline(this);
  m_spark->setFixedHeight(kSparkHeight);
  body()->addWidget(m_spark);
  body()->addStretch(1);
  body()->addWidget(makeFoot());
  refresh();
}

QWidget* ProviderCard::makeTop() {
  auto* const top = new QWidget(this);
  auto* const row = new QHBoxLayout(top);
  row->setContentsMargins(space::k16, space::k16, space::k16, space::k12);
  row->setSpacing(space::k12);
  auto* const words = new QVBoxLayout;
  words->setSpacing(0);
  auto* const first = new QHBoxLayout;
  first->setSpacing(space::k8);
  first->addWidget(m_name, 1);
  first->addWidget(m_state);
  words->addLayout(first);
  words->addWidget(m_address);
  row->addWidget(m_tile, 0, Qt::AlignTop);
  row->addLayout(words, 1);
  return top;
}

QWidget* ProviderCard::makeFigures() {
  auto* const frame = new QWidget(this);
  auto* const row = new QHBoxLayout(frame);
  row->setContentsMargins(space::k16, space::k12, space::k16, space::k12);
  row->setSpacing(space::k8);
  for (int i = 0; i < kFigures; ++i) {
    auto* const column = new QVBoxLayout;
    column->setSpacing(0);
    m_labels[i] = makeLabel(QStringLiteral("label"), {}, frame);
    m_figures[i] = makeLabel(QStringLiteral("mono"), {}, frame);
    column->addWidget(m_labels[i]);
    column->addWidget(m_figures[i]);
    if (i > 0) row->addStretch(1);
    row->addLayout(column);
  }
  return frame;
}

QWidget* ProviderCard::makeFoot() {
  auto* const foot = new QWidget(this);
  auto* const row = new QHBoxLayout(foot);
  row->setContentsMargins(space::k16, space::k12, space::k12, space::k12);
  row->setSpacing(space::k8);
  m_spinner = new Spinner(foot);
  m_note = new ElidedLabel(foot);
  m_note->setProperty("role", QStringLiteral("small"));
  m_test = makeSmallButton(QStringLiteral("test.%1").arg(m_id), {}, foot);
  m_open = makeSmallButton(QStringLiteral("open.%1").arg(m_id), {}, foot);
  m_more =
      makeIconButton(QStringLiteral("more.%1").arg(m_id), QStringLiteral("ellipsis"), {}, foot);
  m_menu = new QMenu(m_more);
  m_menu->setObjectName(QStringLiteral("providerMenu"));
  row->addWidget(m_spinner);
  row->addWidget(m_note, 1);
  row->addWidget(m_test);
  row->addWidget(m_open);
  row->addWidget(m_more);
  connect(m_test, &QPushButton::clicked, this, [this] {
    if (m_data.testOf(m_id).running)
      m_data.stopTest(m_id);
    else
      m_data.test(m_id);
  });
  connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT opened(m_id); });
  connect(m_menu, &QMenu::aboutToShow, this, &ProviderCard::fillMenu);
  connect(m_more, &QToolButton::clicked, this, [this] {
    fillMenu();
    const int x = isRightToLeft() ? m_more->width() - m_menu->sizeHint().width() : 0;
    m_menu->popup(m_more->mapToGlobal(QPoint(x, m_more->height() + space::k4)));
  });
  return foot;
}

void ProviderCard::refresh() {
  const Provider* const provider = m_data.provider(m_id);
  if (provider == nullptr) return;
  refreshTop(*provider);
  refreshKeys(*provider);
  refreshFigures(*provider);
  refreshFoot(*provider);
}

QList<QWidget*> ProviderCard::focusOrder() const { return {m_test, m_open, m_more}; }

void ProviderCard::refreshTop(const Provider& provider) {
  m_tile->setProvider(provider.id, m_data.hueOf(m_id));
  m_name->setText(provider.title());
  m_address->setText(shortUrl(provider.baseUrl));
  const Mark mark = markOf(provider, m_data.evidence(m_id));
  m_state->set(mark.text, mark.chip, mark.iconName);
  setAccessibleName(tr("%1, %2").arg(m_name->fullText(), mark.text));
  setAccessibleDescription(provider.problem);
}

QWidget* ProviderCard::noteRow(const QString& iconName, const QString& text) {
  auto* const frame = new QWidget(m_keys);
  frame->setFixedHeight(scaled(kKeyRow));
  auto* const row = new QHBoxLayout(frame);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(space::k8);
  row->addWidget(iconLabel(iconName, tokens().muted, 14, frame));
  auto* const label = new ElidedLabel(text, Qt::ElideRight, frame);
  label->setProperty("role", QStringLiteral("small"));
  row->addWidget(label, 1);
  return frame;
}

QWidget* ProviderCard::keyRow(const ProviderKey& key) {
  auto* const frame = new QWidget(m_keys);
  frame->setFixedHeight(scaled(kKeyRow));
  auto* const row = new QHBoxLayout(frame);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(space::k8);
  const Mark mark = markOf(key, QDateTime::currentDateTime());
  auto* const name = new ElidedLabel(key.name, Qt::ElideRight, frame);
  name->setProperty("role", QStringLiteral("medium"));
  auto* const place = new ElidedLabel(placeOf(key), Qt::ElideRight, frame);
  place->setProperty("role", QStringLiteral("small"));
  place->setToolTip(placeSentence(key, m_data.vault().file));
  QLabel* const state = makeLabel(QStringLiteral("small"), mark.text, frame);
  state->setToolTip(key.message);
  const QColor color = toneColor(mark.tone);
  if (mark.tone != Tone::Muted)
    state->setProperty("tone", mark.tone == Tone::Ok     ? QStringLiteral("ok")
                               : mark.tone == Tone::Warn ? QStringLiteral("warn")
                                                         : QStringLiteral("error"));
  row->addWidget(iconLabel(QStringLiteral("key"), tokens().muted, 14, frame));
  row->addWidget(name);
  if (!key.hint.isEmpty()) row->addWidget(makeLabel(QStringLiteral("mono-muted"), key.hint, frame));
  row->addWidget(place, 1);
  if (key.state == KeyState::Usable && key.weight != 1)
    row->addWidget(makeLabel(QStringLiteral("small"), weightText(key.weight), frame));
  auto* const end = new QHBoxLayout;
  end->setSpacing(6);
  end->addWidget(iconLabel(mark.iconName, color, 14, frame));
  end->addWidget(state);
  row->addLayout(end);
  return frame;
}

void ProviderCard::refreshKeys(const Provider& provider) {
  // Made anew only when something in it is another: rows may be under the pointer.
  QString shown = provider.problem;
  for (const ProviderKey& key : provider.keys)
    shown += key.name + key.hint + placeOf(key) + weightText(key.weight) +
             markOf(key, QDateTime::currentDateTime()).text + QLatin1Char('\n');
  shown += QString::number(scaled(100)) + tokens().muted.name();
  if (m_keys != nullptr && shown == m_keysShown) return;
  m_keysShown = shown;
  delete m_keys;
  m_keys = new QWidget(this);
  m_keys->setMinimumHeight(scaled(kKeysHeight) - 2 * space::k8);
  auto* const column = new QVBoxLayout(m_keys);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addStretch(1);
  const auto count = static_cast<int>(provider.keys.size());
  const int most = count > kMostKeys ? kMostKeys - 1 : kMostKeys;
  for (int i = 0; i < std::min(count, most); ++i)
    column->addWidget(keyRow(provider.keys[i]));
  if (count > most)
    column->addWidget(
        noteRow(QStringLiteral("key"), tr("and %Ln more keys", nullptr, count - most)));
  if (!provider.problem.isEmpty() && count < kMostKeys)
    column->addWidget(noteRow(QStringLiteral("triangle-alert"), provider.problem));
  else if (count == 0)
    column->addWidget(noteRow(QStringLiteral("laptop"), tr("No key needed")));
  column->addStretch(1);
  m_keyPlace->addWidget(m_keys);
}

void ProviderCard::refreshFigures(const Provider& provider) {
  const ProviderFigures figures = m_data.figures(m_id);
  const QString none = QStringLiteral("–");
  const Preset* const kind = m_data.preset(provider.kind);
  const double errors = figures.requests > 0 ? static_cast<double>(figures.errors) /
                                                   static_cast<double>(figures.requests)
                                             : 0;
  QString cost = money(figures.cost);
  if (figures.cost == 0 && kind != nullptr && kind->free) cost = tr("local");
  if (figures.cost == 0 && figures.unpriced > 0 && (kind == nullptr || !kind->free))
    cost = tr("unpriced");
  if (provider.kind == QLatin1String("demo")) cost = tr("demo", "instead of a price");
  // A model server's list is known once it was asked; nothing else knows it.
  const bool asked = provider.modelsListed || provider.models > 0;
  const QString labels[] = {tr("First token"), tr("Errors"), tr("30 days"), tr("Models")};
  const QString texts[] = {figures.firstToken50 ? duration(*figures.firstToken50) : none,
                           figures.requests > 0 ? percent(errors) : none,
                           figures.requests > 0 ? cost : none,
                           asked ? number(provider.modelsListed.value_or(provider.models)) : none};
  for (int i = 0; i < kFigures; ++i) {
    m_labels[i]->setText(labels[i]);
    m_figures[i]->setText(texts[i]);
  }
  m_figures[kFigures - 1]->setToolTip(asked ? QString() : tr("Not asked yet: test the provider."));
  m_spark->setValues(figures.requestsByDay);
  m_spark->setHue(providerHue(tokens(), m_data.hueOf(m_id)).fill);
  m_spark->setAccessibleName(
      tr("%Ln requests in 30 days", nullptr, static_cast<int>(figures.requests)));
  m_spark->setToolTip(m_spark->accessibleName());
}

void ProviderCard::refreshFoot(const Provider& provider) {
  const TestState test = m_data.testOf(m_id);
  m_spinner->setVisible(test.running);
  QString note, tone;
  if (test.running) {
    note = tr("Testing…");
  } else if (!test.problem.isEmpty()) {
    note = test.problem;
    tone = QStringLiteral("error");
  } else if (test.trial) {
    const QString when = ago(test.when, QDateTime::currentDateTime());
    note = test.trial->ok ? tr("Tested %1, %2").arg(when, duration(test.trial->totalMs))
                          : sentenceOf(*test.trial);
    if (!test.trial->ok) tone = QStringLiteral("error");
  }
  m_note->setText(note);
  setStyleProperty(m_note, "tone", tone);
  m_test->setText(test.running ? tr("Stop") : tr("Test"));
  m_test->setAccessibleName(test.running ? tr("Stop the test of %1").arg(provider.name)
                                         : tr("Test %1").arg(provider.name));
  m_test->setEnabled(!provider.disabled || test.running);
  m_open->setText(tr("Open"));
  m_open->setAccessibleName(tr("Keys and models of %1").arg(provider.name));
  setTip(m_more, tr("More actions for %1").arg(provider.name));
}

void ProviderCard::fillMenu() {
  m_menu->clear();
  const Provider* const provider = m_data.provider(m_id);
  if (provider == nullptr) return;
  const bool off = provider->disabled;
  const auto add = [this](const QString& iconName, const QString& text, const auto& run) {
    QAction* const action = m_menu->addAction(themedIcon(iconName), text);
    connect(action, &QAction::triggered, this, run);
    return action;
  };
  add(QStringLiteral("cloud"), tr("Keys and models…"), [this] { Q_EMIT opened(m_id); });
  QAction* const key =
      add(QStringLiteral("plus"), tr("Add a key…"), [this] { Q_EMIT addKeyRequested(m_id); });
  QAction* const turn = add(QStringLiteral("power"), off ? tr("Turn on") : tr("Turn off"),
                            [this, off] { Q_EMIT disableRequested(m_id, !off); });
  m_menu->addSeparator();
  QAction* const remove = add(QStringLiteral("trash-2"), tr("Remove %1…").arg(provider->name),
                              [this] { Q_EMIT removeRequested(m_id); });
  for (QAction* const action : {key, turn, remove})
    action->setEnabled(provider->inFile());
  if (!isDemo(*provider)) return;
  for (QAction* const action : {key, turn, remove})
    action->setVisible(false);
  add(QStringLiteral("power"), tr("Switch the demo off"), [this] {
    Q_EMIT demoOffRequested();
  })->setObjectName(QStringLiteral("demoOff"));
}

void ProviderCard::contextMenuEvent(QContextMenuEvent* event) { m_menu->popup(event->globalPos()); }

void ProviderCard::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange || event->type() == QEvent::StyleChange) {
    m_keysShown.clear();
    // Later: the style goes through all widgets now, and refresh() deletes some.
    if (m_more != nullptr)
      QMetaObject::invokeMethod(this, &ProviderCard::refresh, Qt::QueuedConnection);
  }
  Card::changeEvent(event);
}

}  // namespace sb::ui
