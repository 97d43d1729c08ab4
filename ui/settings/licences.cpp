#include "ui/settings/licences.h"

#include <QFile>
#include <QStringList>

namespace sb::ui {
namespace {

const QString kPrefix = QStringLiteral(":/sb/licences/");

QString contentOf(const QString& resource) {
  QFile file(resource);
  if (!file.open(QIODevice::ReadOnly)) return {};
  return QString::fromUtf8(file.readAll());
}

}  // namespace

QList<Licence> licences() {
  QList<Licence> all;
  const QString table = contentOf(kPrefix + QStringLiteral("resources/licences.tsv"));
  for (const QString& line : table.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
    const QStringList parts = line.split(QLatin1Char('\t'));
    if (parts.size() < 2) continue;
    const QString file = parts.value(2);
    all.append({parts[0], parts[1], file.isEmpty() ? QString() : kPrefix + file});
  }
  return all;
}

QString licenceText(const QString& name) { return name.isEmpty() ? QString() : contentOf(name); }

}  // namespace sb::ui
