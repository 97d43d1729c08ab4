#include "core/dialects/foreign.h"

#include <algorithm>
#include <cstring>

#include "core/dialects/gemini/wire.h"
#include "core/dialects/json_read.h"
#include "core/dialects/signature.h"

namespace sb::dialects {
namespace {

// As it stands in a body: base64 of kSignatureMark where signatures are bytes.
constexpr std::string_view kInText = "\"sb1.", kInBytes = "\"c2IxL";
constexpr std::string_view kNoSignature = "\"skip_thought_signature_validator\"";

struct Element {
  std::size_t begin = 0, end = 0;
  bool gone = false;
};
using Elements = std::vector<Element>;

bool ours(std::string_view signature) { return signature.starts_with(kSignatureMark); }

// Elements that are gone, with one comma for each.
void cut(const Elements& all, std::vector<Edit>& edits) {
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!all[i].gone) continue;
    const std::size_t first = i;
    while (i + 1 < all.size() && all[i + 1].gone)
      ++i;
    const bool atEnd = i + 1 == all.size();
    const std::size_t from = atEnd && first > 0 ? all[first - 1].end : all[first].begin;
    const std::size_t to = atEnd ? all[i].end : all[i + 1].begin;
    edits.push_back(Edit{from, to - from, {}});
  }
}

// What a message of Anthropic's says of thinking.
struct Turn {
  bool taken = false, thinks = false, results = false;
};

class Finder {
 public:
  Finder(std::string_view body, const Look& look) : m_body(body), m_look(look) {}

  void messages() {
    walk("messages", [this](JsonCursor& message) { return turn(message, "content"); });
    if (m_interrupted) thinkNoMore();
  }
  void contents() {
    walk("contents", [this](JsonCursor& content) { return turn(content, "parts"); });
  }
  void input() {
    walk("input", [this](JsonCursor& item) { return foreignItem(item); });
  }

  Foreign take() {
    const auto before = [](const Edit& a, const Edit& b) { return a.at < b.at; };
    std::sort(m_found.edits.begin(), m_found.edits.end(), before);
    return std::move(m_found);
  }

 private:
  const Member* member(std::string_view name) const {
    const auto found = std::find_if(m_look.members.begin(), m_look.members.end(),
                                    [&](const Member& one) { return one.name == name; });
    return found == m_look.members.end() ? nullptr : &*found;
  }

  // gone(cursor at the element) for the list that the member holds.
  template <class F>
  void walk(std::string_view name, F&& gone) {
    const Member* list = member(name);
    if (list == nullptr) return;
    JsonIndex index;
    Result<JsonCursor> cursor = index.read(list->value.of(m_body));
    if (!cursor || cursor->peek() != '[') return;
    m_offset = list->value.begin;
    m_path = name;
    cut(elements(*cursor, gone), m_found.edits);
  }

  template <class F>
  Elements elements(JsonCursor& list, F&& gone) {
    Elements all;
    const std::string path = m_path;
    list.elements([&](JsonCursor& one) {
      JsonCursor inside = one;
      const std::size_t begin = m_offset + one.position();
      const std::size_t size = one.value().size();
      m_path = path + "[" + std::to_string(all.size()) + "]";
      all.push_back(Element{begin, begin + size, gone(inside)});
    });
    m_path = path;
    return all;
  }

  bool drop() {
    m_found.dropped.push_back(m_path + ": what another provider signed");
    return true;
  }

  // Whether nothing is left of a message.
  bool turn(JsonCursor& message, std::string_view partsName) {
    bool nothing = false;
    std::string role;
    Turn now;
    eachMember(message, [&](std::string_view name, JsonCursor& value) {
      if (name == "role") role = takeText(value);
      if (name == partsName && value.peek() == '[') nothing = parts(value, partsName, now);
    });
    if (role == "assistant")
      m_before = now;
    else
      m_interrupted = now.results && m_before.taken && !m_before.thinks;
    return nothing;
  }

  bool parts(JsonCursor& list, std::string_view name, Turn& now) {
    const std::size_t before = m_found.edits.size();
    const std::string path = m_path;
    m_path.append(".").append(name);
    const Elements all = elements(list, [&](JsonCursor& part) {
      return name == "parts" ? foreignPart(part) : foreignBlock(part, now);
    });
    m_path = path;
    const bool nothing = !all.empty() && std::all_of(all.begin(), all.end(),
                                                     [](const Element& one) { return one.gone; });
    if (nothing)
      m_found.edits.resize(before);
    else
      cut(all, m_found.edits);
    return nothing;
  }

  bool foreignBlock(JsonCursor& block, Turn& now) {
    std::string type, sealed;
    eachMember(block, [&](std::string_view name, JsonCursor& value) {
      if (name == "type") type = takeText(value);
      if (name == "signature" || name == "data") sealed = takeText(value);
      if (name == "citations" && value.peek() == '[') citations(value);
    });
    const bool thinking = type == "thinking" || type == "redacted_thinking";
    const bool gone = thinking && ours(sealed);
    now.taken = now.taken || gone;
    now.thinks = now.thinks || (thinking && !gone);
    now.results = now.results || type == "tool_result";
    return gone && drop();
  }

  // Of a block that stays. Their index is this API's to make.
  void citations(JsonCursor& list) {
    const std::string path = m_path;
    m_path += ".citations";
    const Elements all = elements(list, [&](JsonCursor& one) {
      bool foreign = false;
      eachMember(one, [&](std::string_view name, JsonCursor& value) {
        if (name == "encrypted_index") foreign = ours(takeText(value));
      });
      if (foreign) m_found.dropped.push_back(m_path + ": what another provider cited");
      return foreign;
    });
    m_path = path;
    cut(all, m_found.edits);
  }

  bool foreignPart(JsonCursor& part) {
    bool call = false, thought = false, text = false, foreign = false;
    std::size_t at = 0, size = 0;
    gemini::eachField(part, [&](std::string_view name, JsonCursor& value) {
      if (name == "functionCall") call = true;
      if (name == "thought") thought = takeFlag(value).value_or(false);
      if (name == "text") text = !takeText(value).empty();
      if (name != "thoughtSignature" || value.peek() != '"') return;
      at = m_offset + value.position();
      const std::string_view token = value.value();
      size = token.size();
      foreign = gemini::unsealed(unescape(token)).origin != Dialect::Gemini;
    });
    if (!foreign) return false;
    if (!call && (thought || !text)) return drop();
    m_found.dropped.push_back(m_path + ".thoughtSignature: of another provider");
    m_found.edits.push_back(Edit{at, size, call ? std::string(kNoSignature) : "\"\""});
    return false;
  }

  bool foreignItem(JsonCursor& item) {
    bool foreign = false;
    eachMember(item, [&](std::string_view name, JsonCursor& value) {
      if (name == "encrypted_content") foreign = ours(takeText(value));
    });
    return foreign && drop();
  }

  // With budgets, a turn that goes on after its tools' answers must begin with what was thought.
  void thinkNoMore() {
    const Member* thinking = member("thinking");
    if (thinking == nullptr ||
        thinking->value.of(m_body).find("\"enabled\"") == std::string_view::npos)
      return;
    const Slice& value = thinking->value;
    m_found.edits.push_back(Edit{value.begin, value.end - value.begin, R"({"type":"disabled"})"});
    m_found.dropped.emplace_back("thinking: the turn before has none that this API would accept");
    forgetNothing();
  }

  // Without thinking there is none to be cleared, and the API refuses to be told so.
  void forgetNothing() {
    Elements all;
    for (const Member& one : m_look.members) {
      const bool clears = one.name == "context_management" &&
                          one.value.of(m_body).find("\"clear_thinking") != std::string_view::npos;
      all.push_back(Element{one.key.begin, one.value.end, clears});
      if (clears) m_found.dropped.push_back(one.name);
    }
    cut(all, m_found.edits);
  }

  std::string_view m_body;
  const Look& m_look;
  std::size_t m_offset = 0;  // of the list that is walked
  std::string m_path;
  Turn m_before;               // of the model, the last one
  bool m_interrupted = false;  // the last turn has results for calls whose thinking is taken
  Foreign m_found;
};

}  // namespace

Foreign withoutForeign(std::string_view body, const Look& look, Dialect dialect) {
  if (dialect == Dialect::OpenAiChat) return {};
  const std::string_view mark = dialect == Dialect::Gemini ? kInBytes : kInText;
  // Four times as fast as find(): most bodies are large and hold none.
  if (::memmem(body.data(), body.size(), mark.data(), mark.size()) == nullptr) return {};
  Finder finder(body, look);
  if (dialect == Dialect::Anthropic) finder.messages();
  if (dialect == Dialect::Gemini) finder.contents();
  if (dialect == Dialect::OpenAiResponses) finder.input();
  return finder.take();
}

}  // namespace sb::dialects
