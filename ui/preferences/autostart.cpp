#include "ui/preferences/autostart.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QSettings>
#include <QStandardPaths>

namespace sb::ui {
namespace {

// An argument of `Exec=`, quoted as the Desktop Entry Specification says, and its backslashes once
// more as for any value.
QString quoted(const QString& argument) {
  QString out = QStringLiteral("\"");
  for (const QChar c : argument) {
    if (c == u'"' || c == u'`' || c == u'$' || c == u'\\') out += QStringLiteral("\\\\");
    if (c == u'\\') out += QLatin1Char('\\');
    out += c;
    if (c == u'%') out += c;
  }
  return out + QLatin1Char('"');
}

}  // namespace

Autostart::Autostart(QString folder, QString program, QStringList arguments)
    : m_folder(std::move(folder)),
      m_program(std::move(program)),
      m_arguments(std::move(arguments)) {}

QString Autostart::defaultFolder() {
  return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
         QStringLiteral("/autostart");
}

QString Autostart::file() const { return m_folder + QStringLiteral("/signalbox.desktop"); }

// `Hidden=true` is how some desktops switch an entry off.
bool Autostart::isOn() const {
  QFile entry(file());
  if (!entry.open(QIODevice::ReadOnly)) return false;
  for (const QByteArray& line : entry.readAll().split('\n')) {
    const QByteArray plain = line.simplified().replace(" ", "");
    if (plain == "Hidden=true" || plain == "X-GNOME-Autostart-enabled=false") return false;
  }
  return true;
}

QString Autostart::text() const {
  QString command = quoted(m_program);
  for (const QString& argument : m_arguments)
    command += QLatin1Char(' ') + quoted(argument);
  return QStringLiteral(
             "[Desktop Entry]\nType=Application\nName=Signalbox\nIcon=signalbox\n"
             "Exec=%1 --minimized\nTerminal=false\n")
      .arg(command);
}

bool Autostart::set(bool on) {
  m_problem.clear();
  if (!on) {
    QFile entry(file());
    if (!entry.exists() || entry.remove()) return true;
    m_problem = entry.errorString();
    return false;
  }
  QDir().mkpath(m_folder);
  QSaveFile entry(file());
  if (entry.open(QIODevice::WriteOnly) && entry.write(text().toUtf8()) >= 0 && entry.commit())
    return true;
  m_problem = entry.errorString();
  return false;
}

}  // namespace sb::ui
