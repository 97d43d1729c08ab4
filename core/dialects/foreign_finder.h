// Finds in a request what another provider than the one it goes to has signed, and says what is to
// be cut: what the dialects' own walks (foreign.h) have in common. One body, one thread.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "core/dialects/foreign.h"
#include "core/dialects/json_read.h"
#include "core/dialects/signature.h"

namespace sb::dialects {

// As a signature begins in a body where it is text.
inline constexpr std::string_view kMarkInText = "\"sb1.";

// Four times as fast as find(): most bodies are large and hold none.
bool holdsMark(std::string_view body, std::string_view mark);

inline bool carriedOver(std::string_view signature) {
  return signature.starts_with(kSignatureMark);
}

class ForeignFinder {
 public:
  ForeignFinder(std::string_view body, const Look& look) : m_body(body), m_look(look) {}

  // gone(cursor at the element) for the list that the member of the request holds.
  template <class F>
  void walk(std::string_view name, F&& gone) {
    const Member* list = member(name);
    if (list == nullptr) return;
    JsonIndex index;
    Result<JsonCursor> cursor = index.read(list->value.of(m_body));
    if (!cursor || cursor->peek() != '[') return;
    m_offset = list->value.begin;
    m_path = name;
    cut(elements(*cursor, gone));
  }
  // The same for a list inside of an element; elements that are gone are cut. Whether none is left:
  // then nothing is cut, for the element goes as a whole.
  template <class F>
  bool parts(JsonCursor& list, std::string_view name, F&& gone) {
    const std::size_t before = m_found.edits.size();
    const Elements all = within(list, name, gone);
    const bool nothing = !all.empty() && std::all_of(all.begin(), all.end(),
                                                     [](const Element& one) { return one.gone; });
    if (nothing)
      m_found.edits.resize(before);
    else
      cut(all);
    return nothing;
  }
  // … of one that may be left empty.
  template <class F>
  void list(JsonCursor& list, std::string_view name, F&& gone) {
    cut(within(list, name, gone));
  }

  const Member* member(std::string_view name) const;
  std::string_view valueOf(const Member& member) const { return member.value.of(m_body); }
  // Takes the members away of which this is true.
  template <class F>
  void cutMembers(F&& gone) {
    Elements all;
    for (const Member& one : m_look.members) {
      all.push_back(Element{one.key.begin, one.value.end, gone(one)});
      if (all.back().gone) m_found.dropped.push_back(one.name);
    }
    cut(all);
  }

  // Where the cursor stands in the body.
  std::size_t at(const JsonCursor& cursor) const { return m_offset + cursor.position(); }
  void replace(std::size_t at, std::size_t size, std::string text) {
    m_found.edits.push_back(Edit{at, size, std::move(text)});
  }
  void note(std::string_view what) { m_found.dropped.emplace_back(what); }
  void noteHere(std::string_view what) { m_found.dropped.push_back(m_path + std::string(what)); }
  // Says that the element that is looked at goes: true.
  bool drop() {
    noteHere(": what another provider signed");
    return true;
  }

  Foreign take();

 private:
  struct Element {
    std::size_t begin = 0, end = 0;
    bool gone = false;
  };
  using Elements = std::vector<Element>;

  template <class F>
  Elements within(JsonCursor& list, std::string_view name, F&& gone) {
    const std::string path = m_path;
    m_path.append(".").append(name);
    Elements all = elements(list, gone);
    m_path = path;
    return all;
  }
  template <class F>
  Elements elements(JsonCursor& list, F&& gone) {
    Elements all;
    const std::string path = m_path;
    list.elements([&](JsonCursor& one) {
      JsonCursor inside = one;
      const std::size_t begin = at(one);
      const std::size_t size = one.value().size();
      m_path = path + "[" + std::to_string(all.size()) + "]";
      all.push_back(Element{begin, begin + size, gone(inside)});
    });
    m_path = path;
    return all;
  }
  // Elements that are gone, with one comma for each.
  void cut(const Elements& all);

  std::string_view m_body;
  const Look& m_look;
  std::size_t m_offset = 0;  // of the list that is walked
  std::string m_path;
  Foreign m_found;
};

}  // namespace sb::dialects
