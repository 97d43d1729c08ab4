// What a person chose for this console: looks, language, windows. Kept in DATA/console.ini, which
// the gateway never reads. A value that cannot be understood counts as not chosen. Owner: the
// application; thread: the one of the windows.
#pragma once

#include <QByteArray>
#include <QObject>
#include <QSettings>
#include <QString>

namespace sb::ui {

class Preferences : public QObject {
  Q_OBJECT

 public:
  enum class Look { System, Light, Dark };
  // What closing the window does: asked once, then remembered.
  enum class OnClose { Ask, Tray, Quit };

  explicit Preferences(const QString& file, QObject* parent = nullptr);

  // Writes what was set since the last time; false: the file cannot be written, and what was
  // chosen ends with the program.
  bool keep();
  QString file() const { return m_file.fileName(); }

  Look look() const;
  void setLook(Look look);

  // A code of languages(); empty: the desktop's.
  QString language() const;
  void setLanguage(const QString& code);

  // 1 is 100 %.
  double textScale() const;
  void setTextScale(double scale);

  OnClose onClose() const;
  void setOnClose(OnClose choice);

  bool narrowSidebar() const;
  void setNarrowSidebar(bool narrow);

  bool checklistSkipped() const;
  void setChecklistSkipped(bool skipped);

  QByteArray geometry() const;
  void setGeometry(const QByteArray& geometry);
  QString lastScreen() const;
  void setLastScreen(const QString& id);

  // For screens: widths of columns and the like, under "screens/ID/name".
  QVariant of(const QString& screenId, const QString& name, const QVariant& unset = {}) const;
  void setOf(const QString& screenId, const QString& name, const QVariant& value);

 Q_SIGNALS:
  void lookChanged();
  void languageChanged();
  void textScaleChanged();
  void onCloseChanged();

 private:
  QSettings m_file;
};

}  // namespace sb::ui
