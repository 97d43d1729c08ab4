#include "ui/preferences/preferences.h"

#include <array>

namespace sb::ui {
namespace {

QString key(const char* name) { return QLatin1String(name); }

// The place of a word in a list; the first of the list if it is none of them.
template <class Choice, std::size_t N>
Choice choiceOf(const QString& word, const std::array<const char*, N>& words) {
  for (std::size_t i = 0; i < N; ++i)
    if (word == QLatin1String(words[i])) return static_cast<Choice>(i);
  return static_cast<Choice>(0);
}

constexpr std::array<const char*, 3> kLooks = {"system", "light", "dark"};
constexpr std::array<const char*, 3> kOnClose = {"ask", "tray", "quit"};

template <class Choice, std::size_t N>
QString wordOf(Choice choice, const std::array<const char*, N>& words) {
  return QLatin1String(words[static_cast<std::size_t>(choice)]);
}

QString screenKey(const QString& id, const QString& name) {
  return QStringLiteral("screens/%1/%2").arg(id, name);
}

}  // namespace

Preferences::Preferences(const QString& file, QObject* parent)
    : QObject(parent), m_file(file, QSettings::IniFormat) {}

bool Preferences::keep() {
  m_file.sync();
  return m_file.status() != QSettings::AccessError;
}

Preferences::Look Preferences::look() const {
  return choiceOf<Look>(m_file.value(key("look")).toString(), kLooks);
}

void Preferences::setLook(Look look) {
  if (look == this->look()) return;
  m_file.setValue(key("look"), wordOf(look, kLooks));
  Q_EMIT lookChanged();
}

QString Preferences::language() const { return m_file.value(key("language")).toString(); }

void Preferences::setLanguage(const QString& code) {
  if (code == language()) return;
  m_file.setValue(key("language"), code);
  Q_EMIT languageChanged();
}

double Preferences::textScale() const {
  bool ok = false;
  const double scale = m_file.value(key("textScale"), 1.0).toDouble(&ok);
  return ok && scale >= 0.75 && scale <= 3.0 ? scale : 1.0;
}

void Preferences::setTextScale(double scale) {
  if (scale == textScale()) return;
  m_file.setValue(key("textScale"), scale);
  Q_EMIT textScaleChanged();
}

Preferences::OnClose Preferences::onClose() const {
  return choiceOf<OnClose>(m_file.value(key("onClose")).toString(), kOnClose);
}

void Preferences::setOnClose(OnClose choice) {
  if (choice == onClose()) return;
  m_file.setValue(key("onClose"), wordOf(choice, kOnClose));
  Q_EMIT onCloseChanged();
}

bool Preferences::narrowSidebar() const { return m_file.value(key("narrowSidebar")).toBool(); }

void Preferences::setNarrowSidebar(bool narrow) { m_file.setValue(key("narrowSidebar"), narrow); }

bool Preferences::checklistSkipped() const {
  return m_file.value(key("checklistSkipped")).toBool();
}

void Preferences::setChecklistSkipped(bool skipped) {
  m_file.setValue(key("checklistSkipped"), skipped);
}

QByteArray Preferences::geometry() const { return m_file.value(key("geometry")).toByteArray(); }

void Preferences::setGeometry(const QByteArray& geometry) {
  m_file.setValue(key("geometry"), geometry);
}

QString Preferences::lastScreen() const { return m_file.value(key("lastScreen")).toString(); }

void Preferences::setLastScreen(const QString& id) { m_file.setValue(key("lastScreen"), id); }

QVariant Preferences::of(const QString& screenId, const QString& name,
                         const QVariant& unset) const {
  return m_file.value(screenKey(screenId, name), unset);
}

void Preferences::setOf(const QString& screenId, const QString& name, const QVariant& value) {
  m_file.setValue(screenKey(screenId, name), value);
}

}  // namespace sb::ui
