// Every colour and measure of the console, as plain values. Thread: any. Pixels are device
// independent and belong to a text size of 100 %.
#pragma once

#include <QColor>
#include <QString>
#include <array>
#include <vector>

namespace sb::ui {

inline constexpr int kHues = 8;

struct Tokens {
  QColor bg, surface, text, muted, line, accent, ok, warn, error;
  // Derived tints: chrome is sidebar, status bar and table heads; fieldLine outlines what is
  // typed into or switched, control what is pressed; lineSoft
  // separates rows; track is the empty part of a bar; sel selected rows; current the chosen page;
  // live a row that still grows.
  QColor chrome, card, field, fieldLine, control, lineSoft, hover, track, sel, current, live;
  QColor accentLine, accentStrong, onAccent;
  QColor okSoft, warnSoft, errorSoft, okLine, warnLine, errorLine;
  QColor code, scrim, synKey, synString, synComment;
  // Of providers, in configuration order, and the letters on their tiles.
  std::array<QColor, kHues> hue, ink;
};

const Tokens& lightTokens();
const Tokens& darkTokens();

// A colour by the name that the style sheet uses ("accent", "ok-soft", "hue3"); for tests and QSS.
struct NamedColor {
  QString name;
  QColor color;
};
std::vector<NamedColor> namedColors(const Tokens& tokens);

// The hue of a provider by its place in the configuration; beyond the eighth a pattern tells two
// providers of one hue apart.
struct ProviderHue {
  QColor fill, ink;
  bool patterned = false;
};
ProviderHue providerHue(const Tokens& tokens, int index);

// WCAG 2.1 contrast ratio of two opaque colours, 1 to 21.
double contrast(const QColor& one, const QColor& other);

namespace space {
inline constexpr int k4 = 4, k8 = 8, k12 = 12, k16 = 16, k24 = 24, k32 = 32;
}
namespace radius {
inline constexpr int kInner = 4, kControl = 6, kCard = 10;
}
namespace type {
inline constexpr int kSmall = 12, kBody = 13, kTitle = 15, kPage = 20, kFigure = 28;
}
namespace height {
inline constexpr int kControl = 32, kSmall = 28, kNavigation = 32, kChip = 20, kRow = 32,
                     kHeader = 52, kTabs = 40, kStatus = 32;
}
inline constexpr int kSidebar = 184, kSidebarNarrow = 48, kNarrowBelow = 1100;

}  // namespace sb::ui
