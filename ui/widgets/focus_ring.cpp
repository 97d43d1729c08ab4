#include "ui/widgets/focus_ring.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFocusEvent>
#include <QPainter>

#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

class Ring : public QFocusFrame {
 public:
  using QFocusFrame::QFocusFrame;

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens().accent, 2));
    const int round = radius::kControl + 2;
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), round, round);
  }
};

bool isKeyboard(Qt::FocusReason reason) {
  return reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason ||
         reason == Qt::ShortcutFocusReason;
}

}  // namespace

FocusRing::FocusRing(QApplication& app) { app.installEventFilter(this); }

FocusRing::~FocusRing() { delete m_frame; }

QWidget* FocusRing::surrounded() const { return m_frame ? m_frame->widget() : nullptr; }

bool FocusRing::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::FocusIn) {
    auto* const button = qobject_cast<QAbstractButton*>(watched);
    const auto* const focus = static_cast<QFocusEvent*>(event);
    if (button != nullptr && isKeyboard(focus->reason())) {
      if (!m_frame) m_frame = new Ring;
      m_frame->setWidget(button);
    } else if (m_frame && watched->isWidgetType()) {
      m_frame->setWidget(nullptr);
    }
  } else if (event->type() == QEvent::FocusOut && m_frame && m_frame->widget() == watched) {
    m_frame->setWidget(nullptr);
  }
  return false;
}

}  // namespace sb::ui
