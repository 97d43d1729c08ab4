// What this program is made of, and under which licences: resources/licences.tsv, which names what
// docs/dependencies.md lists for the programs, and what is shipped with them. GUI thread.
#pragma once

#include <QList>
#include <QString>

namespace sb::ui {

struct Licence {
  QString name;     // "Boost"
  QString licence;  // "BSL-1.0"
  QString file;     // a resource with its text; empty: the distribution's package has it
};

QList<Licence> licences();
// Of a resource; empty if it is not there.
QString licenceText(const QString& file);

}  // namespace sb::ui
