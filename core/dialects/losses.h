// What becomes of the parts of a request that its target cannot be told as they are. One per
// request that is written.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/dialects/codec.h"
#include "core/dialects/harmless.h"

namespace sb::dialects {

// "messages[3].content[0]"
inline std::string place(std::size_t message, std::size_t part) {
  return "messages[" + std::to_string(message) + "].content[" + std::to_string(part) + "]";
}

// About what a body of it takes: one with media is not to be copied again and again as it grows.
inline std::size_t roomFor(const std::vector<chat::Part>& content) {
  std::size_t room = 0;
  for (const chat::Part& part : content) {
    if (const auto* text = chat::as<chat::Text>(part)) room += text->text.size();
    if (const auto* media = chat::as<chat::Media>(part)) room += media->base64.size();
    if (const auto* result = chat::as<chat::ToolResult>(part)) room += roomFor(result->content);
  }
  return room;
}
inline std::size_t roomFor(const chat::Request& request) {
  constexpr std::size_t kAround = 4096;
  std::size_t room = kAround;
  for (const chat::Message& message : request.messages)
    room += roomFor(message.content);
  return room + room / 16;
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

  // The top-level members that only the dialect of the request knows, and those of its tools.
  void unknownMembers(const chat::Request& request) {
    lostIf(!request.previousId.empty(), "previous_response_id");
    for (const chat::Extra& extra : request.extras)
      harmless(request.dialect, extra) ? dropped(extra.name) : lost(extra.name);
    std::size_t deferred = 0;
    for (std::size_t i = 0; i < request.tools.size(); ++i)
      for (const chat::Extra& extra : request.tools[i].extras)
        toolMember(extra, "tools[" + std::to_string(i) + "]." + extra.name, deferred);
    if (deferred > 0)
      converted("tools: " + std::to_string(deferred) +
                " that should be loaded when wanted (defer_loading) are there from the beginning");
  }

  // Marks of what is to be cached, where the target knows none.
  void cacheMarks(const chat::Request& request) {
    const auto marked = [](const auto& one) { return one.cache != chat::CacheHint::None; };
    const auto holdsOne = [&](const chat::Message& message) {
      return std::any_of(message.content.begin(), message.content.end(), marked);
    };
    droppedIf(std::any_of(request.tools.begin(), request.tools.end(), marked) ||
                  std::any_of(request.messages.begin(), request.messages.end(), holdsOne),
              "cache_control");
  }

  // Kinds of output that the target has none of.
  void otherThanText(const chat::Request& request) {
    const std::vector<std::string>& wanted = request.modalities;
    lostIf(std::any_of(wanted.begin(), wanted.end(),
                       [](const std::string& kind) { return kind != "text"; }),
           "modalities");
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
  void toolMember(const chat::Extra& extra, const std::string& where, std::size_t& deferred) {
    if (extra.name == "defer_loading" && extra.valueJson == "true")
      ++deferred;
    else if (extra.name == "input_examples")
      converted(where + " stand in its description");
    else
      harmlessOfTool(extra) ? dropped(where) : lost(where);
  }

  void note(chat::Note::Kind kind, std::string what) {
    m_written.notes.push_back(chat::Note{kind, std::move(what)});
  }

  Written& m_written;
};

}  // namespace sb::dialects
