#include "ui/widgets/fold.h"

#include <QEvent>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/buttons.h"

namespace sb::ui {

Fold::Fold(const QString& name, const QString& title, QWidget* content, QWidget* parent)
    : QWidget(parent),
      m_button(makeSmallButton(name, title, this, ButtonRole::FlatMuted)),
      m_content(content) {
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::k4);
  column->addWidget(m_button, 0, Qt::AlignLeft);
  column->addWidget(m_content);
  m_button->setCheckable(true);
  m_content->hide();
  connect(m_button, &QPushButton::toggled, this, &Fold::refresh);
  refresh();
}

bool Fold::isOpen() const { return m_button->isChecked(); }

void Fold::setOpen(bool open) { m_button->setChecked(open); }

void Fold::refresh() {
  const QString closed =
      isRightToLeft() ? QStringLiteral("chevron-left") : QStringLiteral("chevron-right");
  m_button->setIcon(themedIcon(isOpen() ? QStringLiteral("chevron-down") : closed, Tone::Muted));
  m_content->setVisible(isOpen());
}

void Fold::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LayoutDirectionChange) refresh();
  QWidget::changeEvent(event);
}

}  // namespace sb::ui
