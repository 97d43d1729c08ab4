#include "ui/widgets/card.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"

namespace sb::ui {

Card::Card(QWidget* parent) : QFrame(parent) {
  setProperty("role", QStringLiteral("card"));
  m_all = new QVBoxLayout(this);
  m_all->setContentsMargins(1, 1, 1, 1);
  m_all->setSpacing(0);
  m_body = new QVBoxLayout;
  m_body->setContentsMargins(space::k16, space::k16, space::k16, space::k16);
  m_body->setSpacing(space::k8);
  m_all->addLayout(m_body, 1);
}

Card::Card(const QString& title, QWidget* parent) : Card(parent) { setTitle(title); }

void Card::makeHead() {
  if (m_head != nullptr) return;
  m_head = new QHBoxLayout;
  m_head->setContentsMargins(space::k16, space::k8, space::k16, space::k8);
  m_head->setSpacing(space::k8);
  m_title = makeLabel(QStringLiteral("strong"), {}, this);
  m_note = makeLabel(QStringLiteral("small"), {}, this);
  m_head->addWidget(m_title);
  m_head->addWidget(m_note);
  m_head->addStretch(1);
  m_head->addStrut(28);
  m_all->insertLayout(0, m_head);
  m_body->setContentsMargins(space::k16, 0, space::k16, space::k16);
}

void Card::setTitle(const QString& title) {
  makeHead();
  m_title->setText(title);
  setAccessibleName(title);
}

void Card::setNote(const QString& note) {
  makeHead();
  m_note->setText(note);
}

void Card::addAction(QWidget* widget) {
  makeHead();
  m_head->addWidget(widget);
}

void Card::setState(const QString& state) { setStyleProperty(this, "state", state); }

QFrame* makeLine(QWidget* parent, bool soft) {
  auto* const line = new QFrame(parent);
  line->setProperty("role", soft ? QStringLiteral("line-soft") : QStringLiteral("line"));
  line->setFixedHeight(1);
  return line;
}

}  // namespace sb::ui
