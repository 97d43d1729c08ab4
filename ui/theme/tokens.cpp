#include "ui/theme/tokens.h"

#include <algorithm>
#include <cmath>

namespace sb::ui {

const Tokens& lightTokens() {
  static const Tokens tokens = [] {
    Tokens t;
    t.bg = QColor(0xFFFFFF);
    t.surface = QColor(0xFAFAFA);
    t.text = QColor(0x18181B);
    t.muted = QColor(0x52525B);
    t.line = QColor(0xE4E4E7);
    t.accent = QColor(0x4F46E5);
    t.ok = QColor(0x15803D);
    t.warn = QColor(0xB45309);
    t.error = QColor(0xB91C1C);
    t.chrome = QColor(0xFAFAFA);
    t.card = QColor(0xFFFFFF);
    t.field = QColor(0xFFFFFF);
    t.fieldLine = QColor(0x8C8C95);
    t.control = QColor(0xD4D4D8);
    t.lineSoft = QColor(0xF0F0F2);
    t.hover = QColor(0xF4F4F5);
    t.track = QColor(0xEAEAED);
    t.sel = QColor(0xF2F2FD);
    t.current = QColor(0xE9E8FB);
    t.live = QColor(0xF9F9FE);
    t.accentLine = QColor(0xB9B5F4);
    t.accentStrong = QColor(0x4338CA);
    t.onAccent = QColor(0xFFFFFF);
    t.okSoft = QColor(0xEDF5F0);
    t.warnSoft = QColor(0xFBF5F0);
    t.errorSoft = QColor(0xFBF1F1);
    t.okLine = QColor(0xB9D9C5);
    t.warnLine = QColor(0xE9CBB5);
    t.errorLine = QColor(0xEABBBB);
    t.code = QColor(0xF7F7F8);
    t.scrim = QColor(24, 24, 27, 97);
    t.synKey = QColor(0x7A3E9D);
    t.synString = QColor(0x15803D);
    t.synComment = QColor(0x6B6B74);
    t.hue = {QColor(0x2563EB), QColor(0xD47614), QColor(0x0FA47A), QColor(0xA21C78),
             QColor(0x705A12), QColor(0x0B5E86), QColor(0x4C1D95), QColor(0x7F8494)};
    t.ink = {QColor(0xFFFFFF), QColor(0x18181B), QColor(0x18181B), QColor(0xFFFFFF),
             QColor(0xFFFFFF), QColor(0xFFFFFF), QColor(0xFFFFFF), QColor(0x18181B)};
    return t;
  }();
  return tokens;
}

const Tokens& darkTokens() {
  static const Tokens tokens = [] {
    Tokens t;
    t.bg = QColor(0x18181B);
    t.surface = QColor(0x27272A);
    t.text = QColor(0xF4F4F5);
    t.muted = QColor(0xA1A1AA);
    t.line = QColor(0x3F3F46);
    t.accent = QColor(0x818CF8);
    t.ok = QColor(0x4ADE80);
    t.warn = QColor(0xFBBF24);
    t.error = QColor(0xF87171);
    t.chrome = QColor(0x1F1F22);
    t.card = QColor(0x1F1F22);
    t.field = QColor(0x27272A);
    t.fieldLine = QColor(0x76767F);
    t.control = QColor(0x52525B);
    t.lineSoft = QColor(0x2B2B2F);
    t.hover = QColor(0x27272A);
    t.track = QColor(0x34343A);
    t.sel = QColor(0x2A2C45);
    t.current = QColor(0x2A2C45);
    t.live = QColor(0x1E1F2A);
    t.accentLine = QColor(0x565D9E);
    t.accentStrong = QColor(0xA5B4FC);
    t.onAccent = QColor(0x18181B);
    t.okSoft = QColor(0x1D2C24);
    t.warnSoft = QColor(0x2E281D);
    t.errorSoft = QColor(0x302224);
    t.okLine = QColor(0x2F5A40);
    t.warnLine = QColor(0x6B5523);
    t.errorLine = QColor(0x6B3A3D);
    t.code = QColor(0x141416);
    t.scrim = QColor(0, 0, 0, 140);
    t.synKey = QColor(0xC4A5F5);
    t.synString = QColor(0x7EDBA0);
    t.synComment = QColor(0x8F8F98);
    t.hue = {QColor(0x5B8DF8), QColor(0xF0803C), QColor(0x34DFA8), QColor(0xD465BD),
             QColor(0xEFDF5C), QColor(0xBCE3F2), QColor(0xBBA3FC), QColor(0x85868C)};
    t.ink = {QColor(0x18181B), QColor(0x18181B), QColor(0x18181B), QColor(0x18181B),
             QColor(0x18181B), QColor(0x18181B), QColor(0x18181B), QColor(0x18181B)};
    return t;
  }();
  return tokens;
}

std::vector<NamedColor> namedColors(const Tokens& t) {
  std::vector<NamedColor> all = {
      {QStringLiteral("bg"), t.bg},
      {QStringLiteral("surface"), t.surface},
      {QStringLiteral("text"), t.text},
      {QStringLiteral("muted"), t.muted},
      {QStringLiteral("line"), t.line},
      {QStringLiteral("accent"), t.accent},
      {QStringLiteral("ok"), t.ok},
      {QStringLiteral("warn"), t.warn},
      {QStringLiteral("error"), t.error},
      {QStringLiteral("chrome"), t.chrome},
      {QStringLiteral("card"), t.card},
      {QStringLiteral("field"), t.field},
      {QStringLiteral("field-line"), t.fieldLine},
      {QStringLiteral("control"), t.control},
      {QStringLiteral("line-soft"), t.lineSoft},
      {QStringLiteral("hover"), t.hover},
      {QStringLiteral("track"), t.track},
      {QStringLiteral("sel"), t.sel},
      {QStringLiteral("current"), t.current},
      {QStringLiteral("live"), t.live},
      {QStringLiteral("accent-line"), t.accentLine},
      {QStringLiteral("accent-2"), t.accentStrong},
      {QStringLiteral("on-accent"), t.onAccent},
      {QStringLiteral("ok-soft"), t.okSoft},
      {QStringLiteral("warn-soft"), t.warnSoft},
      {QStringLiteral("error-soft"), t.errorSoft},
      {QStringLiteral("ok-line"), t.okLine},
      {QStringLiteral("warn-line"), t.warnLine},
      {QStringLiteral("error-line"), t.errorLine},
      {QStringLiteral("code"), t.code},
      {QStringLiteral("scrim"), t.scrim},
      {QStringLiteral("syn-key"), t.synKey},
      {QStringLiteral("syn-str"), t.synString},
      {QStringLiteral("syn-com"), t.synComment},
  };
  for (int i = 0; i < kHues; ++i) {
    const auto at = static_cast<std::size_t>(i);
    all.push_back({QStringLiteral("hue%1").arg(i + 1), t.hue[at]});
    all.push_back({QStringLiteral("ink%1").arg(i + 1), t.ink[at]});
  }
  return all;
}

ProviderHue providerHue(const Tokens& tokens, int index) {
  const int place = std::max(index, 0);
  const auto at = static_cast<std::size_t>(place % kHues);
  return {tokens.hue[at], tokens.ink[at], place >= kHues};
}

namespace {

double linear(double channel) {
  return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& color) {
  return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) +
         0.0722 * linear(color.blueF());
}

}  // namespace

double contrast(const QColor& one, const QColor& other) {
  const double a = luminance(one), b = luminance(other);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

}  // namespace sb::ui
