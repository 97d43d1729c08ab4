#include "ui/widgets/fitting_area.h"

#include <QEvent>

#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

constexpr int kLeastWidth = 280, kLeastHeight = 80;

}  // namespace

FittingArea::FittingArea(QWidget* content, QWidget* parent) : QScrollArea(parent) {
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setFocusPolicy(Qt::NoFocus);
  setWidget(content);
}

bool FittingArea::hasHeightForWidth() const { return widget()->hasHeightForWidth(); }

int FittingArea::heightForWidth(int width) const { return widget()->heightForWidth(width); }

QSize FittingArea::sizeHint() const { return widget()->sizeHint(); }

QSize FittingArea::minimumSizeHint() const {
  return widget()->minimumSizeHint().boundedTo({scaled(kLeastWidth), scaled(kLeastHeight)});
}

// A scroll area keeps to itself that what is in it wants another size.
bool FittingArea::eventFilter(QObject* watched, QEvent* event) {
  const bool stop = QScrollArea::eventFilter(watched, event);
  if (watched == widget() && event->type() == QEvent::LayoutRequest) updateGeometry();
  return stop;
}

}  // namespace sb::ui
