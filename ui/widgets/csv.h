// Tables as files for spreadsheets (RFC 4180: UTF-8, lines end with CR LF).
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <functional>

class QWidget;

namespace sb::ui {

// A quoted field; one that a spreadsheet would take for a formula gets an apostrophe in front.
QByteArray csvField(QString text);
QByteArray csvLine(const QStringList& fields);

struct CsvFile {
  QString dialogName;  // of the object
  QString title;       // of the dialog
  QString fileName;    // proposed
  // What went wrong, as a sentence of the system; empty: it is written.
  std::function<QString(const QString& path)> write;
};

// The text whole or not at all.
QString writeWhole(const QString& path, const QByteArray& text);

// Asks where to, without blocking, and writes it there. `then` is told what came of
// it, unless no file was chosen. GUI thread.
void exportCsv(QWidget* parent, const CsvFile& file, std::function<void(const QString& said)> then);

}  // namespace sb::ui
