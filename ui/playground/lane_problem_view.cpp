#include "ui/playground/lane_problem_view.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/playground/lane.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"

namespace sb::ui {

LaneProblemView::LaneProblemView(QWidget* parent)
    : QFrame(parent),
      m_icon(new QLabel(this)),
      m_title(makeLabel(QStringLiteral("strong"), {}, this)),
      m_text(makeLabel(QStringLiteral("small"), {}, this)),
      m_again(makeSmallButton(QStringLiteral("askAgain"), {}, this, ButtonRole::Plain,
                              QStringLiteral("refresh-cw"))) {
  setProperty("role", QStringLiteral("band"));
  setProperty("tone", QStringLiteral("error"));
  m_title->setWordWrap(true);
  m_text->setWordWrap(true);
  m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* const row = new QHBoxLayout;
  row->setSpacing(space::k8);
  row->addWidget(m_icon, 0, Qt::AlignTop);
  row->addWidget(m_title, 1);
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(space::k12, space::k12, space::k12, space::k12);
  column->setSpacing(space::k8);
  column->addLayout(row);
  column->addWidget(m_text);
  column->addWidget(m_again, 0, Qt::AlignLeading);
  connect(m_again, &QPushButton::clicked, this, &LaneProblemView::againRequested);
  retranslate();
}

void LaneProblemView::set(const LaneProblem& problem) {
  m_title->setText(problem.title);
  m_text->setText(problem.text);
  setAccessibleName(problem.title);
  setAccessibleDescription(problem.text);
}

void LaneProblemView::retranslate() {
  m_again->setText(tr("Ask again"));
  m_icon->setPixmap(
      iconPixmap(QStringLiteral("circle-x"), tokens().error, scaled(16), devicePixelRatioF()));
}

void LaneProblemView::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
    retranslate();
  QFrame::changeEvent(event);
}

}  // namespace sb::ui
