// What differs between two texts, line by line: fewest removed and added lines, after E. W. Myers,
// "An O(ND) Difference Algorithm and Its Variations" (1986). Texts that differ in more than about
// 2,000 lines get no fewest ones behind that: what is left is removed and added whole. Pure; any
// thread; views point into the texts.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sb::config {

struct DiffLine {
  enum class Kind { Same, Removed, Added };
  Kind kind = Kind::Same;
  std::string_view text;  // without its line feed
  bool ended = true;      // false: the last line of a text, without a line feed
};

// As in a unified diff: lines count from 1; where a side has none, its start is the line before.
struct Hunk {
  std::size_t oldStart = 0, oldLines = 0, newStart = 0, newLines = 0;
  std::vector<DiffLine> lines;
};

struct LineCounts {
  std::size_t added = 0, removed = 0;
};

struct LineDiff {
  LineCounts counts;
  std::vector<Hunk> hunks;  // in order; three lines around each change
};

LineDiff diffLines(std::string_view before, std::string_view after);
LineCounts countChanges(std::string_view before, std::string_view after);

// The unified format of diff and patch; empty where nothing differs.
std::string unified(const LineDiff& diff, std::string_view beforeName, std::string_view afterName);

}  // namespace sb::config
