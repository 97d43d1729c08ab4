#include "ui/overview/step_row.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"

namespace sb::ui {

class StepRow::Badge : public QWidget {
 public:
  Badge(int number, QWidget* parent) : QWidget(parent), m_number(number) {
    setFixedSize(scaled(20), scaled(20));
  }
  void set(StepState state) {
    m_state = state;
    update();
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    const Tokens& t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool filled = m_state != StepState::Later;
    const QColor fill = m_state == StepState::Done ? t.ok : t.accent;
    painter.setPen(filled ? fill : t.control);
    painter.setBrush(filled ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter.drawEllipse(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    if (m_state == StepState::Done) {
      const int size = scaled(12);
      QRect place(0, 0, size, size);
      place.moveCenter(rect().center());
      painter.drawPixmap(place,
                         iconPixmap(QStringLiteral("check"), t.bg, size, devicePixelRatioF()));
      return;
    }
    painter.setFont(textFont(type::kSmall, QFont::DemiBold));
    painter.setPen(filled ? t.onAccent : t.muted);
    painter.drawText(rect(), Qt::AlignCenter, QLocale().toString(m_number));
  }

 private:
  int m_number;
  StepState m_state = StepState::Later;
};

StepRow::StepRow(int number, QWidget* parent)
    : QFrame(parent),
      m_badge(new Badge(number, this)),
      m_title(makeLabel(QStringLiteral("strong"), {}, this)),
      m_text(makeLabel(QStringLiteral("muted"), {}, this)),
      m_column(new QVBoxLayout) {
  setProperty("role", QStringLiteral("step"));
  m_text->setWordWrap(true);
  m_column->setSpacing(space::k4);
  m_column->addWidget(m_title);
  m_column->addWidget(m_text);
  auto* const row = new QHBoxLayout(this);
  row->setContentsMargins(space::k16, space::k16, space::k16, space::k16);
  row->setSpacing(space::k12);
  row->addWidget(m_badge, 0, Qt::AlignTop);
  row->addLayout(m_column, 1);
}

void StepRow::set(StepState state, const QString& title, const QString& text) {
  m_badge->set(state);
  m_title->setText(title);
  m_text->setText(text);
  setStyleProperty(this, "state", state == StepState::Now ? QStringLiteral("now") : QString());
  setAccessibleName(title);
  setAccessibleDescription(text);
}

}  // namespace sb::ui
