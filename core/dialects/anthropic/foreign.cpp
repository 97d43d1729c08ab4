#include "core/dialects/anthropic/foreign.h"

#include "core/dialects/foreign_finder.h"

namespace sb::dialects::anthropic {
namespace {

// What a message says of thinking.
struct Turn {
  bool taken = false, thinks = false, results = false;
};

class ForeignBlocks {
 public:
  ForeignBlocks(std::string_view body, const Look& look) : m_finder(body, look) {}

  Foreign find() {
    m_finder.walk("messages", [this](JsonCursor& message) { return turn(message); });
    if (m_interrupted) thinkNoMore();
    return m_finder.take();
  }

 private:
  // Whether nothing is left of a message.
  bool turn(JsonCursor& message) {
    bool nothing = false;
    std::string role;
    Turn now;
    eachMember(message, [&](std::string_view name, JsonCursor& value) {
      if (name == "role") role = takeText(value);
      if (name != "content" || value.peek() != '[') return;
      nothing = m_finder.parts(value, name, [&](JsonCursor& one) { return block(one, now); });
    });
    if (role == "assistant")
      m_before = now;
    else
      m_interrupted = now.results && m_before.taken && !m_before.thinks;
    return nothing;
  }

  bool block(JsonCursor& of, Turn& now) {
    std::string type, sealed;
    eachMember(of, [&](std::string_view name, JsonCursor& value) {
      if (name == "type") type = takeText(value);
      if (name == "signature" || name == "data") sealed = takeText(value);
      if (name == "citations" && value.peek() == '[')
        m_finder.list(value, name, [&](JsonCursor& one) { return citation(one); });
    });
    const bool thinking = type == "thinking" || type == "redacted_thinking";
    const bool gone = thinking && carriedOver(sealed);
    now.taken = now.taken || gone;
    now.thinks = now.thinks || (thinking && !gone);
    now.results = now.results || type == "tool_result";
    return gone && m_finder.drop();
  }

  // Of a block that stays. Their index is this API's to make.
  bool citation(JsonCursor& one) {
    bool foreign = false;
    eachMember(one, [&](std::string_view name, JsonCursor& value) {
      if (name == "encrypted_index") foreign = carriedOver(takeText(value));
    });
    if (foreign) m_finder.noteHere(": what another provider cited");
    return foreign;
  }

  // With budgets, a turn that goes on after its tools' answers must begin with what was thought.
  void thinkNoMore() {
    const Member* thinking = m_finder.member("thinking");
    if (thinking == nullptr ||
        m_finder.valueOf(*thinking).find("\"enabled\"") == std::string_view::npos)
      return;
    const Slice& value = thinking->value;
    m_finder.replace(value.begin, value.end - value.begin, R"({"type":"disabled"})");
    m_finder.note("thinking: the turn before has none that this API would accept");
    // Without thinking there is none to be cleared, and the API refuses to be told so.
    m_finder.cutMembers([&](const Member& one) {
      return one.name == "context_management" &&
             m_finder.valueOf(one).find("\"clear_thinking") != std::string_view::npos;
    });
  }

  ForeignFinder m_finder;
  Turn m_before;               // of the model, the last one
  bool m_interrupted = false;  // the last turn has results for calls whose thinking is taken
};

}  // namespace

Foreign withoutForeign(std::string_view body, const Look& look) {
  if (!holdsMark(body, kMarkInText)) return {};
  return ForeignBlocks(body, look).find();
}

}  // namespace sb::dialects::anthropic
