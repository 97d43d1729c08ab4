#include "ui/widgets/csv.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QSaveFile>

namespace sb::ui {
namespace {

struct Csv {
  Q_DECLARE_TR_FUNCTIONS(Csv)
};

}  // namespace

QByteArray csvField(QString text) {
  if (!text.isEmpty() && QStringLiteral("=+-@\t\r").contains(text.front()))
    text.prepend(QLatin1Char('\''));
  text.replace(QLatin1Char('"'), QStringLiteral("\"\""));
  return '"' + text.toUtf8() + '"';
}

QByteArray csvLine(const QStringList& fields) {
  QByteArray line;
  for (const QString& field : fields)
    line += (line.isEmpty() ? "" : ",") + csvField(field);
  return line + "\r\n";
}

QString writeWhole(const QString& path, const QByteArray& text) {
  QSaveFile file(path);
  const bool written = file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
  return written && file.commit() ? QString() : file.errorString();
}

void exportCsv(QWidget* parent, const CsvFile& file,
               std::function<void(const QString& said)> then) {
  auto* const dialog = new QFileDialog(parent, file.title);
  dialog->setObjectName(file.dialogName);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setFileMode(QFileDialog::AnyFile);
  dialog->setNameFilter(Csv::tr("Table (%1)").arg(QStringLiteral("*.csv")));
  dialog->setDefaultSuffix(QStringLiteral("csv"));
  dialog->selectFile(file.fileName);
  QObject::connect(dialog, &QFileDialog::fileSelected, parent,
                   [write = file.write, then = std::move(then)](const QString& path) {
                     const QString problem = write(path);
                     then(problem.isEmpty()
                              ? Csv::tr("Exported to %1").arg(path)
                              : Csv::tr("%1 cannot be written: %2").arg(path, problem));
                   });
  dialog->open();
}

}  // namespace sb::ui
