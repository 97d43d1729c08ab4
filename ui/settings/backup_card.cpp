#include "ui/settings/backup_card.h"

#include <QDateTime>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "ui/settings/sections.h"
#include "ui/theme/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/toggle.h"

namespace sb::ui {
namespace {

QString sizeText(qint64 bytes) { return QLocale().formattedDataSize(bytes); }

QString dayOf(const QString& madeAt) {
  const QDateTime at = QDateTime::fromString(madeAt, Qt::ISODateWithMs).toLocalTime();
  return at.isValid() ? dateAndTime(at) : madeAt;
}

// What is wrong with a backup the gateway says best.
QString problemText(const ApiError& error) {
  if (error.status == 400) return error.message;
  return sentenceOf(error);
}

}  // namespace

BackupCard::BackupCard(Connection& connection, QWidget* parent)
    : SettingCard(parent),
      m_connection(connection),
      m_withLog(new Toggle(QStringLiteral("backupWithLog"), tr("With the log"), this)),
      m_save(makeSmallButton(QStringLiteral("backupSave"), tr("Back up…"), this)),
      m_restore(makeSmallButton(QStringLiteral("backupRestore"), tr("Restore…"), this)),
      m_stop(makeSmallButton(QStringLiteral("backupStop"), tr("Stop"), this)),
      m_forget(makeSmallButton(QStringLiteral("backupForget"), tr("Do not restore"), this)) {
  addSave();
  addRestore();
  connect(m_save, &QPushButton::clicked, this, &BackupCard::chooseTarget);
  connect(m_restore, &QPushButton::clicked, this, &BackupCard::chooseSource);
  connect(m_stop, &QPushButton::clicked, this, &BackupCard::stop);
  connect(m_forget, &QPushButton::clicked, this, &BackupCard::forget);
  connect(&connection, &Connection::statusChanged, this, &BackupCard::refresh);
  connect(&connection, &Connection::stateChanged, this, &BackupCard::refresh);
  refresh();
}

void BackupCard::addSave() {
  addRow(tr("With the log"),
         tr("Rows and sums; the texts of requests and answers are never in a backup."), m_withLog);
  auto* const buttons = new QWidget(this);
  auto* const row = new QHBoxLayout(buttons);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(space::k8);
  row->addWidget(m_stop);
  row->addWidget(m_save);
  buttons->setFocusProxy(m_save);
  m_saveNote = addRow(tr("Back up"),
                      tr("One file with the configuration, the gateway's keys and the sealed "
                         "vault. Not in it: the key that opens the vault, and secrets in the "
                         "system's keychain. Keep the file as safe as your keys."),
                      buttons);
  m_saveNote->setObjectName(QStringLiteral("backupSaveNote"));
}

void BackupCard::addRestore() {
  auto* const buttons = new QWidget(this);
  auto* const row = new QHBoxLayout(buttons);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(space::k8);
  row->addWidget(m_forget);
  row->addWidget(m_restore);
  buttons->setFocusProxy(m_restore);
  m_restoreNote = addRow(tr("Restore"), {}, buttons);
  m_restoreNote->setObjectName(QStringLiteral("backupRestoreNote"));
  m_restoreNote->show();
}

void BackupCard::say(QLabel* note, const QString& text, const char* tone) {
  note->setText(text);
  setStyleProperty(note, "tone", QLatin1String(tone));
}

void BackupCard::refresh() {
  const bool there = m_connection.isConnected();
  const bool staged = m_connection.status().restoreStaged;
  m_save->setEnabled(there && !m_busy);
  m_restore->setEnabled(there && !m_busy);
  m_withLog->setEnabled(there && !m_busy);
  m_stop->setVisible(m_busy);
  m_forget->setVisible(staged && !m_busy);
  if (m_busy || m_told) return;
  if (staged)
    say(m_restoreNote, tr("A backup is waiting: it is restored at the gateway's next start."),
        "warn");
  else
    say(m_restoreNote, tr("The backup is checked first and restored at the gateway's next start. "
                          "What is there now is kept aside."));
}

void BackupCard::chooseTarget() {
  auto* const dialog = new QFileDialog(this, tr("Back up to"));
  dialog->setObjectName(QStringLiteral("backupTarget"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(QStringLiteral("tar"));
  const QString day = QDate::currentDate().toString(Qt::ISODate);
  dialog->selectFile(QStringLiteral("signalbox-%1.tar").arg(day));
  connect(dialog, &QFileDialog::fileSelected, this, &BackupCard::saveTo);
  dialog->open();
}

void BackupCard::saveTo(const QString& path) {
  m_busy = true;
  say(m_saveNote, tr("Copying the databases…"));
  const auto progress = [this](qint64 bytes) {
    say(m_saveNote, tr("%1 written").arg(sizeText(bytes)));
  };
  m_call = m_connection.client().backup().saveTo(
      path, m_withLog->isChecked(), progress, this, [this, path](const Reply<qint64>& reply) {
        m_busy = false;
        if (reply)
          say(m_saveNote, tr("Backed up to %1, %2").arg(path, sizeText(*reply)), "ok");
        else
          say(m_saveNote, tr("No backup was made: %1").arg(problemText(reply.error())), "error");
        refresh();
      });
  refresh();
}

void BackupCard::chooseSource() {
  auto* const dialog = new QFileDialog(this, tr("Restore from"));
  dialog->setObjectName(QStringLiteral("backupSource"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  dialog->setNameFilters({tr("Backups (*.tar)"), tr("All files (*)")});
  connect(dialog, &QFileDialog::fileSelected, this, &BackupCard::restoreFrom);
  dialog->open();
}

void BackupCard::restoreFrom(const QString& path) {
  Question question;
  question.title = tr("Restore from “%1”?").arg(QFileInfo(path).fileName());
  question.text =
      tr("At the gateway's next start, the backup replaces the configuration, the keys and, if it "
         "contains one, the log. Keys made since then stop working, and secrets in the system's "
         "keychain stay as they are. Today's files are kept in the data folder, in a folder named "
         "before-restore-….");
  question.accept = tr("Restore");
  ask(this, question, [this, path](const Answer& answer) {
    if (answer.accepted) send(path);
  });
}

void BackupCard::send(const QString& path) {
  m_busy = true;
  m_upload = new RestoreUpload(m_connection.client().backup(), path, this);
  connect(m_upload, &RestoreUpload::finished, this, &BackupCard::showStaged);
  connect(m_upload, &RestoreUpload::progressed, this, [this](qint64 sent, qint64 of) {
    say(m_restoreNote, sent < of ? tr("%1 of %2 sent").arg(sizeText(sent), sizeText(of))
                                 : tr("The gateway is checking it…"));
  });
  m_upload->start();
  refresh();
}

void BackupCard::showStaged(const Reply<StagedRestore>& reply) {
  m_busy = false;
  m_told = true;
  if (m_upload) m_upload->deleteLater();
  if (!reply) {
    say(m_restoreNote, tr("Nothing was changed: %1").arg(problemText(reply.error())), "error");
    return refresh();
  }
  QString text = tr("The backup of %1 is restored when the gateway next starts. To do that now, "
                    "quit Signalbox and start it again.")
                     .arg(dayOf(reply->madeAt));
  if (!reply->leftOut.isEmpty())
    text += QLatin1Char(' ') + tr("Left out: %1").arg(listed(reply->leftOut));
  say(m_restoreNote, text, "warn");
  m_connection.client().status().status(this, [this](const Reply<GatewayStatus>& status) {
    if (status) m_connection.setStatus(*status);
  });
  refresh();
}

void BackupCard::forget() {
  m_connection.client().backup().forget(this, [this](const Reply<Done>& reply) {
    m_told = !reply;
    if (!reply)
      return say(m_restoreNote, tr("It is still waiting: %1").arg(sentenceOf(reply.error())),
                 "error");
    m_connection.client().status().status(this, [this](const Reply<GatewayStatus>& status) {
      if (status) m_connection.setStatus(*status);
    });
  });
}

void BackupCard::stop() {
  m_call.cancel();
  if (m_upload) {
    m_upload->cancel();
    m_upload->deleteLater();
    say(m_restoreNote, tr("Stopped; nothing was changed."));
    m_told = true;
  } else {
    say(m_saveNote, tr("Stopped; no backup was made."));
  }
  m_busy = false;
  refresh();
}

QWidget* makeBackupSection(const SettingsContext& context, QWidget* parent) {
  auto* const page = new SectionPage(parent);
  page->add(new BackupCard(context.connection, page));
  return page;
}

}  // namespace sb::ui
