#include "ui/settings/setting_card.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"

namespace sb::ui {

bool isLargeText() { return theme() != nullptr && theme()->textScale() > 1.3; }

SettingCard::SettingCard(QWidget* parent) : Card(parent) {
  body()->setContentsMargins(0, 0, 0, 0);
  body()->setSpacing(0);
}

SettingCard::SettingCard(const QString& title, const QString& note, QWidget* parent)
    : Card(title, parent) {
  if (!note.isEmpty() && !isLargeText()) setNote(note);
  body()->setContentsMargins(0, 0, 0, 0);
  body()->setSpacing(0);
}

QLabel* SettingCard::addRow(const QString& title, const QString& text, QWidget* control) {
  if (m_rows++ > 0) body()->addWidget(makeLine(this, true));
  auto* const words = new QVBoxLayout;
  words->setSpacing(0);
  auto* const name = makeLabel(QStringLiteral("medium"), title, this);
  auto* const note = makeLabel(QStringLiteral("small"), text, this);
  note->setWordWrap(true);
  words->addStretch(1);
  words->addWidget(name);
  words->addWidget(note);
  words->addStretch(1);
  note->setVisible(!text.isEmpty());
  auto* const row =
      new QBoxLayout(isLargeText() ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
  row->setContentsMargins(space::k16, space::k8, space::k16, space::k8);
  row->setSpacing(isLargeText() ? space::k8 : space::k16);
  row->addLayout(words, 1);
  if (control != nullptr) {
    row->addWidget(control, 0, isLargeText() ? Qt::AlignLeading : Qt::Alignment());
    name->setBuddy(control);
    if (control->accessibleName().isEmpty()) control->setAccessibleName(title);
    if (control->accessibleDescription().isEmpty()) control->setAccessibleDescription(text);
  }
  body()->addLayout(row);
  return note;
}

void SettingCard::addWide(QWidget* widget) {
  if (m_rows++ > 0) body()->addWidget(makeLine(this, true));
  body()->addWidget(widget);
}

}  // namespace sb::ui
