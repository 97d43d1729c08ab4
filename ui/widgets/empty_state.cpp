#include "ui/widgets/empty_state.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/tile.h"

namespace sb::ui {
namespace {

constexpr int kTextWidth = 380;

}  // namespace

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent),
      m_tile(new Tile(this, Tile::Size::Large)),
      m_title(makeLabel(QStringLiteral("title"), {}, this)),
      m_text(makeLabel(QStringLiteral("muted"), {}, this)),
      m_action(makeButton(QStringLiteral("emptyAction"), {}, this, ButtonRole::Primary)) {
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(space::k24, space::k24, space::k24, space::k24);
  column->setSpacing(space::k8);
  column->addStretch(2);
  column->addWidget(m_tile, 0, Qt::AlignHCenter);
  column->addSpacing(space::k4);
  column->addWidget(m_title, 0, Qt::AlignHCenter);
  m_text->setWordWrap(true);
  m_text->setAlignment(Qt::AlignHCenter);
  m_text->setMinimumWidth(scaled(kTextWidth));
  m_text->setMaximumWidth(scaled(kTextWidth));
  column->addWidget(m_text, 0, Qt::AlignHCenter);
  column->addSpacing(space::k8);
  column->addWidget(m_action, 0, Qt::AlignHCenter);
  column->addStretch(3);
  m_action->hide();
  connect(m_action, &QPushButton::clicked, this, &EmptyState::acted);
}

void EmptyState::set(const QString& iconName, const QString& title, const QString& text) {
  m_tile->setIcon(iconName);
  m_title->setText(title);
  m_text->setText(text);
  fitText();
  setAccessibleName(title);
  setAccessibleDescription(text);
}

void EmptyState::setAction(const QString& text, bool primary, const QString& iconName) {
  m_action->setText(text);
  m_action->setVisible(!text.isEmpty());
  setButtonRole(m_action, primary ? ButtonRole::Primary : ButtonRole::Plain);
  m_action->setIcon(
      iconName.isEmpty() ? QIcon() : themedIcon(iconName, primary ? Tone::OnAccent : Tone::Text));
}

// A layout takes a wrapped label for wider than it may be, and so for less high.
void EmptyState::fitText() {
  m_text->ensurePolished();
  m_text->setFixedWidth(scaled(kTextWidth));
  m_text->setMinimumHeight(0);  // a label counts the one that it has
  // Of an empty one there is no height.
  m_text->setMinimumHeight(std::max(0, m_text->heightForWidth(scaled(kTextWidth))));
}

bool EmptyState::event(QEvent* event) {
  if (event->type() == QEvent::StyleChange || event->type() == QEvent::Show) fitText();
  return QWidget::event(event);
}

}  // namespace sb::ui
