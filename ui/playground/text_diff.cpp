#include "ui/playground/text_diff.h"

#include <QStringView>
#include <algorithm>
#include <vector>

namespace sb::ui {
namespace {

using Kind = DiffPiece::Kind;
using Parts = QList<QStringView>;

constexpr qsizetype kMostCells = 4'000'000;

bool isWord(QChar c) { return c.isLetterOrNumber() || c == QLatin1Char('_'); }

// Words, runs of blanks, and single signs.
Parts wordsOf(QStringView text) {
  Parts parts;
  for (qsizetype at = 0; at < text.size();) {
    qsizetype end = at + 1;
    if (isWord(text[at]))
      while (end < text.size() && isWord(text[end]))
        ++end;
    else if (text[at].isSpace())
      while (end < text.size() && text[end].isSpace())
        ++end;
    else if (text[at].isHighSurrogate() && end < text.size())
      ++end;
    parts.append(text.mid(at, end - at));
    at = end;
  }
  return parts;
}

Parts linesOf(QStringView text) {
  Parts parts;
  for (qsizetype at = 0; at < text.size();) {
    const qsizetype end = text.indexOf(QLatin1Char('\n'), at);
    const qsizetype next = end < 0 ? text.size() : end + 1;
    parts.append(text.mid(at, next - at));
    at = next;
  }
  return parts;
}

void add(QList<DiffPiece>& pieces, Kind kind, QStringView text) {
  if (text.isEmpty()) return;
  if (!pieces.isEmpty() && pieces.last().kind == kind)
    pieces.last().text += text;
  else
    pieces.append({kind, text.toString()});
}

// How long the common part from each pair of places on is.
class Table {
 public:
  Table(const Parts& left, const Parts& right)
      : m_width(right.size() + 1), m_cells(static_cast<std::size_t>((left.size() + 1) * m_width)) {
    for (qsizetype i = left.size() - 1; i >= 0; --i)
      for (qsizetype j = right.size() - 1; j >= 0; --j)
        cell(i, j) =
            left[i] == right[j] ? cell(i + 1, j + 1) + 1 : std::max(cell(i + 1, j), cell(i, j + 1));
  }

  int& cell(qsizetype i, qsizetype j) { return m_cells[static_cast<std::size_t>(i * m_width + j)]; }

 private:
  qsizetype m_width;
  std::vector<int> m_cells;
};

void compare(QList<DiffPiece>& pieces, const Parts& left, const Parts& right) {
  Table table(left, right);
  qsizetype i = 0;
  qsizetype j = 0;
  while (i < left.size() && j < right.size()) {
    if (left[i] == right[j]) {
      add(pieces, Kind::Same, left[i]);
      ++i;
      ++j;
    } else if (table.cell(i + 1, j) >= table.cell(i, j + 1)) {
      add(pieces, Kind::Left, left[i++]);
    } else {
      add(pieces, Kind::Right, right[j++]);
    }
  }
  while (i < left.size())
    add(pieces, Kind::Left, left[i++]);
  while (j < right.size())
    add(pieces, Kind::Right, right[j++]);
}

QStringView joined(const Parts& parts) {
  if (parts.isEmpty()) return {};
  return QStringView(parts.first().begin(), parts.last().end());
}

// What both begin and end with needs no table.
void compareMiddle(QList<DiffPiece>& pieces, Parts left, Parts right, bool mayBeCoarse) {
  qsizetype head = 0;
  while (head < left.size() && head < right.size() && left[head] == right[head])
    add(pieces, Kind::Same, left[head++]);
  qsizetype tail = 0;
  while (tail < left.size() - head && tail < right.size() - head &&
         left[left.size() - 1 - tail] == right[right.size() - 1 - tail])
    ++tail;
  const Parts end = left.mid(left.size() - tail);
  left = left.mid(head, left.size() - head - tail);
  right = right.mid(head, right.size() - head - tail);
  if (left.size() * right.size() <= kMostCells) {
    compare(pieces, left, right);
  } else if (mayBeCoarse) {
    compareMiddle(pieces, linesOf(joined(left)), linesOf(joined(right)), false);
  } else {
    add(pieces, Kind::Left, joined(left));
    add(pieces, Kind::Right, joined(right));
  }
  for (const QStringView part : end)
    add(pieces, Kind::Same, part);
}

}  // namespace

QList<DiffPiece> diffOf(const QString& left, const QString& right) {
  QList<DiffPiece> pieces;
  compareMiddle(pieces, wordsOf(left), wordsOf(right), true);
  return pieces;
}

double likeness(const QList<DiffPiece>& pieces) {
  double same = 0;
  double all = 0;
  for (const DiffPiece& piece : pieces) {
    const auto weight = static_cast<double>(piece.text.size()) * (piece.kind == Kind::Same ? 2 : 1);
    all += weight;
    if (piece.kind == Kind::Same) same += weight;
  }
  return all > 0 ? same / all : 1;
}

}  // namespace sb::ui
