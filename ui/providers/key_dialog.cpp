#include "ui/providers/key_dialog.h"

#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/providers/provider_words.h"
#include "ui/providers/secret_input.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"

namespace sb::ui {
namespace {

constexpr int kWidth = 560, kLongestInput = 12'000;
constexpr double kLeastWeight = 0.01, kMostWeight = 1'000;

QString titleOf(const Provider& provider, const QString& keyName) {
  return keyName.isEmpty() ? KeyDialog::tr("Add a key to %1").arg(provider.name)
                           : KeyDialog::tr("Key %1 of %2").arg(keyName, provider.name);
}

QStringList namesOf(const Provider& provider) {
  QStringList names;
  for (const ProviderKey& key : provider.keys)
    names.append(key.name);
  return names;
}

}  // namespace

KeyDialog::KeyDialog(ProvidersData& source, ProviderEdits& edits, const Provider& provider,
                     const QString& keyName, QWidget* parent)
    : Dialog(QStringLiteral("keyDialog"), titleOf(provider, keyName), parent),
      m_data(source),
      m_edits(edits),
      m_provider(provider),
      m_keyName(keyName),
      m_name(new QLineEdit(this)),
      m_weight(new QDoubleSpinBox(this)),
      m_secret(new SecretInput(this)),
      m_place(makeLabel(QStringLiteral("small"), {}, this)),
      m_problem(makeLabel(QStringLiteral("small"), {}, this)) {
  const bool isNew = keyName.isEmpty();
  setMinimumWidth(scaled(kWidth));
  m_name->setObjectName(QStringLiteral("keyName"));
  m_name->setMaxLength(kLongestInput);
  m_name->setText(
      isNew ? freeId(provider.keys.isEmpty() ? QStringLiteral("main") : QStringLiteral("spare"),
                     namesOf(provider))
            : keyName);
  m_name->setEnabled(isNew);
  m_weight->setObjectName(QStringLiteral("keyWeight"));
  m_weight->setRange(kLeastWeight, kMostWeight);
  m_weight->setDecimals(2);
  m_weight->setValue(1);
  for (const ProviderKey& key : provider.keys)
    if (key.name == keyName) m_weight->setValue(key.weight);
  if (const Preset* const preset = m_data.preset(provider.kind); preset != nullptr && isNew)
    m_secret->setVariables(preset->env);
  if (!isNew) m_secret->setOptional(true, tr("Leave it empty to keep the current one"));
  addField(tr("Name"), m_name);
  m_place->setObjectName(QStringLiteral("keyPlace"));
  m_place->setWordWrap(true);
  body()->addWidget(m_place);
  body()->addWidget(m_secret);
  addField(tr("Weight"), m_weight,
           tr("A key of weight 3 gets three times the requests of a key of weight 1."));
  m_problem->setObjectName(QStringLiteral("keyProblem"));
  m_problem->setProperty("tone", QStringLiteral("error"));
  m_problem->setWordWrap(true);
  m_problem->hide();
  body()->addWidget(m_problem);
  body()->addStretch(1);
  QPushButton* const cancel =
      addButton(makeButton(QStringLiteral("keyCancel"), tr("Cancel"), this));
  m_save = addButton(makeButton(QStringLiteral("keySave"), isNew ? tr("Add key") : tr("Save"), this,
                                ButtonRole::Primary));
  m_save->setDefault(true);
  connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
  connect(m_save, &QPushButton::clicked, this, &KeyDialog::submit);
  connect(this, &QDialog::finished, m_secret, &SecretInput::wipe);
  connect(&m_data, &ProvidersData::vaultChanged, this, &KeyDialog::showPlace);
  showPlace();
  m_data.askVault();
  m_secret->focusField();
}

void KeyDialog::addField(const QString& label, QWidget* field, const QString& hint) {
  auto* const group = new QVBoxLayout;
  group->setSpacing(space::k4);
  field->setAccessibleName(label);
  field->setAccessibleDescription(hint);
  for (QLineEdit* const inner : field->findChildren<QLineEdit*>())
    inner->setAccessibleName(label);
  group->addWidget(makeLabel(QStringLiteral("label"), label, this));
  group->addWidget(field);
  if (!hint.isEmpty()) group->addWidget(makeLabel(QStringLiteral("small"), hint, this));
  body()->addLayout(group);
}

// Where the present secret is, and where a new one can go.
void KeyDialog::showPlace() {
  m_secret->setPlaces(m_data.vault());
  m_place->hide();
  for (const ProviderKey& key : m_provider.keys) {
    if (key.name != m_keyName) continue;
    m_secret->preferPlaceOf(key.secret);
    m_place->setText(placeSentence(key, m_data.vault().file));
    m_place->setVisible(!m_place->text().isEmpty());
  }
}

void KeyDialog::showProblem(const QString& problem) {
  m_problem->setText(problem);
  m_problem->setVisible(!problem.isEmpty());
}

void KeyDialog::submit() {
  if (!m_save->isEnabled()) return;
  KeyInput key = m_secret->input();
  key.name = m_name->text().trimmed();
  key.weight = m_weight->value();
  const bool isNew = m_keyName.isEmpty();
  showProblem(isNew ? problemOfKeyName(key.name, namesOf(m_provider)) : QString());
  const QString secretProblem = problemOf(key);
  m_secret->showProblem(secretProblem);
  if (!m_problem->text().isEmpty() || !secretProblem.isEmpty()) return;
  m_save->setEnabled(false);
  const auto done = [self = QPointer<KeyDialog>(this), key](const Outcome& outcome) {
    if (!self) return;
    self->m_save->setEnabled(true);
    if (outcome.keychainRefused) return self->m_secret->keychainRefused(outcome.problem);
    if (!outcome.problem.isEmpty()) return self->showProblem(outcome.problem);
    Q_EMIT self->saved(self->m_provider.id, key.name);
    self->accept();
  };
  if (isNew)
    m_edits.addKey(m_provider, key, done);
  else
    m_edits.changeKey(m_provider, key, done);
}

}  // namespace sb::ui
