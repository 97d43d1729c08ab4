// What the demo provider answers: deterministic text, tool calls or JSON, cut into the pieces that
// a stream sends one by one. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/demo/ask.h"
#include "core/demo/script.h"

namespace sb::demo {

struct Call {
  std::string id, name, arguments;
};

struct Numbers {
  std::int64_t prompt = 0, completion = 0, cached = 0, reasoning = 0;
};

struct Answer {
  std::string text;
  std::vector<Call> calls;
  std::string finish;         // stop, length, tool_calls
  std::size_t pieceSize = 0;  // bytes of a piece; 0 = a word with the space before it
  Numbers usage;
};

// What of the request itself gets into an answer.
struct RequestFacts {
  std::string id;           // x-request-id
  std::string_view body;    // for echo, and for ids that are the same each time
  std::string headersJson;  // for headers; empty unless asked for
};

Answer answerTo(const Ask& ask, const Script& script, const RequestFacts& request);

// Bytes of the next piece of `rest`: never none, never a part of a character.
std::size_t nextPiece(std::string_view rest, std::size_t pieceSize);

// Pieces that the text is sent in.
std::int64_t countPieces(std::string_view text, std::size_t pieceSize);

// FNV-1a: stable everywhere, for ids and vectors.
std::uint64_t stableHash(std::string_view text, std::uint64_t seed = 0xcbf29ce484222325u);

}  // namespace sb::demo
