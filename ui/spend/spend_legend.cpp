#include "ui/spend/spend_legend.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/flow_layout.h"

namespace sb::ui {
namespace {

constexpr int kSwatch = 10, kLine = 16;
constexpr qsizetype kMostName = 40;

class Swatch : public QWidget {
 public:
  Swatch(const QBrush& brush, bool line, QWidget* parent)
      : QWidget(parent), m_brush(brush), m_line(line) {
    setFixedSize(scaled(line ? kLine : kSwatch), scaled(kSwatch));
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_line) return painter.fillRect(QRectF(0, height() / 2.0 - 1, width(), 2), tokens().text);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_brush);
    painter.drawRoundedRect(rect(), 2, 2);
  }

 private:
  QBrush m_brush;
  bool m_line;
};

QWidget* entry(const QString& name, const QBrush& brush, bool line, QWidget* parent) {
  auto* const one = new QWidget(parent);
  auto* const row = new QHBoxLayout(one);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(6);
  row->addWidget(new Swatch(brush, line, one));
  const QString shown = name.size() > kMostName ? name.left(kMostName) + QStringLiteral("…") : name;
  row->addWidget(makeLabel(QStringLiteral("small"), shown, one));
  return one;
}

}  // namespace

SpendLegend::SpendLegend(QWidget* parent) : QWidget(parent) {
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
}

void SpendLegend::setEntries(const QStringList& names, const QList<QBrush>& brushes) {
  delete m_entries;
  m_entries = new QWidget(this);
  auto* const flow = new FlowLayout(m_entries, space::k12);
  for (qsizetype i = 0; i < names.size() && i < brushes.size(); ++i)
    flow->addWidget(entry(names[i], brushes[i], false, m_entries));
  flow->addWidget(entry(tr("cumulative"), {}, true, m_entries));
  layout()->addWidget(m_entries);
}

}  // namespace sb::ui
