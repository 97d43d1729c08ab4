#include "ui/shell/start_page.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <utility>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/spinner.h"

namespace sb::ui {
namespace {

constexpr int kWidth = 560, kDetailsHeight = 120;

}  // namespace

StartPage::StartPage(QWidget* parent)
    : QWidget(parent),
      m_spinner(new Spinner(this, 20)),
      m_icon(new QLabel(this)),
      m_title(makeLabel(QStringLiteral("page"), {}, this)),
      m_text(makeLabel(QStringLiteral("muted"), {}, this)),
      m_details(new QPlainTextEdit(this)),
      m_steps(new QHBoxLayout) {
  setObjectName(QStringLiteral("startPage"));
  auto* const column = new QVBoxLayout;
  column->setSpacing(space::k12);
  column->addStretch(2);
  auto* const head = new QHBoxLayout;
  head->setSpacing(space::k12);
  head->addWidget(m_spinner);
  head->addWidget(m_icon);
  head->addWidget(m_title, 1);
  column->addLayout(head);
  for (QLabel* const label : {m_title, m_text})
    label->setWordWrap(true);
  column->addWidget(m_text);
  m_details->setObjectName(QStringLiteral("startDetails"));
  m_details->setProperty("role", QStringLiteral("code"));
  m_details->setReadOnly(true);
  m_details->setTabChangesFocus(true);
  m_details->setFixedHeight(scaled(kDetailsHeight));
  column->addWidget(m_details);
  m_steps->setSpacing(space::k8);
  column->addLayout(m_steps);
  column->addStretch(3);
  auto* const row = new QHBoxLayout(this);
  auto* const middle = new QWidget(this);
  middle->setLayout(column);
  middle->setFixedWidth(scaled(kWidth));
  row->addStretch(1);
  row->addWidget(middle);
  row->addStretch(1);
  showStarting();
}

void StartPage::showStarting() {
  m_starting = true;
  m_title->setText(tr("Starting the gateway…"));
  m_spinner->show();
  m_icon->hide();
  m_text->hide();
  m_details->hide();
  setSteps({});
}

void StartPage::showProblem(const StartProblem& problem) {
  m_starting = false;
  m_spinner->hide();
  m_icon->setPixmap(
      iconPixmap(QStringLiteral("circle-x"), tokens().error, scaled(20), devicePixelRatioF()));
  m_icon->show();
  m_title->setText(problem.title);
  m_text->setText(problem.text);
  m_text->show();
  m_details->setPlainText(problem.details);
  m_details->setAccessibleName(tr("What the gateway said"));
  m_details->setVisible(!problem.details.isEmpty());
  setAccessibleName(problem.title);
  setAccessibleDescription(problem.text);
  setSteps(problem.steps);
}

void StartPage::setSteps(const QList<StartProblem::Step>& steps) {
  while (QLayoutItem* const item = m_steps->takeAt(0)) {
    if (item->widget() != nullptr) item->widget()->deleteLater();
    delete item;
  }
  bool first = true;
  QWidget* before = m_details;
  for (const StartProblem::Step& step : steps) {
    QPushButton* const button =
        makeButton(step.name, step.text, this, first ? ButtonRole::Primary : ButtonRole::Plain);
    connect(button, &QPushButton::clicked, this, step.run);
    m_steps->addWidget(button);
    setTabOrder(std::exchange(before, button), button);
    button->show();  // only what is shown takes the focus
    if (std::exchange(first, false)) button->setFocus();
  }
  m_steps->addStretch(1);
}

void StartPage::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange && m_starting) showStarting();
  QWidget::changeEvent(event);
}

}  // namespace sb::ui
