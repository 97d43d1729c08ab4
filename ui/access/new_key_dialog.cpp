#include "ui/access/new_key_dialog.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QDateTime>
#include <QFrame>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/access/key_words.h"
#include "ui/theme/format.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/completions.h"

namespace sb::ui {
namespace {

constexpr int kWidth = 600, kLongestInput = 12'000;

void addField(QVBoxLayout* column, const QString& label, QWidget* field, const QString& hint) {
  auto* const group = new QVBoxLayout;
  group->setSpacing(space::k4);
  field->setAccessibleName(label);
  field->setAccessibleDescription(hint);
  QLabel* const title = makeLabel(QStringLiteral("label"), label, field->parentWidget());
  title->setBuddy(field);
  group->addWidget(title);
  group->addWidget(field);
  if (!hint.isEmpty()) {
    QLabel* const words = makeLabel(QStringLiteral("small"), hint, field->parentWidget());
    words->setWordWrap(true);
    group->addWidget(words);
  }
  column->addLayout(group);
}

}  // namespace

NewKeyDialog::NewKeyDialog(GatewayClient& client, const QStringList& taken,
                           const QStringList& models, const QString& address, QWidget* parent)
    : Dialog(QStringLiteral("newKeyDialog"), tr("New key"), parent),
      m_client(client),
      m_taken(taken),
      m_address(address),
      m_stack(new QStackedWidget(this)) {
  setMinimumWidth(scaled(kWidth));
  m_stack->addWidget(makeForm(models));
  m_stack->addWidget(makeReady());
  body()->addWidget(m_stack);
  m_saved = new QCheckBox(tr("I have saved the secret"), this);
  m_saved->setObjectName(QStringLiteral("secretSaved"));
  m_saved->hide();
  foot()->insertWidget(0, m_saved);
  m_cancel = addButton(makeButton(QStringLiteral("newKeyCancel"), tr("Cancel"), this));
  m_create = addButton(
      makeButton(QStringLiteral("newKeyCreate"), tr("Create key"), this, ButtonRole::Primary));
  m_done = addButton(makeButton(QStringLiteral("newKeyDone"), tr("Done"), this));
  m_done->hide();
  m_done->setEnabled(false);
  m_create->setDefault(true);
  connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
  connect(m_create, &QPushButton::clicked, this, &NewKeyDialog::submit);
  connect(m_done, &QPushButton::clicked, this, &QDialog::accept);
  connect(m_saved, &QCheckBox::toggled, m_done, &QPushButton::setEnabled);
  connect(this, &QDialog::finished, this, &NewKeyDialog::forget);
  m_name->setFocus();
}

QWidget* NewKeyDialog::makeForm(const QStringList& models) {
  auto* const form = new QWidget(m_stack);
  auto* const column = new QVBoxLayout(form);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::k16);
  m_name = new QLineEdit(form);
  m_name->setObjectName(QStringLiteral("newKeyName"));
  m_name->setPlaceholderText(tr("claude-code"));
  m_models = new QLineEdit(form);
  m_models->setObjectName(QStringLiteral("newKeyModels"));
  m_models->setProperty("role", QStringLiteral("mono"));
  m_models->setPlaceholderText(tr("all models and routes"));
  auto* const completer = new QCompleter(models, m_models);
  completer->setFilterMode(Qt::MatchContains);
  styleCompletions(completer);
  m_models->setCompleter(completer);
  for (QLineEdit* const field : {m_name, m_models})
    field->setMaxLength(kLongestInput);
  m_expires = new QComboBox(form);
  m_expires->setObjectName(QStringLiteral("newKeyExpires"));
  m_expires->addItem(tr("never"), 0);
  for (const int days : {1, 7, 30, 90, 365})
    m_expires->addItem(tr("in %Ln days", nullptr, days), days);
  addField(column, tr("Name"), m_name, tr("In logs and spend, requests carry this name."));
  addField(column, tr("May use"), m_models,
           tr("Names of models and routes, or patterns like claude-*, separated by commas."));
  addField(column, tr("Expires"), m_expires, {});
  m_problem = makeLabel(QStringLiteral("small"), {}, form);
  m_problem->setObjectName(QStringLiteral("newKeyProblem"));
  m_problem->setProperty("tone", QStringLiteral("error"));
  m_problem->setWordWrap(true);
  m_problem->hide();
  column->addWidget(m_problem);
  column->addStretch(1);
  return form;
}

QWidget* NewKeyDialog::makeReady() {
  auto* const page = new QWidget(m_stack);
  auto* const column = new QVBoxLayout(page);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::k16);
  m_secret = new QLineEdit(page);
  m_secret->setObjectName(QStringLiteral("newKeySecret"));
  m_secret->setProperty("role", QStringLiteral("mono"));
  m_secret->setReadOnly(true);
  m_copy = makeButton(QStringLiteral("copySecret"), tr("Copy"), page, ButtonRole::Primary,
                      QStringLiteral("copy"));
  auto* const row = new QHBoxLayout;
  row->setSpacing(space::k8);
  row->addWidget(m_secret, 1);
  row->addWidget(m_copy);
  QLabel* const label = makeLabel(QStringLiteral("label"), tr("Secret"), page);
  m_secret->setAccessibleName(tr("Secret"));
  column->addWidget(label);
  column->setSpacing(space::k8);
  column->addLayout(row);
  auto* const warning = new QFrame(page);
  warning->setProperty("role", QStringLiteral("band"));
  warning->setProperty("tone", QStringLiteral("warn"));
  auto* const words = new QHBoxLayout(warning);
  words->setContentsMargins(space::k12, space::k8, space::k12, space::k8);
  words->setSpacing(space::k12);
  auto* const sign = new QLabel(warning);
  sign->setPixmap(
      iconPixmap(QStringLiteral("triangle-alert"), tokens().warn, scaled(16), devicePixelRatioF()));
  words->addWidget(sign);
  QLabel* const once = makeLabel(
      QString(), tr("This is the only time it is shown. Signalbox keeps a hash of it."), warning);
  once->setWordWrap(true);
  words->addWidget(once, 1);
  column->addWidget(warning);
  column->addSpacing(space::k8);
  auto* const grid = new QGridLayout;
  grid->setHorizontalSpacing(space::k24);
  grid->setVerticalSpacing(space::k8);
  grid->setColumnStretch(1, 1);
  const QString labels[] = {tr("Base URL"), tr("May use"), tr("Expires")};
  for (int i = 0; i < 3; ++i) {
    m_facts[i] = makeLabel(i < 2 ? QStringLiteral("mono") : QString(), {}, page);
    m_facts[i]->setWordWrap(true);
    grid->addWidget(makeLabel(QStringLiteral("muted"), labels[i], page), i, 0);
    grid->addWidget(m_facts[i], i, 1);
  }
  column->addLayout(grid);
  column->addStretch(1);
  connect(m_copy, &QPushButton::clicked, this, &NewKeyDialog::copySecret);
  return page;
}

void NewKeyDialog::showProblem(const QString& problem) {
  m_problem->setText(problem);
  m_problem->setVisible(!problem.isEmpty());
}

void NewKeyDialog::submit() {
  if (m_ready || !m_create->isEnabled()) return;
  KeyDraft draft;
  draft.name = m_name->text().trimmed();
  draft.models = modelsOf(m_models->text());
  if (const int days = m_expires->currentData().toInt(); days > 0)
    draft.expires = QDateTime::currentDateTime().addDays(days).toMSecsSinceEpoch();
  QString problem = problemOfName(draft.name, m_taken);
  QLineEdit* wrong = problem.isEmpty() ? m_models : m_name;
  if (problem.isEmpty()) problem = problemOfModels(draft.models);
  showProblem(problem);
  for (QLineEdit* const field : {m_name, m_models})
    setStyleProperty(field, "state",
                     !problem.isEmpty() && field == wrong ? QStringLiteral("error") : QString());
  if (!problem.isEmpty()) return wrong->setFocus();
  m_create->setEnabled(false);
  m_client.keys().create(draft, this, [this](const Reply<NewKey>& reply) {
    m_create->setEnabled(true);
    if (!reply) return showProblem(keySentence(reply.error()));
    showReady(*reply);
  });
}

void NewKeyDialog::showReady(const NewKey& key) {
  m_ready = true;
  setTitle(tr("Key “%1” is ready").arg(key.key.name));
  m_secret->setText(key.text);
  m_secret->setCursorPosition(0);
  m_facts[0]->setText(m_address.isEmpty() ? tr("The gateway is stopped") : m_address);
  m_facts[1]->setText(key.key.models.isEmpty() ? tr("all models and routes")
                                               : listed(key.key.models));
  setStyleProperty(m_facts[1], "role",
                   key.key.models.isEmpty() ? QString() : QStringLiteral("mono"));
  m_facts[2]->setText(key.key.expires
                          ? dateAndTime(QDateTime::fromMSecsSinceEpoch(*key.key.expires))
                          : tr("never"));
  m_stack->setCurrentIndex(1);
  m_cancel->hide();
  m_create->hide();
  m_done->show();
  m_saved->show();
  m_copy->setFocus();
  Q_EMIT created(key.key.name);
}

void NewKeyDialog::copySecret() {
  QGuiApplication::clipboard()->setText(m_secret->text());
  m_copied = true;
  m_copy->setText(tr("Copied"));
  m_copy->setIcon(themedIcon(QStringLiteral("check"), Tone::OnAccent));
}

// What was neither copied nor ticked would be lost.
void NewKeyDialog::reject() {
  if (!m_ready || m_copied || m_saved->isChecked()) return Dialog::reject();
  if (std::exchange(m_asking, true)) return;
  Question question;
  question.title = tr("Close without the secret?");
  question.text = tr("It was not copied and will not be shown again. You can make another key.");
  question.accept = tr("Close");
  question.reject = tr("Back to the secret");
  ask(this, question, [this](const Answer& answer) {
    m_asking = false;
    if (answer.accepted) Dialog::reject();
  });
}

void NewKeyDialog::forget() {
  m_secret->setText(QString(m_secret->text().size(), QLatin1Char('x')));
  m_secret->clear();
}

}  // namespace sb::ui
