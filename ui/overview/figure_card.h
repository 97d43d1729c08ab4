// One large figure with a note and a curve; a button, as a click opens what is behind it. Owner:
// Figures.
#pragma once

#include <QAbstractButton>

class QBoxLayout;

namespace sb::ui {

class ElidedLabel;
class Sparkline;

class FigureCard : public QAbstractButton {
  Q_OBJECT

 public:
  FigureCard(const QString& name, QWidget* parent);

  void set(const QString& title, const QString& figure, const QString& note);
  Sparkline* curve() { return m_curve; }

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void fit();

  ElidedLabel* m_title;
  ElidedLabel* m_figure;
  ElidedLabel* m_note;
  QBoxLayout* m_row;
  QBoxLayout* m_noteBox;
  Sparkline* m_curve;
};

}  // namespace sb::ui
