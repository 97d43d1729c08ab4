#include "ui/overview/figure_card.h"

#include <QBoxLayout>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/sparkline.h"

namespace sb::ui {
namespace {

// As high in every script, so that the cards stay alike.
ElidedLabel* makeLine(const QString& role, QWidget* parent) {
  auto* const line = new ElidedLabel(parent);
  line->setProperty("role", role);
  return line;
}

}  // namespace

FigureCard::FigureCard(const QString& name, QWidget* parent)
    : QAbstractButton(parent),
      m_title(makeLine(QStringLiteral("muted"), this)),
      m_figure(makeLine(QStringLiteral("figure"), this)),
      m_note(makeLine(QStringLiteral("small"), this)),
      m_row(new QBoxLayout(QBoxLayout::LeftToRight)),
      m_noteBox(new QVBoxLayout),
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
  m_row->addWidget(m_figure, 0, Qt::AlignBottom);
  m_noteBox->addStretch(1);
  m_noteBox->addWidget(m_note);
  m_row->addLayout(m_noteBox, 1);
  words->addLayout(m_row);
  auto* const all = new QVBoxLayout(this);
  all->setContentsMargins(1, 1, 1, 1);
  all->setSpacing(space::k8);
  all->addLayout(words);
  all->addWidget(m_curve, 1);
}

QSize FigureCard::sizeHint() const { return {scaled(220), scaled(132)}; }

QSize FigureCard::minimumSizeHint() const {
  const int words = std::max(
      {m_title->sizeHint().width(), m_figure->sizeHint().width(), m_note->sizeHint().width()});
  return {words + 2 * space::k16 + 2, sizeHint().height()};
}

// Where the note has no room beside the figure it stands below, over a lower curve.
void FigureCard::fit() {
  const int needed = m_figure->sizeHint().width() + space::k8 + m_note->sizeHint().width();
  const bool beside = needed <= width() - 2 * space::k16 - 2;
  m_row->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
  m_row->setSpacing(beside ? space::k8 : 0);
  m_noteBox->setContentsMargins(0, 0, 0, beside ? scaled(5) : 0);
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
