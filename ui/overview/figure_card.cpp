#include "ui/overview/figure_card.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/sparkline.h"

namespace sb::ui {

FigureCard::FigureCard(const QString& name, QWidget* parent)
    : QAbstractButton(parent),
      m_title(makeLabel(QStringLiteral("muted"), {}, this)),
      m_figure(makeLabel(QStringLiteral("figure"), {}, this)),
      m_note(makeLabel(QStringLiteral("small"), {}, this)),
      m_curve(new Sparkline(this)) {
  setObjectName(name);
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  for (QWidget* const child : std::initializer_list<QWidget*>{m_title, m_figure, m_note, m_curve})
    child->setAttribute(Qt::WA_TransparentForMouseEvents);
  auto* const words = new QVBoxLayout;
  words->setContentsMargins(space::k16, space::k12, space::k16, 0);
  words->setSpacing(0);
  words->addWidget(m_title);
  auto* const row = new QHBoxLayout;
  row->setSpacing(space::k8);
  row->addWidget(m_figure, 0, Qt::AlignBottom);
  row->addWidget(m_note, 1, Qt::AlignBottom);
  words->addLayout(row);
  m_note->setContentsMargins(0, 0, 0, 5);
  auto* const all = new QVBoxLayout(this);
  all->setContentsMargins(1, 1, 1, 1);
  all->setSpacing(space::k8);
  all->addLayout(words);
  all->addWidget(m_curve, 1);
}

QSize FigureCard::sizeHint() const { return {scaled(220), scaled(132)}; }

QSize FigureCard::minimumSizeHint() const {
  const int words = std::max(m_title->sizeHint().width(), m_figure->sizeHint().width());
  return {words + 2 * space::k16 + 2, sizeHint().height()};
}

// At a large text the note gives way to the figure; the tool tip has it.
void FigureCard::fit() {
  const int needed = m_figure->sizeHint().width() + space::k8 + m_note->sizeHint().width();
  const bool fits = needed <= width() - 2 * space::k16 - 2;
  m_note->setVisible(fits);
  setToolTip(fits ? QString() : m_note->text());
}

void FigureCard::resizeEvent(QResizeEvent* event) {
  QAbstractButton::resizeEvent(event);
  fit();
}

void FigureCard::set(const QString& title, const QString& figure, const QString& note) {
  m_title->setText(title);
  m_figure->setText(figure);
  m_note->setText(note);
  updateGeometry();
  fit();
  setAccessibleName(title);
  setAccessibleDescription(figure + QLatin1Char(' ') + note);
}

void FigureCard::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(tokens().line, 1));
  painter.setBrush(underMouse() ? tokens().hover : tokens().card);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius::kCard,
                          radius::kCard);
}

}  // namespace sb::ui
