// How many tokens a text has in o200k_base, exactly as OpenAI's tokenizer counts (tiktoken), for
// estimates of prompts. Special tokens such as <|endoftext|> are text like any other. Runs of more
// than 64 KB that the tokenizer would not cut (of letters, of blanks) are counted in parts of that
// size, each of which may come to a token more. Any bytes will do. n log n for the worst text:
// some 60 MB/s of prose, 10 MB/s of one long word.
//
// Source: https://github.com/openai/tiktoken, _educational.py and src/lib.rs.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/tokens/ranks.h"

namespace sb::tokens {

// Keeps its buffers from text to text. One thread; made in no time but for the first of a process,
// which unpacks the ranks (o200k()).
class TokenCounter {
 public:
  TokenCounter() : m_tables(o200k()) {}
  explicit TokenCounter(const O200k& tables) : m_tables(tables) {}

  std::int64_t count(std::string_view text);

 private:
  struct Part {
    std::uint32_t next = 0, previous = 0;  // where they begin
    std::uint32_t rank = Ranks::kNone;     // of this and the next as one token
  };
  std::int64_t countPiece(std::string_view piece);
  std::int64_t merged(std::string_view piece);
  void join(std::string_view piece, std::uint32_t at);
  void offer(std::string_view piece, std::uint32_t at);

  const O200k& m_tables;
  std::vector<Part> m_parts;           // by the byte where they begin
  std::vector<std::uint64_t> m_queue;  // a heap: rank, then place
};

}  // namespace sb::tokens
