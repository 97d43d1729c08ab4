#include <algorithm>

#include "core/dialects/estimate.h"
#include "core/dialects/prompt_estimate.h"
#include "core/tokens/pieces.h"
#include "core/tokens/token_counter.h"
#include "tests/fuzz/families.h"

namespace sb::fuzz {
namespace {

constexpr std::size_t kMostBySearch = 200;  // bytes of a piece

// Byte pairs merged as the definition says, with a search through all of them for each.
std::int64_t mergedBySearch(std::string_view piece, const tokens::Ranks& ranks) {
  std::vector<std::string_view> parts;
  for (std::size_t i = 0; i < piece.size(); ++i)
    parts.push_back(piece.substr(i, 1));
  for (;;) {
    std::uint32_t best = tokens::Ranks::kNone;
    std::size_t at = 0;
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
      const std::string_view both(parts[i].data(), parts[i].size() + parts[i + 1].size());
      if (ranks.find(both) >= best) continue;
      best = ranks.find(both);
      at = i;
    }
    if (best == tokens::Ranks::kNone) return static_cast<std::int64_t>(parts.size());
    parts[at] = {parts[at].data(), parts[at].size() + parts[at + 1].size()};
    parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(at) + 1);
  }
}

std::string counts(std::string_view input) {
  const tokens::O200k& tables = tokens::o200k();
  tokens::TokenCounter counter;
  std::int64_t sum = 0;
  for (std::string_view rest = input; !rest.empty();) {
    const std::size_t length = tokens::pieceLength(rest, tables.classes);
    if (length == 0 || length > rest.size()) return "a piece is not of the text";
    const std::string_view piece = rest.substr(0, length);
    const std::int64_t tokens = counter.count(piece);
    if (length <= kMostBySearch && tokens != mergedBySearch(piece, tables.ranks))
      return "the merged piece differs: " + std::string(piece);
    sum += tokens;
    rest.remove_prefix(length);
  }
  const std::int64_t whole = counter.count(input);
  if (whole > static_cast<std::int64_t>(input.size())) return "more tokens than bytes";
  return whole == sum ? "" : "the whole has other tokens than its pieces";
}

std::string estimates(std::string_view input) {
  dialects::TokenEstimate cut;
  for (const char& c : input)
    cut.add({&c, 1});
  if (cut.tokens() != dialects::estimateTokens(input)) return "the estimate depends on the cuts";
  return dialects::estimatePrompt(input) >= 0 ? "" : "a prompt of less than nothing";
}

std::string tokens(std::string_view input) {
  const std::string wrong = counts(input);
  return wrong.empty() ? estimates(input) : wrong;
}

}  // namespace

std::vector<FuzzTarget> tokenTargets() { return {{"tokens", tokens}}; }

}  // namespace sb::fuzz
