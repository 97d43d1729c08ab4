#include "ui/widgets/segment.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QToolButton>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"

namespace sb::ui {

Segment::Segment(const QString& name, const QString& label, QWidget* parent)
    : QFrame(parent), m_group(new QButtonGroup(this)) {
  setObjectName(name);
  setAccessibleName(label);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  auto* const row = new QHBoxLayout(this);
  row->setContentsMargins(3, 3, 3, 3);
  row->setSpacing(0);
  connect(m_group, &QButtonGroup::buttonClicked, this,
          [this](QAbstractButton* button) { Q_EMIT chosen(button->property("id").toString()); });
}

void Segment::addItem(const QString& id, const QString& text, const QString& iconName,
                      bool iconOnly) {
  auto* const button = new QToolButton(this);
  button->setObjectName(objectName() + QLatin1Char('.') + id);
  button->setProperty("id", id);
  button->setProperty("role", QStringLiteral("segment"));
  button->setCheckable(true);
  button->setChecked(m_group->buttons().isEmpty());
  button->setAccessibleName(text);
  button->setFocusPolicy(Qt::TabFocus);
  if (!iconName.isEmpty()) button->setIcon(themedIcon(iconName, Tone::Muted, Tone::Text));
  if (iconOnly)
    button->setToolTip(text);
  else
    button->setText(text);
  if (!iconOnly && !iconName.isEmpty()) button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  button->setProperty("iconOnly", iconOnly);
  m_group->addButton(button);
  layout()->addWidget(button);
}

QToolButton* Segment::find(const QString& id) const {
  for (QAbstractButton* button : m_group->buttons())
    if (button->property("id").toString() == id) return qobject_cast<QToolButton*>(button);
  return nullptr;
}

void Segment::setItemText(const QString& id, const QString& text) {
  QToolButton* const button = find(id);
  if (button == nullptr) return;
  button->setAccessibleName(text);
  if (button->property("iconOnly").toBool())
    button->setToolTip(text);
  else
    button->setText(text);
}

void Segment::setItemVisible(const QString& id, bool visible) {
  if (QToolButton* const button = find(id)) button->setVisible(visible);
}

void Segment::setCurrent(const QString& id) {
  if (QToolButton* const button = find(id)) button->setChecked(true);
}

QString Segment::current() const {
  const QAbstractButton* const button = m_group->checkedButton();
  return button != nullptr ? button->property("id").toString() : QString();
}

void Segment::move(int by) {
  const QList<QAbstractButton*> all = m_group->buttons();
  qsizetype at = all.indexOf(m_group->checkedButton()) + by;
  while (at >= 0 && at < all.size() && all[at]->isHidden())
    at += by;
  if (at < 0 || at >= all.size()) return;
  all[at]->setFocus(Qt::TabFocusReason);
  all[at]->click();
}

void Segment::keyPressEvent(QKeyEvent* event) {
  const int forward = layoutDirection() == Qt::RightToLeft ? -1 : 1;
  if (event->key() == Qt::Key_Right) return move(forward);
  if (event->key() == Qt::Key_Left) return move(-forward);
  QFrame::keyPressEvent(event);
}

void Segment::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(tokens().control, 1));
  painter.setBrush(tokens().field);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius::kControl,
                          radius::kControl);
}

}  // namespace sb::ui
