// A card of settings: rows of a title, a sentence, and a control at the end. Parents own it.
#pragma once

#include "ui/widgets/card.h"

class QLabel;

namespace sb::ui {

// Controls then stand below their words, and rows wrap: asked when a page is made.
bool isLargeText();

class SettingCard : public Card {
  Q_OBJECT

 public:
  explicit SettingCard(QWidget* parent);
  SettingCard(const QString& title, const QString& note, QWidget* parent);

  // The sentence's label, for what changes. The control may be null.
  QLabel* addRow(const QString& title, const QString& text, QWidget* control);
  // A widget over the whole width.
  void addWide(QWidget* widget);

 private:
  int m_rows = 0;
};

}  // namespace sb::ui
