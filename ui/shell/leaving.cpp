#include "ui/shell/leaving.h"

#include "ui/widgets/dialog.h"

namespace sb::ui {

Leaving::Leaving(MainWindow& window, Connection& connection, Preferences& preferences,
                 const TrayPlace& tray, bool ownGateway)
    : m_window(window),
      m_connection(connection),
      m_preferences(preferences),
      m_tray(tray),
      m_ownGateway(ownGateway) {
  connect(&window, &MainWindow::closeRequested, this, &Leaving::close);
  connect(&window, &MainWindow::quitRequested, this, &Leaving::quit);
}

void Leaving::close() {
  if (m_asking) return;
  if (!m_ownGateway) return quit();
  switch (m_preferences.onClose()) {
    case Preferences::OnClose::Tray:
      return hideWindow();
    case Preferences::OnClose::Quit:
      return quit();
    case Preferences::OnClose::Ask:
      return askWhere();
  }
}

void Leaving::hideWindow() {
  // Without a tray, hidden it could not be found again.
  if (!m_tray.isAvailable()) return m_window.showMinimized();
  m_window.hide();
  Q_EMIT hidden();
}

void Leaving::askWhere() {
  m_asking = true;
  Question question;
  question.title = tr("Keep the gateway running?");
  const bool tray = m_tray.isAvailable();
  question.text =
      tray ? tr("Signalbox can stay in the tray, so that your apps keep getting answers. If you "
                "quit, they get none. You can change this in Settings.")
           : tr("Signalbox can stay as a minimised window, so that your apps keep getting answers. "
                "If you quit, they get none. You can change this in Settings.");
  question.accept = tray ? tr("Keep running in the tray") : tr("Minimise");
  question.reject = tr("Quit");
  question.third = tr("Cancel");
  question.destructive = false;
  ask(&m_window, question, [this](Answer answer) {
    m_asking = false;
    if (answer.dismissed) return;
    m_preferences.setOnClose(answer.accepted ? Preferences::OnClose::Tray
                                             : Preferences::OnClose::Quit);
    if (answer.accepted)
      hideWindow();
    else
      quit();
  });
}

QString Leaving::whatWouldBeLost() const {
  const QString unsaved = m_window.unsavedWork();
  if (!unsaved.isEmpty()) return unsaved;
  if (!m_preferences.keep())
    return tr("Drafts and choices could not be kept, because %1 cannot be written. Make room on "
              "the "
              "disk first, or they are lost.")
        .arg(m_preferences.file());
  const qint64 open = m_connection.isConnected() ? m_connection.live().open.size() : 0;
  if (!m_ownGateway || open == 0) return {};
  return tr("%Ln requests are still running. They have up to 30 seconds to finish.", nullptr,
            static_cast<int>(open));
}

void Leaving::quit() {
  if (m_asking) return;
  const QString lost = whatWouldBeLost();
  if (lost.isEmpty()) {
    Q_EMIT quitDecided();
    return;
  }
  m_asking = true;
  m_window.raiseWindow();
  Question question;
  question.title = tr("Quit Signalbox?");
  question.text = lost;
  question.accept = tr("Quit");
  ask(&m_window, question, [this](Answer answer) {
    m_asking = false;
    if (answer.accepted) Q_EMIT quitDecided();
  });
}

}  // namespace sb::ui
