// The configuration file: as one text, which ConfigDraft edits, and section by section. GUI thread.
#pragma once

#include "ui/client/config_values.h"
#include "ui/client/wire.h"

namespace sb::ui {

class ConfigApi {
 public:
  explicit ConfigApi(Wire& wire) : m_wire(wire) {}

  // The file as it is on the disk.
  Call text(QObject* context, Then<ConfigText> then);
  // Checks, writes and puts in force. `revision` is that of the text that was edited. Errors: 409
  // (isConflict(): somebody else wrote), 422 (configProblems), 403 (the file is read-only).
  Call save(const QString& text, const QString& revision, QObject* context, Then<Saved> then);
  // What is wrong with a text; changes nothing.
  Call check(const QString& text, QObject* context, Then<ConfigVerdict> then);
  // Reads the file again. Errors: as save().
  Call reload(QObject* context, Then<Saved> then);

  Call settings(QObject* context, Then<Settings> then);
  // Writes one section whole; begin with Settings::file, so that what the console does not know
  // stays. Errors: as save(); 404 (no such section).
  Call saveSetting(const QString& section, const QJsonValue& value, QObject* context,
                   Then<Saved> then);
  // Its defaults hold again. Errors: 404 (the file does not have it).
  Call removeSetting(const QString& section, QObject* context, Then<Saved> then);

 private:
  Wire& m_wire;
};

}  // namespace sb::ui
