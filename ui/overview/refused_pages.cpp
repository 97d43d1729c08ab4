#include "ui/overview/refused_pages.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/band.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elided_label.h"

namespace sb::ui {
namespace {

constexpr int kMost = 3;
const auto kSection = QStringLiteral("origins");
const auto kSign = QStringLiteral("refusedSign");

QPixmap globe() {
  return themedIcon(QStringLiteral("globe"), Tone::Muted).pixmap(scaled(16), scaled(16));
}

}  // namespace

RefusedPages::RefusedPages(Connection& connection, Band& band, QWidget* parent)
    : QFrame(parent),
      m_connection(connection),
      m_band(band),
      m_column(new QVBoxLayout(this)),
      m_more(makeLabel(QStringLiteral("small"), {}, this)) {
  setObjectName(QStringLiteral("refusedPages"));
  setProperty("role", QStringLiteral("band"));
  m_column->setContentsMargins(space::k12, space::k4, space::k12, space::k4);
  m_column->setSpacing(space::k4);
  m_column->addWidget(m_more);
  connect(&connection, &Connection::statusChanged, this, &RefusedPages::refresh);
  connect(&band, &Band::acted, this, &RefusedPages::tryAgain);
  refresh();
}

void RefusedPages::sort() {
  while (!m_rows.isEmpty())
    drop(0);
  refresh();
}

void RefusedPages::drop(qsizetype line) {
  m_shown.removeAt(line);
  QWidget* const row = m_rows.takeAt(line);
  m_column->removeWidget(row);
  row->hide();  // hands the focus on
  row->deleteLater();
}

void RefusedPages::refresh() {
  const QStringList& refused = m_connection.status().refusedOrigins;
  for (qsizetype i = m_shown.size() - 1; i >= 0; --i)
    if (!refused.contains(m_shown[i])) drop(i);
  for (const QString& origin : refused) {
    if (m_shown.size() == kMost) break;
    if (m_shown.contains(origin)) continue;
    m_rows.append(makeRow(origin));
    m_column->insertWidget(static_cast<int>(m_shown.size()), m_rows.last());
    m_shown.append(origin);
  }
  const auto more = static_cast<int>(refused.size() - m_shown.size());
  m_more->setText(tr("and %Ln more", nullptr, more));
  m_more->setVisible(more > 0);
  setVisible(!m_shown.isEmpty());
  if (!m_failed.isEmpty() && !refused.contains(m_failed)) {
    m_failed.clear();
    m_band.hide();
  }
}

QWidget* RefusedPages::makeRow(const QString& origin) {
  auto* const row = new QWidget(this);
  auto* const line = new QHBoxLayout(row);
  line->setContentsMargins(0, 0, 0, 0);
  line->setSpacing(space::k8);
  auto* const sign = new QLabel(row);
  sign->setObjectName(kSign);
  sign->setPixmap(globe());
  // In the middle: whose pages they are stands at the end of a name.
  auto* const text =
      new ElidedLabel(tr("Web pages of %1 were refused").arg(origin), Qt::ElideMiddle, row);
  auto* const button = makeSmallButton(QStringLiteral("allowOrigin"), tr("Allow"), row);
  button->setAccessibleName(tr("Allow %1").arg(origin));
  button->installEventFilter(this);
  connect(button, &QPushButton::clicked, this, [this, origin] { allow(origin); });
  line->addWidget(sign);
  line->addWidget(text, 1);
  line->addWidget(button);
  return row;
}

void RefusedPages::allow(const QString& origin) {
  if (std::exchange(m_saving, true)) return;
  m_connection.client().config().settings(this, [this, origin](const Reply<Settings>& reply) {
    if (!reply) return say(origin, reply.error());
    save(origin, *reply);
  });
}

void RefusedPages::save(const QString& origin, const Settings& settings) {
  QJsonArray origins = settings.inForce.value(kSection).toArray();
  if (!origins.contains(origin)) origins.append(origin);
  m_connection.client().config().saveSetting(kSection, origins, this,
                                             [this, origin](const Reply<Saved>& reply) {
                                               if (!reply) return say(origin, reply.error());
                                               m_saving = false;
                                             });
}

void RefusedPages::say(const QString& origin, const ApiError& error) {
  m_saving = false;
  m_failed = origin;
  m_conflict = error.isConflict();
  m_band.set(Band::Kind::Error, tr("%1 was not allowed.").arg(origin), sentenceOf(error),
             m_conflict ? tr("Read it again") : tr("Try again"));
}

void RefusedPages::tryAgain() {
  if (!m_conflict) return allow(m_failed);
  m_connection.client().config().reload(this, [this](const Reply<Saved>& reply) {
    if (!reply) return say(m_failed, reply.error());
    allow(m_failed);
  });
}

// The second press of a double click would allow what comes up in the place of the first line.
bool RefusedPages::eventFilter(QObject* watched, QEvent* event) {
  return event->type() == QEvent::MouseButtonDblClick || QFrame::eventFilter(watched, event);
}

void RefusedPages::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) sort();
  if (event->type() == QEvent::PaletteChange)
    for (QLabel* const sign : findChildren<QLabel*>(kSign))
      sign->setPixmap(globe());
  QFrame::changeEvent(event);
}

}  // namespace sb::ui
