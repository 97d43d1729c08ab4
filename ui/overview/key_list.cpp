#include "ui/overview/key_list.h"

#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/theme/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/tile.h"

namespace sb::ui {
namespace {

constexpr int kMost = 6, kRowHeight = 40, kHintLength = 10;

QList<KeyInfo> usedKeys(const QList<KeyInfo>& all) {
  QList<KeyInfo> keys;
  std::copy_if(all.begin(), all.end(), std::back_inserter(keys), [](const KeyInfo& key) {
    return !key.isRevoked() && key.origin != KeyOrigin::Session;
  });
  std::stable_sort(keys.begin(), keys.end(), [](const KeyInfo& a, const KeyInfo& b) {
    return a.lastUsed.value_or(0) > b.lastUsed.value_or(0);
  });
  return keys.mid(0, kMost);
}

// "sk-sb-65dd…" tells keys apart; the rest of the public part only takes room.
QString beginning(const QString& hint) {
  return hint.size() > kHintLength ? hint.left(kHintLength) + QChar(0x2026) : hint;
}

QWidget* makeRow(const KeyInfo& key, QWidget* parent) {
  auto* const frame = new QWidget(parent);
  frame->setFixedHeight(scaled(kRowHeight));
  auto* const row = new QHBoxLayout(frame);
  row->setContentsMargins(space::k16, 0, space::k16, 0);
  row->setSpacing(space::k12);
  auto* const tile = new Tile(frame);
  tile->setIcon(QStringLiteral("plug"));
  const QDateTime now = QDateTime::currentDateTime();
  row->addWidget(tile);
  row->addWidget(new ElidedLabel(key.name, Qt::ElideRight, frame), 1);
  row->addWidget(makeLabel(QStringLiteral("mono-muted"), beginning(key.hint), frame));
  row->addWidget(makeLabel(
      QStringLiteral("small"),
      key.lastUsed ? ago(QDateTime::fromMSecsSinceEpoch(*key.lastUsed), now) : KeyList::tr("never"),
      frame));
  return frame;
}

}  // namespace

KeyList::KeyList(OverviewData& source, QWidget* parent)
    : Card(parent),
      m_data(source),
      m_connect(makeButton(QStringLiteral("connectAnApp"), {}, this, ButtonRole::Plain,
                           QStringLiteral("plug"))) {
  setObjectName(QStringLiteral("connectedApps"));
  setTitle(tr("Connected apps"));
  body()->setContentsMargins(0, 0, 0, 0);
  body()->setSpacing(0);
  auto* const foot = new QVBoxLayout;
  foot->setContentsMargins(space::k16, space::k12, space::k16, space::k12);
  foot->addWidget(m_connect, 0, Qt::AlignHCenter);  // a wide one tears icon and text apart
  body()->addStretch(1);
  body()->addWidget(makeLine(this));
  body()->addLayout(foot);
  connect(m_connect, &QPushButton::clicked, this, &KeyList::connectRequested);
  connect(&source, &OverviewData::keysChanged, this, &KeyList::refresh);
  refresh();
}

void KeyList::refresh() {
  setTitle(tr("Connected apps"));
  m_connect->setText(tr("Connect an app"));
  delete m_rows;
  m_rows = new QWidget(this);
  auto* const column = new QVBoxLayout(m_rows);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  for (const KeyInfo& key : usedKeys(m_data.keys()))
    column->addWidget(makeRow(key, m_rows));
  body()->insertWidget(0, m_rows);
}

void KeyList::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) refresh();
  Card::changeEvent(event);
}

}  // namespace sb::ui
