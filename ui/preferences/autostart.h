// Start at login: a desktop file in the autostart folder of the user
// (https://specifications.freedesktop.org/autostart-spec). Off is the absence of the file, so that
// an update of the program cannot switch it on. Thread: the one of the windows.
#pragma once

#include <QString>
#include <QStringList>

namespace sb::ui {

class Autostart {
 public:
  // `folder`: usually defaultFolder(). `program` with `arguments` is what is started, minimized.
  Autostart(QString folder, QString program, QStringList arguments);

  static QString defaultFolder();

  bool isOn() const;
  // False if the file cannot be written or removed; problem() says why.
  bool set(bool on);
  const QString& problem() const { return m_problem; }

  QString file() const;
  // The file's text, as it is written.
  QString text() const;

 private:
  QString m_folder, m_program;
  QStringList m_arguments;
  QString m_problem;
};

}  // namespace sb::ui
