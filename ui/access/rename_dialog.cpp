#include "ui/access/rename_dialog.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/access/key_words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"

namespace sb::ui {
namespace {

constexpr int kWidth = 440, kLongestInput = 12'000;

}  // namespace

RenameDialog::RenameDialog(GatewayClient& client, const KeyInfo& key, const QStringList& taken,
                           QWidget* parent)
    : Dialog(QStringLiteral("renameDialog"), tr("Rename key “%1”").arg(key.name), parent),
      m_client(client),
      m_key(key),
      m_taken(taken),
      m_name(new QLineEdit(key.name, this)),
      m_problem(makeLabel(QStringLiteral("small"), {}, this)) {
  setMinimumWidth(scaled(kWidth));
  m_taken.removeAll(key.name);
  m_name->setObjectName(QStringLiteral("renameName"));
  m_name->setAccessibleName(tr("Name"));
  m_name->setMaxLength(kLongestInput);
  m_name->selectAll();
  m_problem->setObjectName(QStringLiteral("renameProblem"));
  m_problem->setProperty("tone", QStringLiteral("error"));
  m_problem->setWordWrap(true);
  m_problem->hide();
  QLabel* const hint = makeLabel(QStringLiteral("small"),
                                 tr("Apps keep working: the secret stays the same. Earlier "
                                    "requests keep the old name in logs and spend."),
                                 this);
  hint->setWordWrap(true);
  body()->addWidget(m_name);
  body()->addWidget(hint);
  body()->addWidget(m_problem);
  QPushButton* const cancel =
      addButton(makeButton(QStringLiteral("renameCancel"), tr("Cancel"), this));
  m_save =
      addButton(makeButton(QStringLiteral("renameSave"), tr("Rename"), this, ButtonRole::Primary));
  m_save->setDefault(true);
  connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
  connect(m_save, &QPushButton::clicked, this, &RenameDialog::submit);
  m_name->setFocus();
}

void RenameDialog::submit() {
  const QString name = m_name->text().trimmed();
  if (name == m_key.name) return accept();
  const auto refuse = [this](const QString& problem) {
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    setStyleProperty(m_name, "state", problem.isEmpty() ? QString() : QStringLiteral("error"));
    return !problem.isEmpty();
  };
  if (refuse(problemOfName(name, m_taken))) return;
  m_save->setEnabled(false);
  m_client.keys().rename(m_key.id, name, this, [this, refuse, name](const Reply<KeyInfo>& reply) {
    m_save->setEnabled(true);
    if (!reply) {
      refuse(keySentence(reply.error()));
      return;
    }
    Q_EMIT renamed(m_key.name, name);
    accept();
  });
}

}  // namespace sb::ui
