// What becomes of the parts of a request that its target cannot be told as they are. One per
// request that is written.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "core/dialects/codec.h"

namespace sb::dialects {

// "messages[3].content[0]"
inline std::string place(std::size_t message, std::size_t part) {
  return "messages[" + std::to_string(message) + "].content[" + std::to_string(part) + "]";
}

// Whether the model may call the tool: for targets that know no list of allowed ones, the others
// are left out.
inline bool mayCall(const chat::Request& request, const chat::Tool& tool) {
  const chat::ToolChoice& choice = request.toolChoice;
  return choice.kind != chat::ToolChoice::Kind::Allowed ||
         std::find(choice.names.begin(), choice.names.end(), tool.name) != choice.names.end();
}

class Losses {
 public:
  explicit Losses(Written& written) : m_written(written) {}

  // The target cannot be told: refused, unless the route says otherwise.
  void lost(std::string what) { m_written.lost.push_back(std::move(what)); }
  // Not told, and the answer is none the worse for it.
  void dropped(std::string what) { note(chat::Note::Kind::Dropped, std::move(what)); }
  // Told in other words.
  void converted(std::string what) { note(chat::Note::Kind::Converted, std::move(what)); }

  void droppedIf(bool there, std::string_view what) {
    if (there) dropped(std::string(what));
  }
  void lostIf(bool there, std::string_view what) {
    if (there) lost(std::string(what));
  }

  // The top-level members that only the dialect of the request knows.
  void unknownMembers(const chat::Request& request) {
    lostIf(!request.previousId.empty(), "previous_response_id");
    for (const chat::Extra& extra : request.extras)
      extra.essential ? lost(extra.name) : dropped(extra.name);
  }

  // What a text of an earlier turn named as its sources; the text itself is told.
  void earlierCitations(const std::string& where, const chat::Text& text) {
    if (!text.citations.empty()) dropped(where + ": citations");
  }

  // A part of another dialect. Traces of what a provider's own tools did say nothing that the
  // answer to them does not say too.
  void foreign(const std::string& where, const chat::Opaque& part) {
    const bool trace = part.type == "web_search_call" || part.type == "file_search_call" ||
                       part.type == "mcp_list_tools" || part.type == "tool_search_call" ||
                       part.type == "tool_search_output";
    trace ? dropped(where + ": " + part.type) : lost(where + ": " + part.type);
  }

 private:
  void note(chat::Note::Kind kind, std::string what) {
    m_written.notes.push_back(chat::Note{kind, std::move(what)});
  }

  Written& m_written;
};

}  // namespace sb::dialects
