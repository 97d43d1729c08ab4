#include "ui/widgets/band.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"

namespace sb::ui {
namespace {

constexpr qsizetype kMost = 300, kMostTip = 2'000;

struct Look {
  QLatin1String tone;
  QLatin1String icon;
  Tone color;
};

Look lookOf(Band::Kind kind) {
  switch (kind) {
    case Band::Kind::Error:
      return {QLatin1String("error"), QLatin1String("circle-x"), Tone::Error};
    case Band::Kind::Warning:
      return {QLatin1String("warn"), QLatin1String("triangle-alert"), Tone::Warn};
    case Band::Kind::Stopped:
      return {QLatin1String("warn"), QLatin1String("stop"), Tone::Warn};
    case Band::Kind::Good:
      return {QLatin1String("ok"), QLatin1String("circle-check"), Tone::Ok};
  }
  return {QLatin1String("warn"), QLatin1String("triangle-alert"), Tone::Warn};
}

}  // namespace

Band::Band(QWidget* parent)
    : QFrame(parent),
      m_icon(new QLabel(this)),
      m_title(makeLabel(QStringLiteral("strong"), {}, this)),
      m_text(makeLabel(QStringLiteral("body"), {}, this)),
      m_action(makeSmallButton(QStringLiteral("bandAction"), {}, this)) {
  setProperty("role", QStringLiteral("band"));
  auto* const row = new QHBoxLayout(this);
  row->setContentsMargins(space::k12, 3, space::k12, 3);
  row->setSpacing(space::k8);
  row->addWidget(m_icon);
  row->addWidget(m_title);
  row->addWidget(m_text, 1);
  row->addWidget(m_action);
  row->addStrut(28);
  m_text->setObjectName(QStringLiteral("bandText"));
  m_text->setWordWrap(true);
  hide();
  connect(m_action, &QPushButton::clicked, this, &Band::acted);
}

bool Band::event(QEvent* event) {
  const bool shown = event->type() == QEvent::ShowToParent;
  if (shown || event->type() == QEvent::HideToParent) Q_EMIT shownChanged(shown);
  return QFrame::event(event);
}

void Band::set(Kind kind, const QString& title, const QString& text, const QString& action) {
  const Look look = lookOf(kind);
  setStyleProperty(this, "tone", look.tone);
  m_icon->setPixmap(themedIcon(look.icon, look.color).pixmap(scaled(16), scaled(16)));
  m_title->setText(title);
  m_text->setText(text.size() > kMost ? text.left(kMost) + QChar(0x2026) : text);
  m_text->setToolTip(text.size() > kMost ? text.left(kMostTip) : QString());
  m_action->setText(action);
  m_action->setVisible(!action.isEmpty());
  setAccessibleName(title + QLatin1Char(' ') + text);
  const bool isNew = isHidden();
  show();
  if (!isNew) return;
  QAccessibleEvent event(this, QAccessible::Alert);
  QAccessible::updateAccessibility(&event);
}

}  // namespace sb::ui
