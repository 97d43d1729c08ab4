// One request of a client, and what it makes of what comes. Any thread.
#pragma once

#include "tests/integration/chaos/history.h"
#include "tests/integration/chaos/upstream.h"
#include "tests/support/engine.h"

namespace sb::test::chaos {

// On this connection, which is made where there is none.
Heard ask(std::optional<RawSocket>& socket, const Gate& gate, const Request& request, Board& board);

// What an answer says, read without the code under test.
Heard hear(const Request& request, const RawResponse& answer);

// The upstream that the text is of; nothing: of none.
std::optional<char> speakerOf(const std::string& text);

}  // namespace sb::test::chaos
