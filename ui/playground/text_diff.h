// What two texts have in common, word by word; line by line when they are long. Pure; any thread.
#pragma once

#include <QList>
#include <QString>

namespace sb::ui {

struct DiffPiece {
  enum class Kind { Same, Left, Right };
  Kind kind = Kind::Same;
  QString text;
  bool operator==(const DiffPiece&) const = default;
};

// In reading order; the pieces that are not Right make the left text, those not Left the right one.
QList<DiffPiece> diffOf(const QString& left, const QString& right);
// The part of both texts' characters that is the same, 0 to 1.
double likeness(const QList<DiffPiece>& pieces);

}  // namespace sb::ui
