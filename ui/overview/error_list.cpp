#include "ui/overview/error_list.h"

#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/theme/format.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/tile.h"

namespace sb::ui {
namespace {

constexpr int kRowHeight = 56;

}  // namespace

ErrorList::ErrorList(OverviewData& source, QWidget* parent)
    : Card(parent),
      m_data(source),
      m_all(makeButton(QStringLiteral("allErrors"), {}, this, ButtonRole::Link)),
      m_empty(new EmptyState(this)) {
  setObjectName(QStringLiteral("lastErrors"));
  addAction(m_all);
  body()->setContentsMargins(0, 0, 0, 0);
  body()->setSpacing(0);
  body()->addWidget(makeLine(this));
  body()->addWidget(m_empty, 1);
  connect(m_all, &QPushButton::clicked, this, [this] {
    Q_EMIT opened({{QStringLiteral("filter"), QStringLiteral("outcome:error since:24h")}});
  });
  connect(&source, &OverviewData::errorsChanged, this, &ErrorList::refresh);
  connect(&source, &OverviewData::providersChanged, this, &ErrorList::refresh);  // their hues
  refresh();
}

QWidget* ErrorList::makeRow(const LogRow& row) {
  auto* const frame = new QFrame(m_rows);
  frame->setFixedHeight(scaled(kRowHeight));
  auto* const line = new QHBoxLayout(frame);
  line->setContentsMargins(space::k16, 0, space::k16, 0);
  line->setSpacing(space::k12);
  auto* const sign = new QLabel(frame);
  sign->setPixmap(
      iconPixmap(QStringLiteral("circle-x"), tokens().error, scaled(16), devicePixelRatioF()));
  auto* const tile = new Tile(frame);
  if (row.provider.isEmpty())
    tile->setIcon(QStringLiteral("routes"));
  else
    tile->setProvider(row.provider, m_data.placeOf(row.provider));
  auto* const words = new QVBoxLayout;
  words->setSpacing(0);
  words->addStretch(1);
  const QString what = row.status ? tr("%1: %2").arg(*row.status).arg(row.error) : row.error;
  words->addWidget(new ElidedLabel(what, Qt::ElideRight, frame));
  QStringList places{row.model.isEmpty() ? row.modelAsked : row.model};
  if (!row.route.isEmpty()) places.append(tr("route %1").arg(row.route));
  if (!row.key.isEmpty()) places.append(tr("key %1").arg(row.key));
  auto* const where = new ElidedLabel(places.join(QStringLiteral(" · ")), Qt::ElideRight, frame);
  where->setProperty("role", QStringLiteral("small"));
  words->addWidget(where);
  words->addStretch(1);
  auto* const open = makeSmallButton(QStringLiteral("openError"), tr("Open"), frame);
  open->setAccessibleDescription(what);
  connect(open, &QPushButton::clicked, this, [this, id = row.id] {
    Q_EMIT opened({{QStringLiteral("id"), id}});
  });
  const QString when = timeOfDay(QDateTime::fromMSecsSinceEpoch(row.at));
  frame->setAccessibleName(
      (QStringList{what} + places + QStringList{when}).join(QLatin1String(", ")));
  line->addWidget(sign);
  line->addWidget(tile);
  line->addLayout(words, 1);
  line->addWidget(makeLabel(QStringLiteral("mono-muted"), when, frame));
  line->addWidget(open);
  return frame;
}

void ErrorList::refresh() {
  const QList<LogRow>& errors = m_data.errors();
  setTitle(tr("Last errors"));
  setNote(errors.isEmpty() ? QString() : tr("of the last 24 hours"));
  m_all->setText(tr("Open in Logs"));
  m_all->setVisible(!errors.isEmpty());
  m_empty->set(QStringLiteral("circle-check"), tr("No errors in the last 24 hours"),
               tr("When a request fails, you see here what happened."));
  m_empty->setVisible(errors.isEmpty());
  delete m_rows;
  m_rows = new QWidget(this);
  m_rows->setVisible(!errors.isEmpty());
  auto* const column = new QVBoxLayout(m_rows);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  for (const LogRow& row : errors) {
    if (column->count() > 0) column->addWidget(makeLine(m_rows, true));
    column->addWidget(makeRow(row));
  }
  column->addStretch(1);
  body()->addWidget(m_rows, errors.isEmpty() ? 0 : 1);
}

void ErrorList::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) refresh();
  Card::changeEvent(event);
}

}  // namespace sb::ui
