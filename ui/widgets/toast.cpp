#include "ui/widgets/toast.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"

namespace sb::ui {
namespace {

constexpr int kShownMs = 8'000;
constexpr int kAboveEdge = 48, kBeside = 200;
constexpr qsizetype kLongest = 600;

}  // namespace

Toast::Toast(QWidget* window)
    : QFrame(window),
      m_text(makeLabel(QString(), {}, this)),
      m_undo(makeSmallButton(QStringLiteral("toastUndo"), {}, this)) {
  setObjectName(QStringLiteral("toast"));
  setProperty("role", QStringLiteral("toast"));
  auto* const row = new QHBoxLayout(this);
  row->setContentsMargins(space::k12, space::k4, space::k8, space::k4);
  row->setSpacing(space::k12);
  row->addWidget(m_text);
  row->addWidget(m_undo);
  row->addStrut(28);
  hide();
  m_timer.setSingleShot(true);
  m_timer.setInterval(kShownMs);
  connect(&m_timer, &QTimer::timeout, this, [this] {
    if (m_undo->hasFocus())
      m_timer.start();
    else
      hide();
  });
  connect(m_undo, &QPushButton::clicked, this, [this] {
    hide();
    if (const auto undo = std::exchange(m_whenUndone, {})) undo();
  });
  window->installEventFilter(this);
}

void Toast::show(const QString& text, std::function<void()> undo) {
  m_text->setText(text.size() > kLongest ? text.left(kLongest) + QChar(0x2026) : text);
  m_undo->setText(tr("Undo"));
  m_undo->setVisible(static_cast<bool>(undo));
  m_whenUndone = std::move(undo);
  setAccessibleName(m_text->text());
  QFrame::show();
  place();
  raise();
  m_timer.start();
  QAccessibleEvent event(this, QAccessible::Alert);
  QAccessible::updateAccessibility(&event);
}

// What is wider than the window takes more lines.
void Toast::place() {
  const QWidget* const window = parentWidget();
  const int most = std::max(window->width() - scaled(kBeside), scaled(kBeside));
  const bool wide = fontMetrics().horizontalAdvance(m_text->text()) > most;
  m_text->setWordWrap(wide);
  m_text->setFixedWidth(wide ? most : QWIDGETSIZE_MAX);
  if (!wide) m_text->setMinimumWidth(0);
  adjustSize();
  move((window->width() - width()) / 2, window->height() - height() - scaled(kAboveEdge));
}

bool Toast::eventFilter(QObject* watched, QEvent* event) {
  if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible()) place();
  return QFrame::eventFilter(watched, event);
}

void Toast::enterEvent(QEnterEvent* event) {
  m_timer.stop();
  QFrame::enterEvent(event);
}

void Toast::leaveEvent(QEvent* event) {
  m_timer.start();
  QFrame::leaveEvent(event);
}

}  // namespace sb::ui
