#include "ui/theme/theme.h"

#include <QApplication>
#include <QDirIterator>
#include <QFontDatabase>
#include <QPixmapCache>
#include <QStyleFactory>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/theme/console_style.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/system_scheme.h"

namespace sb::ui {
namespace {

// Set by the object's life, read by the functions below.
const Theme* g_theme = nullptr;

void loadFonts() {
  QDirIterator fonts(QStringLiteral(":/sb/fonts"));
  while (fonts.hasNext())
    QFontDatabase::addApplicationFont(fonts.next());
}

void setText(QPalette& palette, const Tokens& t) {
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
                          QPalette::ToolTipBase, QPalette::BrightText})
    palette.setColor(role, t.text);
  palette.setColor(QPalette::PlaceholderText, t.muted);
  palette.setColor(QPalette::ToolTipText, t.bg);
  palette.setColor(QPalette::Highlight, t.accent);
  palette.setColor(QPalette::HighlightedText, t.onAccent);
  palette.setColor(QPalette::Link, t.accent);
  palette.setColor(QPalette::LinkVisited, t.accent);
}

void setShades(QPalette& palette, const Tokens& t) {
  palette.setColor(QPalette::Window, t.bg);
  palette.setColor(QPalette::Base, t.field);
  palette.setColor(QPalette::AlternateBase, t.surface);
  palette.setColor(QPalette::Button, t.field);
  palette.setColor(QPalette::Light, t.surface);
  palette.setColor(QPalette::Midlight, t.lineSoft);
  palette.setColor(QPalette::Mid, t.line);
  palette.setColor(QPalette::Dark, t.control);
  palette.setColor(QPalette::Shadow, t.control);
}

QPalette paletteOf(const Tokens& t) {
  QPalette palette;
  setText(palette, t);
  setShades(palette, t);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
    palette.setColor(QPalette::Disabled, role, t.muted);
  palette.setColor(QPalette::Disabled, QPalette::Base, t.surface);
  palette.setColor(QPalette::Disabled, QPalette::Highlight, t.track);
  palette.setColor(QPalette::Disabled, QPalette::HighlightedText, t.muted);
  return palette;
}

QFont face(const QStringList& families, int pixels, QFont::Weight weight) {
  QFont font;
  font.setFamilies(families);
  font.setPixelSize(scaled(pixels));
  font.setWeight(weight);
  return font;
}

}  // namespace

Theme::Theme(QObject* parent) : QObject(parent) { g_theme = this; }

Theme::~Theme() {
  if (g_theme == this) g_theme = nullptr;
}

void Theme::install(QApplication& app) {
  m_app = &app;
  m_system = std::make_unique<SystemScheme>(app.palette());
  connect(m_system.get(), &SystemScheme::changed, this, &Theme::takeSystem);
  loadFonts();
  app.setStyle(new ConsoleStyle(QStyleFactory::create(QStringLiteral("Fusion"))));
  m_dark = m_mode == Mode::Dark || (m_mode == Mode::System && m_system->dark());
  apply();
}

void Theme::setMode(Mode mode) {
  m_mode = mode;
  takeSystem();
}

void Theme::takeSystem() {
  const bool system = m_system && m_system->dark();
  const bool dark = m_mode == Mode::Dark || (m_mode == Mode::System && system);
  if (dark == m_dark) return;
  m_dark = dark;
  apply();
}

void Theme::setTextScale(double scale) {
  const double taken = std::clamp(scale, 0.75, 3.0);
  if (taken == m_textScale) return;
  m_textScale = taken;
  apply();
}

void Theme::apply() {
  if (m_app == nullptr) return;
  QPixmapCache::clear();
  m_app->setPalette(paletteOf(tokens()));
  m_app->setFont(textFont());
  QToolTip::setFont(textFont(type::kSmall));
  m_app->setStyleSheet(styleSheet(tokens(), m_dark, m_textScale));
  Q_EMIT changed();
}

const Tokens& Theme::tokens() const { return m_dark ? darkTokens() : lightTokens(); }

bool Theme::reducedMotion() const {
  return qEnvironmentVariableIsSet("SIGNALBOX_REDUCED_MOTION") ||
         (m_system && m_system->reducedMotion());
}

const Theme* theme() { return g_theme; }

const Tokens& tokens() { return g_theme != nullptr ? g_theme->tokens() : lightTokens(); }

bool reducedMotion() { return g_theme != nullptr && g_theme->reducedMotion(); }

int scaled(int pixels) {
  const double scale = g_theme != nullptr ? g_theme->textScale() : 1.0;
  return static_cast<int>(std::lround(pixels * scale));
}

QFont textFont(int pixels, QFont::Weight weight) {
  return face({QStringLiteral("Inter"), QStringLiteral("Noto Sans Arabic")}, pixels, weight);
}

QFont monoFont(int pixels, QFont::Weight weight) {
  QFont font =
      face({QStringLiteral("JetBrains Mono"), QStringLiteral("Noto Sans Arabic")}, pixels, weight);
  font.setStyleHint(QFont::Monospace);
  return font;
}

}  // namespace sb::ui
