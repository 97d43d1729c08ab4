// How the console looks now: light or dark, the size of text, fonts, palette and style sheet.
// Owner: the application, one object. Thread: the one of the windows.
#pragma once

#include <QFont>
#include <QObject>
#include <QPalette>
#include <memory>

#include "ui/theme/tokens.h"

class QApplication;

namespace sb::ui {

class SystemScheme;

class Theme : public QObject {
  Q_OBJECT

 public:
  enum class Mode { System, Light, Dark };
  Q_ENUM(Mode)

  explicit Theme(QObject* parent = nullptr);
  ~Theme() override;

  // Loads the fonts, puts style, palette and style sheet in force and follows the desktop. Called
  // once; before it, widgets look as if in light mode.
  void install(QApplication& app);

  Mode mode() const { return m_mode; }
  void setMode(Mode mode);
  bool isDark() const { return m_dark; }
  const Tokens& tokens() const;

  // 1 is 100 %; between 0.75 and 3.
  double textScale() const { return m_textScale; }
  void setTextScale(double scale);

  // Spinners stand still and nothing fades.
  bool reducedMotion() const;

 Q_SIGNALS:
  void changed();

 private:
  void apply();
  void takeSystem();

  QApplication* m_app = nullptr;
  std::unique_ptr<SystemScheme> m_system;
  Mode m_mode = Mode::System;
  bool m_dark = false;
  double m_textScale = 1.0;
};

// The one that exists now; without any, light colours at 100 %.
const Theme* theme();
const Tokens& tokens();
bool reducedMotion();

// Pixels at the present text size.
int scaled(int pixels);

// The faces: Inter, and JetBrains Mono for ids, numbers in tables, model names and code.
QFont textFont(int pixels = type::kBody, QFont::Weight weight = QFont::Normal);
QFont monoFont(int pixels = type::kSmall, QFont::Weight weight = QFont::Normal);

}  // namespace sb::ui
