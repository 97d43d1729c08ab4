// A small curve without axes, an even row of states over time, and a bar of a share: painted, for
// cards. A screen reader hears the description that the owner sets. Parents own them.
#pragma once

#include <QColor>
#include <QList>
#include <QWidget>
#include <optional>

namespace sb::ui {

class Sparkline : public QWidget {
  Q_OBJECT

 public:
  explicit Sparkline(QWidget* parent = nullptr);

  // From old to new; NaN is a gap. Zero is the lower edge.
  void setValues(const QList<double>& values);
  // Accent unless set.
  void setHue(const QColor& color);
  void setError(bool error);

  QSize sizeHint() const override { return {120, 44}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QColor color() const;

  QList<double> m_values;
  QColor m_hue;
  bool m_error = false;
};

enum class Health { None, Ok, Warn, Error };

// One mark an hour, old to new: 24 of them for a day.
class Strip : public QWidget {
  Q_OBJECT

 public:
  explicit Strip(QWidget* parent = nullptr);

  void setStates(const QList<Health>& states);

  QSize sizeHint() const override { return {96, 14}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QList<Health> m_states;
};

// For delegates: a bar of 6 with rounded ends.
void paintBar(QPainter& painter, const QRect& rect, double share, const QColor& color,
              bool mirrored);

class Bar : public QWidget {
  Q_OBJECT

 public:
  explicit Bar(QWidget* parent = nullptr);

  // 0 to 1.
  void setShare(double share);
  double share() const { return m_share; }
  void setTone(Health tone);

  QSize sizeHint() const override { return {120, 6}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  double m_share = 0;
  Health m_tone = Health::None;
};

}  // namespace sb::ui
