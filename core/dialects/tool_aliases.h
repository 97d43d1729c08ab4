// Names of tools that a target would refuse: it gets others, and the caller reads its own again.
// The same name always becomes the same, so a conversation may change its provider at any turn. One
// request and its answer; const functions from any thread.
// Sources: OpenAI API reference ("a-z, A-Z, 0-9, or contain underscores and dashes, with a maximum
// length of 64"), Anthropic API reference (^[a-zA-Z0-9_-]{1,128}$), Gemini API reference,
// FunctionDeclaration (colons and dots too, a letter or an underscore first, 64).
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/dialects/chat.h"

namespace sb::dialects {

// Which names a dialect takes: letters, digits, `_`, `-` and these.
struct ToolNameRule {
  std::size_t most = 64;
  std::string_view more;
  bool letterFirst = false;  // or an underscore
};

class ToolAliases {
 public:
  // Renames what the request says of tools: declarations, choice, earlier calls and their results.
  // `told`: one line for each tool that is called otherwise.
  void rename(chat::Request& request, const ToolNameRule& rule, std::vector<std::string>& told);

  bool empty() const { return m_names.empty(); }
  // The names as the caller has them.
  void restore(chat::Answer& answer) const;
  // The same of an event: false where nothing is to be changed, else `changed` is the part to tell.
  bool restore(const chat::Event& event, chat::Part& changed) const;

 private:
  void one(std::string& name, const ToolNameRule& rule);
  bool restore(chat::Part& part) const;

  std::map<std::string, std::string, std::less<>> m_names;  // alias → name
};

}  // namespace sb::dialects
