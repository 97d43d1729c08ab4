// A small label with an outline in a status colour, and an icon that says the same. Parents own it.
#pragma once

#include <QWidget>

#include "ui/theme/tokens.h"

namespace sb::ui {

enum class ChipTone { Neutral, Ok, Warn, Error, Accent, Chosen };

struct ChipColors {
  QColor text, fill, outline;
};
ChipColors chipColors(ChipTone tone);

class Chip : public QWidget {
  Q_OBJECT

 public:
  explicit Chip(const QString& text = {}, ChipTone tone = ChipTone::Neutral,
                const QString& iconName = {}, QWidget* parent = nullptr);

  void set(const QString& text, ChipTone tone, const QString& iconName = {});
  QString text() const { return m_text; }
  void setMono(bool mono);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  QFont face() const;

  QString m_text, m_icon;
  ChipTone m_tone;
  bool m_mono = false;
};

}  // namespace sb::ui
