#include "ui/shell/tray.h"

#include <QMenu>
#include <QPainter>
#include <QSystemTrayIcon>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

constexpr int kSize = 64;

// The program's sign, with a dot in the state's colour.
QIcon signWith(const QColor& dot) {
  QPixmap pixmap = iconPixmap(QStringLiteral("signalbox"), Qt::black, kSize, 1.0);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(Qt::white, 4));
  painter.setBrush(dot);
  painter.drawEllipse(QPointF(kSize - 13, kSize - 13), 11, 11);
  return QIcon(pixmap);
}

}  // namespace

Tray::Tray(Connection& connection, QObject* parent)
    : QObject(parent),
      m_connection(connection),
      m_menu(std::make_unique<QMenu>()),
      m_icon(new QSystemTrayIcon(this)) {
  m_icon->setContextMenu(m_menu.get());
  connect(m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason why) {
    if (why != QSystemTrayIcon::Context) Q_EMIT windowRequested();
  });
  connect(&connection, &Connection::stateChanged, this, &Tray::refresh);
  connect(&connection, &Connection::statusChanged, this, &Tray::refresh);
  retranslate();
}

Tray::~Tray() = default;

bool Tray::isAvailable() const { return QSystemTrayIcon::isSystemTrayAvailable(); }

void Tray::show() {
  if (isAvailable()) m_icon->show();
}

void Tray::retranslate() {
  m_menu->clear();
  m_menu->addAction(tr("Show Signalbox"), this, &Tray::windowRequested);
  m_menu->addSeparator();
  m_menu->addAction(tr("Quit"), this, &Tray::quitRequested);
  refresh();
}

void Tray::refresh() {
  const bool connected = m_connection.isConnected();
  const bool running = connected && m_connection.status().listening;
  const Tokens& t = lightTokens();
  m_icon->setIcon(signWith(running ? t.ok : (connected ? t.warn : t.error)));
  m_icon->setToolTip(running     ? tr("Signalbox: running")
                     : connected ? tr("Signalbox: stopped")
                                 : tr("Signalbox: disconnected"));
}

void Tray::tell(const QString& title, const QString& text) {
  if (m_icon->isVisible()) m_icon->showMessage(title, text);
}

}  // namespace sb::ui
