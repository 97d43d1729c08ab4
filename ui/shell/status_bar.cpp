#include "ui/shell/status_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <algorithm>

#include "ui/shell/traffic.h"
#include "ui/theme/format.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/copy_button.h"

namespace sb::ui {
namespace {

constexpr int kShortestAddress = 12;  // signs

// The state has an icon of its own besides its colour: a full dot, a ring, a cross.
struct Face {
  const char* icon;
  Tone tone;
};

Face faceOf(Connection::State connection, bool listening, bool degraded) {
  if (connection != Connection::State::Connected) return {"circle-x", Tone::Error};
  if (!listening) return {"stop", Tone::Warn};
  return degraded ? Face{"triangle-alert", Tone::Warn} : Face{"led", Tone::Ok};
}

}  // namespace

StatusBar::StatusBar(Connection& connection, Traffic& traffic, QWidget* parent)
    : QFrame(parent), m_connection(connection), m_traffic(traffic), m_row(new QHBoxLayout(this)) {
  setObjectName(QStringLiteral("statusBar"));
  setProperty("role", QStringLiteral("status"));
  setFixedHeight(scaled(height::kStatus));
  m_row->setContentsMargins(space::k12, 1, space::k12, 0);
  m_row->setSpacing(space::k4);
  build();
  refresh();
  connect(&connection, &Connection::stateChanged, this, &StatusBar::refresh);
  connect(&connection, &Connection::statusChanged, this, &StatusBar::refresh);
  connect(&traffic, &Traffic::changed, this, &StatusBar::refreshTraffic);
}

QToolButton* StatusBar::addButton(const QString& name, const QString& role,
                                  const QString& iconName) {
  auto* const button = new QToolButton(this);
  button->setObjectName(name);
  button->setProperty("role", role);
  button->setFocusPolicy(Qt::StrongFocus);
  // Qt leaves 4 between sign and text in every size of text: what is missing is the sign's.
  const int wide = scaled(14) + 2 * (scaled(4) - 4);
  button->setIconSize(QSize(role == QLatin1String("status") ? scaled(18) : wide, scaled(14)));
  const bool bare = iconName.isEmpty() && name != QLatin1String("gatewayState");
  button->setToolButtonStyle(bare ? Qt::ToolButtonTextOnly : Qt::ToolButtonTextBesideIcon);
  if (!iconName.isEmpty()) button->setIcon(themedIcon(iconName, Tone::Muted));
  if (role == QLatin1String("status-mono")) button->setFont(monoFont());
  m_row->addWidget(button);
  return button;
}

QWidget* StatusBar::addSeparator() {
  auto* const line = new QFrame(this);
  line->setProperty("role", QStringLiteral("line-vertical"));
  line->setFixedSize(1, scaled(16));
  m_row->addSpacing(space::k4);
  m_row->addWidget(line);
  m_row->addSpacing(space::k4);
  return line;
}

void StatusBar::build() {
  const QString strong = QStringLiteral("status-strong");
  m_state = addButton(QStringLiteral("gatewayState"), strong, {});
  m_switch = addButton(QStringLiteral("gatewaySwitch"), QStringLiteral("status"), {});
  m_switch->setToolButtonStyle(Qt::ToolButtonIconOnly);
  m_switch->setIconSize(QSize(scaled(14), scaled(14)));
  m_beforeAddress = addSeparator();
  m_address = addButton(QStringLiteral("gatewayAddress"), QStringLiteral("status-mono"), {});
  m_copy = new CopyButton(
      QStringLiteral("copyAddress"), {}, [this] { return address(); }, this);
  m_copy->setProperty("role", QStringLiteral("status"));
  m_copy->setIconSize(QSize(scaled(14), scaled(14)));
  m_row->addWidget(m_copy);
  connect(m_address, &QToolButton::clicked, m_copy, &CopyButton::copy);
  QWidget* const beforeRate = addSeparator();
  m_rateIcon = new QLabel(this);
  m_rate = makeLabel(QStringLiteral("status-number"), {}, this);
  m_row->addWidget(m_rateIcon);
  m_row->addWidget(m_rate);
  QWidget* const beforeStreams = addSeparator();
  m_streams = addButton(QStringLiteral("openStreams"), strong, {});
  QWidget* const beforeToday = addSeparator();
  m_today = addButton(QStringLiteral("spendToday"), strong, {});
  m_row->addStretch(1);
  m_recording = addButton(QStringLiteral("recording"), QStringLiteral("status"),
                          QStringLiteral("circle-dot"));
  QWidget* const beforeWhere = addSeparator();
  m_where = makeLabel(QStringLiteral("small"), {}, this);
  m_row->addWidget(m_where);
  m_parts = {{{m_where, beforeWhere}},
             {{m_recording}},
             {{m_rate, m_rateIcon, beforeRate}},
             {{m_streams, beforeStreams}},
             {{m_today, beforeToday}}};
  connect(m_streams, &QToolButton::clicked, this, &StatusBar::streamsRequested);
  connect(m_today, &QToolButton::clicked, this, &StatusBar::spendRequested);
  connect(m_recording, &QToolButton::clicked, this, &StatusBar::recordingRequested);
  connect(m_switch, &QToolButton::clicked, this,
          [this] { Q_EMIT m_connection.status().listening ? stopRequested() : startRequested(); });
  connect(m_state, &QToolButton::clicked, m_switch, &QToolButton::click);
}

QString StatusBar::address() const {
  const QStringList& all = m_connection.status().addresses;
  return all.isEmpty() ? QString() : all.first() + QStringLiteral("/v1");
}

void StatusBar::setStarting(bool starting) {
  m_starting = starting;
  refresh();
}

void StatusBar::setGatewayName(const QString& name) {
  m_gatewayName = name;
  refresh();
}

void StatusBar::refresh() {
  refreshState();
  refreshTraffic();
  refreshRecording();
  m_where->setText(m_gatewayName.isEmpty() ? tr("This computer") : m_gatewayName);
  m_copy->setTipText(tr("Copy the address"));
  fit();
}

// At a large text or in a narrow window the later figures give way, and the middle of the address.
void StatusBar::fit() {
  const auto missing = [this] {
    m_row->invalidate();
    return m_row->sizeHint().width() - width();
  };
  m_address->setText(address());
  for (const Part& part : m_parts)
    for (QWidget* const widget : part.widgets)
      widget->setVisible(part.wanted);
  for (auto part = m_parts.begin(); part != m_parts.end() - 1 && missing() > 0; ++part)
    for (QWidget* const widget : part->widgets)
      widget->hide();
  const int over = missing();
  if (over <= 0 || address().isEmpty()) return;
  const QFontMetrics metrics = m_address->fontMetrics();
  const int room = std::max(metrics.averageCharWidth() * kShortestAddress,
                            metrics.horizontalAdvance(address()) - over);
  m_address->setText(metrics.elidedText(address(), Qt::ElideMiddle, room));
  if (missing() <= 0) return;
  for (QWidget* const widget : m_parts.last().widgets)
    widget->hide();
}

void StatusBar::refreshState() {
  const GatewayStatus& status = m_connection.status();
  const bool connected = m_connection.isConnected();
  const bool running = connected && status.listening;
  const Face face = faceOf(m_connection.state(), status.listening, status.phase == Phase::Degraded);
  const bool starting = connected ? status.phase == Phase::Unknown : m_starting;
  m_state->setIcon(starting ? themedIcon(QStringLiteral("circle"), Tone::Muted)
                            : themedIcon(QLatin1String(face.icon), face.tone));
  m_state->setText(starting     ? tr("Starting…")
                   : !connected ? tr("Disconnected")
                   : running    ? tr("Running")
                                : tr("Stopped"));
  m_state->setAccessibleName(tr("Gateway: %1").arg(m_state->text()));
  m_switch->setVisible(connected && !starting);
  m_switch->setIcon(themedIcon(running ? QStringLiteral("stop") : QStringLiteral("play"),
                               running ? Tone::Muted : Tone::Ok));
  setTip(m_switch, running ? tr("Stop the gateway") : tr("Start the gateway"));
  m_state->setToolTip(m_switch->isVisible() ? m_switch->toolTip() : QString());
  setTip(m_address, tr("Copy the address"));
  m_address->setToolTip(tr("Copy the address: %1").arg(address()));
  for (QWidget* widget : std::initializer_list<QWidget*>{m_address, m_copy, m_beforeAddress})
    widget->setVisible(!address().isEmpty());
}

void StatusBar::refreshTraffic() {
  m_rateIcon->setPixmap(
      iconPixmap(QStringLiteral("activity"), tokens().muted, scaled(14), devicePixelRatioF()));
  m_rate->setText(rate(m_traffic.ratePerSecond()));
  m_streams->setText(tr("%Ln streams", nullptr, static_cast<int>(m_traffic.streams())));
  m_streams->setToolTip(tr("Show what runs now"));
  m_today->setText(tr("%1 today").arg(money(m_traffic.today().value_or(0))));
  m_today->setToolTip(m_traffic.unpriced() > 0 ? tr("%Ln requests today have no known price",
                                                    nullptr, static_cast<int>(m_traffic.unpriced()))
                                               : tr("Show the spend"));
  fit();
}

void StatusBar::refreshRecording() {
  const auto& ledger = m_connection.status().ledger;
  m_parts[1].wanted = ledger.has_value();
  if (!ledger) return;
  const QString what = ledger->recording == QLatin1String("full")       ? tr("Bodies: full")
                       : ledger->recording == QLatin1String("redacted") ? tr("Bodies: redacted")
                                                                        : tr("Bodies: off");
  m_recording->setText(what);
  m_recording->setToolTip(tr("What the log keeps of requests and answers"));
}

void StatusBar::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) refresh();
  if (event->type() == QEvent::StyleChange && m_where != nullptr) refreshTraffic();
  QFrame::changeEvent(event);
}

void StatusBar::resizeEvent(QResizeEvent* event) {
  QFrame::resizeEvent(event);
  fit();
}

}  // namespace sb::ui
