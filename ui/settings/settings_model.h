// The sections of the configuration that are no lists of things, as they stand in the file, and
// what a person changed but has not saved. Changes are kept as single edits, so that they lie upon
// whatever the file says meanwhile. Owner: the page; GUI thread.
#pragma once

#include <QMap>
#include <QObject>
#include <QStringList>

#include "ui/client/connection.h"

namespace sb::ui {

class SettingsModel : public QObject {
  Q_OBJECT

 public:
  explicit SettingsModel(Connection& connection, QObject* parent = nullptr);

  // Loads, and follows changes of the file; nothing while not active.
  void setActive(bool active);
  void reload();
  // Reads the file again into the gateway, then here: after somebody else wrote it.
  void reloadFile();

  bool isLoaded() const { return m_loaded; }
  bool isWritable() const { return m_settings.writable; }
  // Why it could not be loaded; empty: it could.
  const QString& problem() const { return m_problem; }

  // What the fields show: the edit, else the file, else what is in force. Undefined: the default
  // holds once it is saved. An empty key means the whole section.
  QJsonValue value(const QString& section, const QString& key = {}) const;
  QJsonValue inForce(const QString& section, const QString& key = {}) const;
  // A null value takes it out of the file.
  void set(const QString& section, const QString& key, const QJsonValue& value);

  bool isChanged() const { return !m_edits.isEmpty(); }
  bool isChanged(const QString& section) const { return m_edits.contains(section); }
  int changes() const;
  void discard();

  // Section by section; stops at the first that is refused, whose edits stay.
  void save();
  bool isSaving() const { return m_saving; }
  // Of the last save: what is wrong with one value ("ledger", "retain"); empty: nothing.
  QString problemOf(const QString& section, const QString& key) const;
  // What came out after it was saved: until the next edit.
  void blame(const QString& section, const QString& problem);
  // Of the last save, when no value is to blame; empty: it went well.
  const QString& saveProblem() const { return m_saveProblem; }
  bool isConflict() const { return m_conflict; }

 Q_SIGNALS:
  void loaded();
  // Any edit, or the state of saving.
  void changed();
  // All of it; `needsRestart` names settings that wait for the next start.
  void saved(const QStringList& needsRestart);

 private:
  QJsonValue fileValue(const QString& section) const;
  QJsonValue merged(const QString& section) const;
  void saveNext();
  void refused(const QString& section, const ApiError& error);
  void blameEdits(const QString& section);
  void finishSaving();
  void setLoaded(const Reply<Settings>& reply);

  using Edits = QMap<QString, QJsonValue>;

  Connection& m_connection;
  Settings m_settings;
  QMap<QString, Edits> m_edits;
  QList<ConfigProblem> m_problems;
  QStringList m_needsRestart;
  QString m_problem, m_saveProblem;
  bool m_active = false, m_loaded = false, m_saving = false, m_conflict = false;
  LatestCall m_loading;
};

}  // namespace sb::ui
