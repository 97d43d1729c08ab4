// JSON with line ends and indents. Nothing but blanks is changed: names keep their order, numbers
// their digits. Pure values.
#pragma once

#include <QString>

namespace sb::ui {

// As it is: what is not JSON, is longer than `most` characters, or would come to many times its
// length.
QString laidOut(const QString& text, qsizetype most);

}  // namespace sb::ui
