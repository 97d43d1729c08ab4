#include "ui/playground/name_button.h"

#include <QPainter>
#include <QStyleOptionButton>
#include <algorithm>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"

namespace sb::ui {
namespace {

constexpr int kPadding = 6, kIcon = 14, kFewest = 48;

}  // namespace

NameButton::NameButton(const QString& name, QWidget* parent) : QPushButton(parent) {
  setObjectName(name);
  setAutoDefault(false);
  setStyleProperty(this, "measure", QStringLiteral("small"));
  setButtonRole(this, ButtonRole::Flat);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize NameButton::sizeHint() const {
  const int width = QFontMetrics(monoFont()).horizontalAdvance(text());
  return {width + scaled(kIcon) + 3 * kPadding + 2, QPushButton::sizeHint().height()};
}

QSize NameButton::minimumSizeHint() const {
  return {scaled(kFewest), QPushButton::minimumSizeHint().height()};
}

void NameButton::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  QStyleOptionButton option;
  initStyleOption(&option);
  option.text.clear();
  option.icon = {};
  style()->drawControl(QStyle::CE_PushButtonBevel, &option, &painter, this);
  const int icon = scaled(kIcon);
  const QFontMetrics metrics(monoFont());
  const int room = width() - icon - 3 * kPadding;
  const QString shown = metrics.elidedText(text(), Qt::ElideRight, room);
  const int used = std::min(metrics.horizontalAdvance(shown) + 1, room);
  const QRect place = QStyle::visualRect(layoutDirection(), rect(), {kPadding, 0, used, height()});
  const QRect end = QStyle::visualRect(layoutDirection(), rect(),
                                       {2 * kPadding + used, (height() - icon) / 2, icon, icon});
  painter.setFont(monoFont());
  painter.setPen(isEnabled() ? tokens().text : tokens().muted);
  painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, shown);
  painter.drawPixmap(end.topLeft(), iconPixmap(QStringLiteral("chevron-down"), tokens().muted, icon,
                                               devicePixelRatioF()));
}

}  // namespace sb::ui
