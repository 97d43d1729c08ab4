#include "core/config/line_diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace sb::config {
namespace {

using Lines = std::vector<std::string_view>;  // each with its line feed

constexpr std::int32_t kMostEdits = 2'000;          // 16 MB to find the way back
constexpr std::int64_t kMostCompared = 20'000'000;  // lines
constexpr std::size_t kContext = 3;

Lines linesOf(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::size_t size = end == text.npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

// Which lines of the old text go and which of the new one come.
struct Marks {
  std::vector<bool> removed, added;
};

// One search through the grid of old lines (x) and new lines (y), from corner to corner. After d
// edits, m_far holds for each diagonal k = x - y the furthest x; what it held before each edit is
// kept for the way back.
class Search {
 public:
  Search(const Lines& before, const Lines& after, std::size_t begin, std::size_t beforeEnd,
         std::size_t afterEnd)
      : m_old(before.data() + begin),
        m_new(after.data() + begin),
        m_width(static_cast<std::int32_t>(beforeEnd - begin)),
        m_height(static_cast<std::int32_t>(afterEnd - begin)),
        m_begin(begin),
        m_far(2 * kMostEdits + 3) {}

  void mark(Marks& marks) {
    std::int32_t edits = 0;
    while (!m_arrived && edits <= kMostEdits && go(edits))
      ++edits;
    if (m_arrived) ++edits;
    Point at = furthest(edits - 1);
    for (std::int32_t x = at.x; x < m_width; ++x)
      marks.removed[m_begin + static_cast<std::size_t>(x)] = true;
    for (std::int32_t y = at.y; y < m_height; ++y)
      marks.added[m_begin + static_cast<std::size_t>(y)] = true;
    for (std::int32_t d = edits - 1; d > 0; --d)
      at = back(at, d, marks);
  }

 private:
  struct Point {
    std::int32_t x = 0, y = 0;
  };

  std::int32_t& far(std::int32_t k) { return m_far[static_cast<std::size_t>(k + kMostEdits + 1)]; }
  std::int32_t farBefore(std::int32_t edit, std::int32_t k) const {
    return m_before[static_cast<std::size_t>(edit)][static_cast<std::size_t>(k + edit)];
  }

  // As far as d edits lead, if there is the time.
  bool go(std::int32_t d) {
    for (std::int32_t k = -d; k <= d && !m_arrived; k += 2) {
      const bool down = k == -d || (k != d && far(k - 1) < far(k + 1));
      std::int32_t x = 0;
      if (d > 0) x = down ? far(k + 1) : far(k - 1) + 1;
      std::int32_t y = x - k;
      for (; x < m_width && y < m_height && m_old[x] == m_new[y]; ++x, ++y)
        ++m_compared;
      far(k) = x;
      m_arrived = x >= m_width && y >= m_height;
      if (m_compared > kMostCompared && !m_arrived) return false;
    }
    const auto middle = m_far.begin() + kMostEdits + 1;
    m_before.emplace_back(middle - d, middle + d + 1);
    return !m_arrived;
  }

  // The point within the grid that has most lines behind it.
  Point furthest(std::int32_t d) const {
    if (m_arrived) return {m_width, m_height};
    Point best;
    for (std::int32_t k = -d; k <= d; k += 2) {
      const std::int32_t x = farBefore(d, k), y = x - k;
      if (x <= m_width && y <= m_height && x + y > best.x + best.y) best = {x, y};
    }
    return best;
  }

  // Where the way stood before its d-th edit.
  Point back(Point at, std::int32_t d, Marks& marks) const {
    const std::int32_t k = at.x - at.y;
    const auto before = [&](std::int32_t diagonal) { return farBefore(d - 1, diagonal); };
    const bool down = k == -d || (k != d && before(k - 1) < before(k + 1));
    const std::int32_t x = before(down ? k + 1 : k - 1);
    const std::int32_t y = x - (down ? k + 1 : k - 1);
    if (down)
      marks.added[m_begin + static_cast<std::size_t>(y)] = true;
    else
      marks.removed[m_begin + static_cast<std::size_t>(x)] = true;
    return {x, y};
  }

  const std::string_view* const m_old;
  const std::string_view* const m_new;
  const std::int32_t m_width, m_height;
  const std::size_t m_begin;
  std::vector<std::int32_t> m_far;
  std::vector<std::vector<std::int32_t>> m_before;  // by edit: of its diagonals -d to d
  std::int64_t m_compared = 0;
  bool m_arrived = false;
};

Marks compare(const Lines& before, const Lines& after) {
  Marks marks{std::vector<bool>(before.size()), std::vector<bool>(after.size())};
  const std::size_t shorter = std::min(before.size(), after.size());
  std::size_t begin = 0, same = 0;
  while (begin < shorter && before[begin] == after[begin])
    ++begin;
  while (same < shorter - begin &&
         before[before.size() - 1 - same] == after[after.size() - 1 - same])
    ++same;
  Search(before, after, begin, before.size() - same, after.size() - same).mark(marks);
  return marks;
}

// Old lines [oldFrom, oldTo) are replaced by new lines [newFrom, newTo).
struct Replaced {
  std::size_t oldFrom = 0, oldTo = 0, newFrom = 0, newTo = 0;
};

std::vector<Replaced> runsOf(const Marks& marks) {
  std::vector<Replaced> runs;
  std::size_t x = 0, y = 0;
  while (x < marks.removed.size() || y < marks.added.size()) {
    Replaced run{x, x, y, y};
    while (run.oldTo < marks.removed.size() && marks.removed[run.oldTo])
      ++run.oldTo;
    while (run.newTo < marks.added.size() && marks.added[run.newTo])
      ++run.newTo;
    if (run.oldTo == x && run.newTo == y) {
      ++x, ++y;
      continue;
    }
    runs.push_back(run);
    x = run.oldTo, y = run.newTo;
  }
  return runs;
}

DiffLine lineOf(DiffLine::Kind kind, std::string_view line) {
  const bool ended = line.ends_with('\n');
  if (ended) line.remove_suffix(1);
  return {kind, line, ended};
}

// Of runs that are near each other, with the lines around them.
Hunk hunkOf(const Lines& before, const Lines& after, const Replaced* first, const Replaced* last) {
  using enum DiffLine::Kind;
  Hunk hunk;
  const std::size_t lead = std::min(kContext, first->oldFrom);
  const std::size_t tail = std::min(kContext, before.size() - last->oldTo);
  std::size_t x = first->oldFrom - lead;
  const auto take = [&](DiffLine::Kind kind, const Lines& lines, std::size_t from, std::size_t to) {
    for (; from < to; ++from)
      hunk.lines.push_back(lineOf(kind, lines[from]));
  };
  for (const Replaced* run = first; run <= last; ++run) {
    take(Same, before, x, run->oldFrom);
    take(Removed, before, run->oldFrom, run->oldTo);
    take(Added, after, run->newFrom, run->newTo);
    x = run->oldTo;
  }
  take(Same, before, x, x + tail);
  hunk.oldLines = last->oldTo + tail - (first->oldFrom - lead);
  hunk.newLines = last->newTo + tail - (first->newFrom - lead);
  hunk.oldStart = first->oldFrom - lead + (hunk.oldLines > 0 ? 1 : 0);
  hunk.newStart = first->newFrom - lead + (hunk.newLines > 0 ? 1 : 0);
  return hunk;
}

LineCounts countsOf(const Marks& marks) {
  LineCounts counts;
  counts.added = static_cast<std::size_t>(std::ranges::count(marks.added, true));
  counts.removed = static_cast<std::size_t>(std::ranges::count(marks.removed, true));
  return counts;
}

std::string rangeOf(std::size_t start, std::size_t lines) {
  return lines == 1 ? fmt::format("{}", start) : fmt::format("{},{}", start, lines);
}

}  // namespace

LineDiff diffLines(std::string_view before, std::string_view after) {
  const Lines oldLines = linesOf(before), newLines = linesOf(after);
  const Marks marks = compare(oldLines, newLines);
  LineDiff diff;
  diff.counts = countsOf(marks);
  const std::vector<Replaced> runs = runsOf(marks);
  for (std::size_t i = 0; i < runs.size();) {
    std::size_t last = i;
    while (last + 1 < runs.size() && runs[last + 1].oldFrom - runs[last].oldTo <= 2 * kContext)
      ++last;
    diff.hunks.push_back(hunkOf(oldLines, newLines, &runs[i], &runs[last]));
    i = last + 1;
  }
  return diff;
}

LineCounts countChanges(std::string_view before, std::string_view after) {
  return countsOf(compare(linesOf(before), linesOf(after)));
}

std::string unified(const LineDiff& diff, std::string_view beforeName, std::string_view afterName) {
  if (diff.hunks.empty()) return {};
  std::string text = fmt::format("--- {}\n+++ {}\n", beforeName, afterName);
  for (const Hunk& hunk : diff.hunks) {
    text += fmt::format("@@ -{} +{} @@\n", rangeOf(hunk.oldStart, hunk.oldLines),
                        rangeOf(hunk.newStart, hunk.newLines));
    for (const DiffLine& line : hunk.lines) {
      text += " -+"[static_cast<std::size_t>(line.kind)];
      text += line.text;
      text += line.ended ? "\n" : "\n\\ No newline at end of file\n";
    }
  }
  return text;
}

}  // namespace sb::config
