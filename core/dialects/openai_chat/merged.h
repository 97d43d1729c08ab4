// A JSON value put together from the deltas of a stream. Texts are kept escaped as they came:
// escaped pieces put together are the escaped whole, so nothing is decoded and no byte is lost.
// Sources: OpenAI API reference (chat completion chunk), the accumulation that its clients do.
// One thread at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/dialects/json_index.h"

namespace sb::dialects::openai_chat {

class Merged {
 public:
  // Adds the value at the cursor, which stands under `name`. Texts of known names are joined, other
  // ones replaced; lists are joined, tool calls by their index; objects are merged member by
  // member; null never replaces anything.
  void add(std::string_view name, JsonCursor& cursor) { add(name, cursor, 0); }

  bool empty() const { return m_kind == Kind::None || m_kind == Kind::Null; }

  // Puts raw JSON in the place of whatever is there.
  void set(std::string_view raw);

  // The member of an object, nullptr if it has none of the name.
  const Merged* member(std::string_view name) const;
  // The member of an object, made if need be; nullptr if it has too many.
  Merged* slot(std::string_view name);
  // Raw JSON for a member that is missing or null.
  void setDefault(std::string_view name, std::string_view raw);

  // Appends the value; null if nothing was added.
  void write(std::string& out) const;
  // Appends the members of an object without its braces, and a comma before them where one belongs.
  void writeMembers(std::string& out) const;

 private:
  enum class Kind : std::uint8_t { None, Null, Text, Scalar, List, Object, Calls };
  struct Field;

  void add(std::string_view name, JsonCursor& cursor, int depth);
  void addText(std::string_view name, std::string_view text);
  void addElements(JsonCursor& cursor);
  void addMembers(JsonCursor& cursor, int depth);
  void addCall(JsonCursor& cursor, int depth);
  Merged* call(std::string_view index, std::string_view id, bool named);
  bool become(Kind kind);
  std::string_view rawText(std::string_view name) const;
  void writeCall(std::string& out) const;
  void writeFunction(std::string& out) const;

  Kind m_kind = Kind::None;
  std::string m_raw;            // Text: between the quotes; Scalar: the token; List: inside of []
  std::vector<Field> m_fields;  // Object: by name; Calls: by the index that the provider gave
};

struct Merged::Field {
  std::string name;
  Merged value;
};

}  // namespace sb::dialects::openai_chat
