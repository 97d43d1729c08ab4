#include "ui/playground/parameters_dialog.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/theme/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/text_edit.h"

namespace sb::ui {
namespace {

constexpr qsizetype kLongestPaste = 2'000'000;  // what is more than kMost can be cut here
constexpr int kWidth = 400, kPromptWidth = 560, kPromptHeight = 260;
constexpr int kMostTokens = 10'000'000;

void addButtons(Dialog* dialog, const QString& accept) {
  QPushButton* const cancel =
      dialog->addButton(makeButton(QStringLiteral("dialogCancel"), Dialog::tr("Cancel"), dialog));
  QPushButton* const ok = dialog->addButton(
      makeButton(QStringLiteral("dialogAccept"), accept, dialog, ButtonRole::Primary));
  ok->setDefault(true);
  QObject::connect(cancel, &QPushButton::clicked, dialog, &QDialog::reject);
  QObject::connect(ok, &QPushButton::clicked, dialog, &QDialog::accept);
}

QLabel* addProblem(Dialog* dialog) {
  QLabel* const label = makeLabel(QStringLiteral("small"), {}, dialog);
  label->setObjectName(QStringLiteral("dialogProblem"));
  label->setProperty("tone", QStringLiteral("error"));
  label->setWordWrap(true);
  label->hide();
  dialog->body()->addWidget(label);
  return label;
}

// As the person's language writes it, or with a point.
std::optional<double> decimal(const QString& text) {
  bool ok = false;
  double value = QLocale().toDouble(text, &ok);
  if (!ok) value = QLocale::c().toDouble(text, &ok);
  return ok ? std::optional(value) : std::nullopt;
}

}  // namespace

ParametersDialog::ParametersDialog(const QString& laneLetter, const LaneSetup& setup,
                                   QWidget* parent)
    : Dialog(QStringLiteral("parameters"), tr("Parameters of lane %1").arg(laneLetter), parent),
      m_setup(setup) {
  setMinimumWidth(scaled(kWidth));
  m_temperature = addField(QStringLiteral("temperature"), tr("Temperature"),
                           tr("From 0 to 2; empty leaves it to the route or the provider."));
  m_most = addField(QStringLiteral("maxTokens"), tr("Longest answer, in tokens"),
                    tr("Empty leaves it to the route or the provider."));
  if (setup.temperature) m_temperature->setText(QLocale().toString(*setup.temperature, 'g', 4));
  if (setup.maxTokens) m_most->setText(QString::number(*setup.maxTokens));
  m_all = new QCheckBox(tr("For all lanes"), this);
  m_all->setObjectName(QStringLiteral("parametersForAll"));
  body()->addWidget(m_all);
  m_problem = addProblem(this);
  addButtons(this, tr("Use"));
}

QLineEdit* ParametersDialog::addField(const QString& name, const QString& title,
                                      const QString& hint) {
  auto* const label = makeLabel(QStringLiteral("label"), title, this);
  auto* const field = new QLineEdit(this);
  field->setObjectName(name);
  field->setProperty("role", QStringLiteral("mono"));
  field->setAccessibleName(title);
  field->setAccessibleDescription(hint);
  field->setMaxLength(20);
  label->setBuddy(field);
  auto* const below = makeLabel(QStringLiteral("small"), hint, this);
  below->setWordWrap(true);
  auto* const column = new QVBoxLayout;
  column->setSpacing(space::k4);
  column->addWidget(label);
  column->addWidget(field);
  column->addWidget(below);
  body()->addLayout(column);
  return field;
}

void ParametersDialog::complain(QLineEdit* field, const QString& what) {
  setStyleProperty(field, "state", QStringLiteral("error"));
  m_problem->setText(what);
  m_problem->show();
  field->setFocus();
}

void ParametersDialog::accept() {
  for (QLineEdit* const field : {m_temperature, m_most})
    setStyleProperty(field, "state", {});
  LaneSetup setup = m_setup;
  setup.temperature.reset();
  setup.maxTokens.reset();
  if (const QString text = m_temperature->text().trimmed(); !text.isEmpty()) {
    const std::optional<double> value = decimal(text);
    if (!value || !(*value >= 0 && *value <= 2))  // no NaN either
      return complain(m_temperature, tr("The temperature must be a number from 0 to 2."));
    setup.temperature = *value;
  }
  if (const QString text = m_most->text().trimmed(); !text.isEmpty()) {
    bool ok = false;
    const int value = QLocale().toInt(text, &ok);
    if (!ok || value < 1 || value > kMostTokens)
      return complain(
          m_most,
          tr("The longest answer must be a whole number from 1 to %1.").arg(number(kMostTokens)));
    setup.maxTokens = value;
  }
  Q_EMIT chosen(setup, m_all->isChecked());
  Dialog::accept();
}

SystemPromptDialog::SystemPromptDialog(const QString& text, QWidget* parent)
    : Dialog(QStringLiteral("systemPrompt"), tr("System prompt"), parent),
      m_text(new TextEdit(this)) {
  auto* const hint = makeLabel(
      QStringLiteral("muted"),
      tr("What every lane is told before the conversation. Leave it empty for none."), this);
  hint->setWordWrap(true);
  m_text->setObjectName(QStringLiteral("systemPromptText"));
  m_text->setAccessibleName(tr("System prompt"));
  m_text->setTabChangesFocus(true);
  m_text->setLongest(kLongestPaste);
  m_text->setWhole(text);
  m_text->setMinimumSize(scaled(kPromptWidth), scaled(kPromptHeight));
  body()->addWidget(hint);
  body()->addWidget(m_text, 1);
  m_problem = addProblem(this);
  addButtons(this, tr("Use"));
  connect(m_text, &TextEdit::pasteRefused, this, [this](const QString& said) {
    m_problem->setText(said);
    m_problem->show();
  });
}

void SystemPromptDialog::accept() {
  const QString text = m_text->toPlainText();
  if (text.size() > kMost) {
    m_problem->setText(tr("The text has %1 characters; at most %2 fit. Nothing is lost.")
                           .arg(number(text.size()), number(kMost)));
    m_problem->show();
    return;
  }
  Q_EMIT chosen(text);
  Dialog::accept();
}

}  // namespace sb::ui
