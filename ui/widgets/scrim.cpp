#include "ui/widgets/scrim.h"

#include <QEvent>
#include <QPainter>

#include "ui/theme/theme.h"

namespace sb::ui {

Scrim::Scrim(QWidget* window) : QWidget(window) {
  setObjectName(QStringLiteral("scrim"));
  setAttribute(Qt::WA_TransparentForMouseEvents);
  setFocusPolicy(Qt::NoFocus);
  setGeometry(window->rect());
  window->installEventFilter(this);
  show();
  raise();
}

void Scrim::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), tokens().scrim);
}

bool Scrim::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Resize && watched == parent()) setGeometry(parentWidget()->rect());
  return QWidget::eventFilter(watched, event);
}

}  // namespace sb::ui
